/**
 * All votes, read when the first part of the window asks for them. Main holds the truth: a vote replaces an earlier one on the same
 * replies there, and here in the same way, so that nothing has to be read again.
 */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../../shared/errors.ts';
import type { MessageId, VoteId } from '../../../shared/ids.ts';
import type { Vote } from '../../../shared/vote.ts';
import type { Client } from '../client.ts';
import { errorInfoOf } from '../client.ts';

export interface VotesState {
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  /** Why they could not be read; the votes of an earlier reading stay. */
  readonly error: ErrorInfo | null;
  /** Oldest first. */
  readonly votes: readonly Vote[];
  /** Reads them again. Never rejects. */
  readonly load: () => Promise<void>;
  /** Keeps a vote in the place of an earlier one on the same replies. Rejects with `RequestError`. */
  readonly put: (vote: Vote) => Promise<void>;
  /** Rejects with `RequestError`. */
  readonly remove: (id: VoteId) => Promise<void>;
  /** Writes the scoreboard to a file that the person names; null when they closed the dialog. Rejects with `RequestError`. */
  readonly exportScores: (tag: string | null) => Promise<string | null>;
}

/** The vote on these replies and no others, in whatever order. */
export function voteOn(votes: readonly Vote[], replies: readonly MessageId[]): Vote | undefined {
  const ids = new Set(replies);
  return votes.findLast(
    (vote) => vote.replies.length === ids.size && vote.replies.every(({ messageId }) => ids.has(messageId)),
  );
}

export function createVotesStore(client: Client): StoreApi<VotesState> {
  return createStore<VotesState>()((set, get) => ({
    phase: 'idle',
    error: null,
    votes: [],
    load: async () => {
      set({ phase: 'loading', error: null });
      try {
        set({ phase: 'ready', votes: await client.request('votes.list', {}) });
      } catch (caught) {
        set({ phase: 'failed', error: errorInfoOf(caught) });
      }
    },
    put: async (vote) => {
      await client.request('votes.put', vote);
      const earlier = voteOn(
        get().votes,
        vote.replies.map(({ messageId }) => messageId),
      );
      set(({ votes }) => ({
        votes: [...votes.filter(({ id }) => id !== earlier?.id && id !== vote.id), vote],
      }));
    },
    remove: async (id) => {
      await client.request('votes.delete', { id });
      set(({ votes }) => ({ votes: votes.filter((vote) => vote.id !== id) }));
    },
    exportScores: async (tag) => (await client.request('votes.export', { tag }))?.fileName ?? null,
  }));
}
