/**
 * Which conversations are streaming, and which have something new that was not looked at: the marks on tabs and in the
 * sidebar. Whether a conversation streams is main's to say; a mark for unread news is made where a stream ends unseen.
 */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ConversationId } from '../../../shared/ids.ts';

export interface ActivityState {
  readonly streaming: ReadonlySet<ConversationId>;
  readonly unread: ReadonlySet<ConversationId>;
  /** Takes main's word. `seen` says that the conversation is on the screen at this moment. */
  readonly update: (id: ConversationId, streaming: boolean, seen: boolean) => void;
  readonly markSeen: (id: ConversationId) => void;
  readonly forget: (id: ConversationId) => void;
}

function withMember<T>(set: ReadonlySet<T>, member: T, present: boolean): ReadonlySet<T> {
  if (set.has(member) === present) return set;
  const next = new Set(set);
  if (present) next.add(member);
  else next.delete(member);
  return next;
}

export function createActivityStore(): StoreApi<ActivityState> {
  return createStore<ActivityState>()((set) => ({
    streaming: new Set(),
    unread: new Set(),
    update: (id, streaming, seen) => {
      set((state) => {
        const ended = state.streaming.has(id) && !streaming;
        return {
          streaming: withMember(state.streaming, id, streaming),
          unread: ended && !seen ? withMember(state.unread, id, true) : state.unread,
        };
      });
    },
    markSeen: (id) => {
      set((state) => ({ unread: withMember(state.unread, id, false) }));
    },
    forget: (id) => {
      set((state) => ({
        streaming: withMember(state.streaming, id, false),
        unread: withMember(state.unread, id, false),
      }));
    },
  }));
}
