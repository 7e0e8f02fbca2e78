/**
 * The runs of pipelines in the conversations that were looked at: main's truth, read when a message of a run is first seen and
 * kept up by its events. Which steps are unfolded is kept here too, because a row forgets itself when it scrolls out of sight.
 */
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { ConversationId, MessageId, PipelineRunId } from '../../../../shared/ids.ts';
import type { PipelineRun } from '../../../../shared/pipeline.ts';
import type { Client } from '../../../app/client.ts';

export interface RunsState {
  readonly runs: ReadonlyMap<PipelineRunId, PipelineRun>;
  /** Prompts of steps that are unfolded. */
  readonly unfolded: ReadonlySet<MessageId>;
}

export class PipelineRuns {
  readonly state: StoreApi<RunsState> = createStore<RunsState>(() => ({
    runs: new Map(),
    unfolded: new Set(),
  }));
  readonly #client: Client;
  readonly #asked = new Set<ConversationId>();

  constructor(client: Client) {
    this.#client = client;
    client.on('pipeline.changed', ({ run }) => {
      this.take([run]);
    });
  }

  /** Reads the runs of a conversation when they are first needed. What cannot be read now is asked for at the next need. */
  load(conversationId: ConversationId): void {
    if (this.#asked.has(conversationId)) return;
    this.#asked.add(conversationId);
    this.#client.request('pipelines.runs', { conversationId }).then(
      (runs) => {
        // What an event has told meanwhile is newer.
        const { runs: known } = this.state.getState();
        this.take(runs.filter(({ id }) => !known.has(id)));
      },
      () => {
        this.#asked.delete(conversationId);
      },
    );
  }

  /** Takes in runs as main says they are now. */
  take(runs: readonly PipelineRun[]): void {
    this.state.setState((state) => ({
      runs: new Map([...state.runs, ...runs.map((run) => [run.id, run] as const)]),
    }));
  }

  /** Folds or unfolds a step, named by its prompt. */
  toggle(promptId: MessageId): void {
    this.state.setState(({ unfolded }) => {
      const next = new Set(unfolded);
      if (!next.delete(promptId)) next.add(promptId);
      return { unfolded: next };
    });
  }
}

const byClient = new WeakMap<Client, PipelineRuns>();

/** The runs that this window knows. Made when the first is needed. */
export function pipelineRunsOf(client: Client): PipelineRuns {
  const known = byClient.get(client);
  if (known !== undefined) return known;
  const runs = new PipelineRuns(client);
  byClient.set(client, runs);
  return runs;
}
