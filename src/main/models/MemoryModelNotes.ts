import type { ConnectionId } from '../../shared/ids.ts';
import type { ModelOverride } from '../../shared/model.ts';
import type { LearnedNotes, ModelNotes } from './ModelNotes.ts';

/** One model's notes, as they are kept. */
export interface NotedModel {
  readonly connectionId: ConnectionId;
  readonly modelId: string;
  readonly override: ModelOverride | null;
  readonly learned: LearnedNotes;
}

function keyOf(connectionId: ConnectionId, modelId: string): string {
  return `${connectionId} ${modelId}`;
}

function joined(known: LearnedNotes, added: LearnedNotes): LearnedNotes {
  const refused = new Set([...(known.refusedParameters ?? []), ...(added.refusedParameters ?? [])]);
  return {
    ...known,
    ...added,
    ...(known.routes || added.routes ? { routes: { ...known.routes, ...added.routes } } : {}),
    ...(refused.size > 0 ? { refusedParameters: [...refused] } : {}),
  };
}

/** The notes as they are held while the app runs: filled from the history at the start, told of every change. */
export class MemoryModelNotes implements ModelNotes {
  readonly #models = new Map<string, NotedModel>();
  readonly #onChange: (model: NotedModel) => void;

  /** `onChange` writes a model's notes down; it must not throw. */
  constructor(models: readonly NotedModel[] = [], onChange: (model: NotedModel) => void = () => undefined) {
    for (const model of models) this.#models.set(keyOf(model.connectionId, model.modelId), model);
    this.#onChange = onChange;
  }

  override(connectionId: ConnectionId, modelId: string): ModelOverride | null {
    return this.#models.get(keyOf(connectionId, modelId))?.override ?? null;
  }

  learned(connectionId: ConnectionId, modelId: string): LearnedNotes {
    return this.#models.get(keyOf(connectionId, modelId))?.learned ?? {};
  }

  learn(connectionId: ConnectionId, modelId: string, notes: LearnedNotes): void {
    const learned = joined(this.learned(connectionId, modelId), notes);
    this.#change({ connectionId, modelId, override: this.override(connectionId, modelId), learned });
  }

  /** What a person sets; null takes it back. */
  setOverride(connectionId: ConnectionId, modelId: string, override: ModelOverride | null): void {
    this.#change({ connectionId, modelId, override, learned: this.learned(connectionId, modelId) });
  }

  #change(model: NotedModel): void {
    this.#models.set(keyOf(model.connectionId, model.modelId), model);
    this.#onChange(model);
  }
}
