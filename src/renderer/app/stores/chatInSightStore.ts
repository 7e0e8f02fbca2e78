/**
 * What the rest of the window may ask of the chat in sight. The chat offers itself here while it is mounted, because features do
 * not know each other: the prompt library inserts into a composer that it has never heard of.
 */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ConversationView, Lane } from '../../../shared/conversation.ts';

/** A lane as a model set keeps it. */
export type LaneSetup = Pick<Lane, 'connectionId' | 'modelId' | 'parameters'>;

/** The chat in sight. Everything is asked at the time of the deed. */
export interface ChatInSight {
  /** The lanes, from left to right. */
  readonly lanes: () => readonly LaneSetup[];
  readonly layout: () => ConversationView['layout'] | undefined;
  /** The system prompt of the conversation; undefined where none is set. */
  readonly systemPrompt: () => string | undefined;
  /** How many lanes have a system prompt of their own, which wins over the conversation's. */
  readonly ownSystemPrompts: () => number;
  /** Rejects with `RequestError`. */
  readonly setSystemPrompt: (system: string) => Promise<void>;
  /** What stands in the composer. */
  readonly composerText: () => string;
  /** Puts a snippet where the caret of the composer is, after asking for its variables. */
  readonly insertSnippet: (snippet: { readonly name: string; readonly text: string }) => void;
}

export interface ChatInSightState {
  readonly chat: ChatInSight | null;
}

export function createChatInSightStore(): StoreApi<ChatInSightState> {
  return createStore<ChatInSightState>()(() => ({ chat: null }));
}
