/**
 * What the parts of one chat tab share: the conversation, the models, and what the tab can ask of the rest of the window.
 * The value keeps its identity for as long as the tab shows the same conversation, so reading it costs no render.
 */
import { createContext, use } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { ConnectionId, ConversationId, LaneId, MessageId, TurnId } from '../../../shared/ids.ts';
import type { ModelsState } from '../../app/stores/modelsStore.ts';
import type { SettingsSection } from '../../app/stores/viewStore.ts';
import type { ConversationState } from './store/conversationState.ts';
import type { ConversationStore, ModelChoice } from './store/ConversationStore.ts';

/** What choosing a model is for. */
export type PickPurpose =
  | { readonly kind: 'change'; readonly laneId: LaneId }
  /** `from`: on the path down to this message; without it, the one that the first lane shows. */
  | { readonly kind: 'add'; readonly from?: MessageId }
  /** Who replaces what no longer fits with a summary. */
  | { readonly kind: 'summarise' }
  | { readonly kind: 'retry'; readonly laneId: LaneId; readonly messageId: MessageId };

/** Where a menu hangs: a button, or the place of a pointer. */
export type MenuAnchor = Element | { readonly getBoundingClientRect: () => DOMRect };

/** What is open inside the tab. */
export interface ChatView {
  readonly editing: { readonly laneId: LaneId; readonly messageId: MessageId } | null;
  /** The message whose requests are inspected. */
  readonly inspecting: MessageId | null;
  /** The parameters that are open: those of a lane, or (null) those of the conversation. */
  readonly configuring: { readonly laneId: LaneId | null } | null;
  /** The model whose details are open, and the lane (or none) that would use what is found there. */
  readonly detailing: {
    readonly laneId: LaneId | null;
    readonly connectionId: ConnectionId;
    readonly modelId: string;
  } | null;
  /** The message whose menu is open, and where it hangs. */
  readonly menu: {
    readonly laneId: LaneId;
    readonly messageId: MessageId;
    readonly anchor: MenuAnchor;
  } | null;
  /** The tree of the conversation is open, for this lane to be taken elsewhere. */
  readonly tree: { readonly laneId: LaneId } | null;
  /** The message that a lane's list brings into sight as soon as it has it. */
  readonly reveal: { readonly laneId: LaneId; readonly messageId: MessageId } | null;
  /** The comparison that is open, of this turn or (null) of the newest one. */
  readonly comparing: {
    readonly kind: 'table' | 'diff' | 'synthesis';
    readonly turnId: TurnId | null;
  } | null;
  readonly picking: { readonly purpose: PickPurpose; readonly anchor: Element | null } | null;
}

/** What a chat tab asks of the window around it. */
export interface ChatCommands {
  /** Opens a connection's settings; null opens the dialog for a new one. */
  openConnection(id: ConnectionId | null): void;
  /** Opens a page of the settings that helps with a failure. */
  openSettings(section: SettingsSection): void;
  /** Begins signing in to a connection; the window shows how it goes. */
  signIn(id: ConnectionId): void;
  newChat(): void;
  /** Shows a conversation in a tab of its own. */
  openInNewTab(id: ConversationId): void;
  /** Back to the composer, when what had the focus is gone. */
  focusComposer(): void;
  /** Asks what of the conversation is written; null begins with all of it. */
  exportTranscript(laneId: LaneId | null): void;
  /** A new chat starts with the model that was chosen last. */
  rememberModel(choice: ModelChoice): void;
}

export interface ChatContextValue {
  readonly store: ConversationStore;
  readonly models: StoreApi<ModelsState>;
  readonly view: StoreApi<ChatView>;
  readonly commands: ChatCommands;
}

export const ChatContext = createContext<ChatContextValue | null>(null);

/** The chat tab around this component. */
export function useChat(): ChatContextValue {
  const value = use(ChatContext);
  if (value === null) throw new Error('This component belongs inside a chat tab.');
  return value;
}

/** A slice of the conversation; renders again only when the slice changes. */
export function useConversation<T>(select: (state: ConversationState) => T): T {
  return useStore(useChat().store.state, select);
}

/** A slice of what is open inside the tab. */
export function useChatView<T>(select: (view: ChatView) => T): T {
  return useStore(useChat().view, select);
}

/** Nothing open. */
export function createChatView(): StoreApi<ChatView> {
  return createStore<ChatView>(() => ({
    editing: null,
    inspecting: null,
    configuring: null,
    detailing: null,
    menu: null,
    tree: null,
    reveal: null,
    comparing: null,
    picking: null,
  }));
}
