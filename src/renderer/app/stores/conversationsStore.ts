/**
 * The conversations that the sidebar lists: main's truth, read page by page and kept up to date by its events. Those in the
 * trash are not here.
 */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ConversationId } from '../../../shared/ids.ts';
import type { ConversationSummary } from '../../../shared/ipc/routes.ts';
import type { Client } from '../client.ts';
import type { Report } from './problemsStore.ts';

/** How many conversations one page holds. */
export const conversationPageSize = 200;

export interface ConversationsState {
  /** Newest change first; pinned ones are not sorted apart here. */
  readonly summaries: readonly ConversationSummary[];
  /** Titles of conversations that tabs show although the list has not reached them, and of empty ones. */
  readonly titles: ReadonlyMap<ConversationId, string>;
  /** Those of which nothing is on disk. */
  readonly temporary: ReadonlySet<ConversationId>;
  /** Whether older ones may lie behind the last. */
  readonly hasMore: boolean;
  readonly reset: (summaries: readonly ConversationSummary[]) => void;
  readonly loadMore: () => Promise<void>;
  readonly apply: (summary: ConversationSummary) => void;
  readonly drop: (id: ConversationId) => void;
  readonly noteTemporary: (id: ConversationId) => void;
  readonly noteTitle: (id: ConversationId, title: string) => void;
  readonly rename: (id: ConversationId, title: string) => void;
  readonly pin: (id: ConversationId, pinned: boolean) => void;
  readonly trash: (id: ConversationId) => void;
}

const newestFirst = (a: ConversationSummary, b: ConversationSummary) =>
  b.conversation.updatedAt - a.conversation.updatedAt;

function without(summaries: readonly ConversationSummary[], id: ConversationId) {
  return summaries.filter((summary) => summary.conversation.id !== id);
}

/** Keeps its identity where nothing changes. */
function withMember<T>(members: ReadonlySet<T>, member: T, wanted: boolean): ReadonlySet<T> {
  if (members.has(member) === wanted) return members;
  const next = new Set(members);
  if (wanted) next.add(member);
  else next.delete(member);
  return next;
}

/** Adds or replaces summaries; those in the trash fall out. */
function merge(known: readonly ConversationSummary[], added: readonly ConversationSummary[]) {
  const byId = new Map(known.map((summary) => [summary.conversation.id, summary]));
  for (const summary of added) byId.set(summary.conversation.id, summary);
  return [...byId.values()].filter((summary) => summary.conversation.trashedAt === null).sort(newestFirst);
}

export function createConversationsStore(client: Client, report: Report): StoreApi<ConversationsState> {
  let loading: Promise<void> | null = null;
  return createStore<ConversationsState>()((set, get) => {
    const fetchPage = async () => {
      const oldest = get().summaries.findLast((summary) => !summary.conversation.pinned);
      const before = oldest?.conversation.updatedAt ?? null;
      const page = await client.request('conversations.list', {
        trashed: false,
        before,
        limit: conversationPageSize,
      });
      set((state) => ({
        summaries: merge(state.summaries, page),
        hasMore: page.length >= conversationPageSize,
      }));
    };
    return {
      summaries: [],
      titles: new Map(),
      temporary: new Set(),
      hasMore: false,
      reset: (summaries) => {
        set({ summaries: merge([], summaries), hasMore: summaries.length >= conversationPageSize });
      },
      loadMore: () => {
        if (!get().hasMore) return Promise.resolve();
        loading ??= fetchPage()
          .catch(report)
          .finally(() => {
            loading = null;
          });
        return loading;
      },
      apply: (summary) => {
        const { id, temporary } = summary.conversation;
        set((state) => ({
          summaries: merge(state.summaries, [summary]),
          temporary: withMember(state.temporary, id, temporary === true),
        }));
      },
      drop: (id) => {
        set((state) => ({
          summaries: without(state.summaries, id),
          temporary: withMember(state.temporary, id, false),
        }));
      },
      noteTemporary: (id) => {
        set((state) => ({ temporary: withMember(state.temporary, id, true) }));
      },
      noteTitle: (id, title) => {
        set((state) => ({ titles: new Map(state.titles).set(id, title) }));
      },
      rename: (id, title) => {
        client.request('conversations.rename', { id, title }).catch(report);
      },
      pin: (id, pinned) => {
        client.request('conversations.pin', { id, pinned }).catch(report);
      },
      trash: (id) => {
        client.request('conversations.trash', { id }).catch(report);
      },
    };
  });
}

/** The title to show for a conversation, or the empty string while it has none. */
export function titleOf(state: ConversationsState, id: ConversationId): string {
  const summary = state.summaries.find((known) => known.conversation.id === id);
  return summary?.conversation.title ?? state.titles.get(id) ?? '';
}
