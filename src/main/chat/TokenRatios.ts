/**
 * How a model's own counting differs from the one on this machine, kept with the notes of the model and learned from every reply
 * whose request had been counted here anyway.
 */
import type { ConnectionId } from '../../shared/ids.ts';
import type { Usage } from '../../shared/stream.ts';
import type { ModelNotes } from '../models/ModelNotes.ts';
import { learnedRatio, usualRatio } from '../tokens/tokenRatio.ts';

/** A model of a connection. */
export interface RatedModel {
  readonly connectionId: ConnectionId;
  readonly modelId: string;
}

export class TokenRatios {
  readonly #notes: Pick<ModelNotes, 'learned' | 'learn'>;

  constructor(notes: Pick<ModelNotes, 'learned' | 'learn'>) {
    this.#notes = notes;
  }

  /** Tokens that the model's server counts for each one counted here. */
  of({ connectionId, modelId }: RatedModel): number {
    return this.#notes.learned(connectionId, modelId).tokenRatio ?? usualRatio(modelId);
  }

  /** Learns from a reply. `estimated` is its request as it was counted here, in tokens. */
  learn({ connectionId, modelId }: RatedModel, usage: Usage, estimated: number): void {
    const counted = usage.input + (usage.cacheRead ?? 0) + (usage.cacheWrite ?? 0);
    const known = this.#notes.learned(connectionId, modelId).tokenRatio;
    const tokenRatio = learnedRatio(known, { counted, estimated });
    if (tokenRatio === undefined || tokenRatio === known) return;
    this.#notes.learn(connectionId, modelId, { tokenRatio });
  }
}
