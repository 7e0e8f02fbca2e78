/**
 * Everything that main tells the renderer unasked, in the past tense. Main is the trusted side, so these are types only;
 * the preload passes a name and a value and nothing else.
 */
import type { Connection, SecretStoreState } from '../connection.ts';
import type { Message } from '../conversation.ts';
import type { ConnectionId, ConversationId, MessageId, RunId, WindowId } from '../ids.ts';
import type { PipelineRun } from '../pipeline.ts';
import type { Queue } from '../queue.ts';
import type { SavedKind } from '../saved.ts';
import type { Settings, Tab } from '../settings.ts';
import type { SignInState } from '../signIn.ts';
import type { StreamEvent } from '../stream.ts';
import type { ConversationSummary, HistoryState } from './routes.ts';

/** A command of the application menu; the renderer's command registry carries it out. */
export type MenuCommand =
  | 'chat.new'
  | 'tab.new'
  | 'tab.close'
  | 'tab.reopen'
  | 'tab.toNewWindow'
  | 'tab.toMainWindow'
  | 'transcript.export'
  | 'settings.open'
  | 'palette.open'
  | 'sidebar.toggle'
  | 'search.open'
  | 'shortcuts.open';

/** Every window hears every event, unless it says otherwise. One with `by` is not told to that window: its page did it. */
export interface EventPayloads {
  /** New events of a live reply, at most one batch a frame. A gap in `seq` means: read the message again. */
  'run.updated': {
    readonly runId: RunId;
    readonly messageId: MessageId;
    readonly conversationId: ConversationId;
    readonly seq: number;
    readonly events: readonly StreamEvent[];
  };
  /** A message reached its final state, or was changed outside of a run. */
  'message.changed': { readonly message: Message };
  'conversation.changed': { readonly summary: ConversationSummary };
  'conversation.removed': { readonly id: ConversationId };
  /** Lanes or branches changed otherwise than by a request of the window `by` (null: by none): read the conversation again. */
  'conversation.moved': { readonly id: ConversationId; readonly by: WindowId | null };
  'queue.changed': { readonly conversationId: ConversationId; readonly queue: Queue };
  'pipeline.changed': { readonly run: PipelineRun };
  /** Something of a kind was saved or deleted: read the list again. */
  'saved.changed': { readonly kind: SavedKind };
  /** Tabs that were in another window are in this one now, with their drafts. Told to this window only. */
  'tabs.given': { readonly tabs: readonly Tab[] };
  /** The settings that a window has saved. */
  'settings.changed': { readonly settings: Settings; readonly by: WindowId };
  /** A window has saved a connection or deleted one: these are there now. `id` is the one. */
  'connections.changed': {
    readonly connections: readonly Connection[];
    readonly id: ConnectionId;
    readonly by: WindowId;
  };
  /** Somebody asked for this conversation outside of the page, by a notification. Told to one window only. */
  'conversation.chosen': { readonly id: ConversationId };
  'secrets.changed': { readonly state: SecretStoreState };
  'history.changed': { readonly state: HistoryState };
  /** How signing in for a connection goes. */
  'signIn.changed': { readonly connectionId: ConnectionId; readonly state: SignInState };
  /** A code of a device is needed; `signIn.answerCode` gives it. `device` is the device's serial number or ARN. */
  'code.asked': {
    readonly requestId: string;
    readonly connectionName: string;
    readonly device: string;
    /** The code before was refused. */
    readonly again: boolean;
  };
  /** The question was withdrawn: the request that asked is over. */
  'code.withdrawn': { readonly requestId: string };
  'menu.chosen': { readonly command: MenuCommand };
}

export type EventName = keyof EventPayloads;
