import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../../shared/errors.ts';
import type { ConnectionId, ConversationId, LaneId, TabId } from '../../../shared/ids.ts';
import type { Pipeline } from '../../../shared/pipeline.ts';
import type { OpenTab } from './tabsState.ts';

/** The one dialog that is open, with what it is about. */
export type OpenDialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'shortcuts' }
  /** Asks before a temporary chat ends with its last tab. */
  | { readonly kind: 'close-temporary'; readonly tabIds: readonly TabId[]; readonly chats: number }
  | { readonly kind: 'model-sets' }
  /** `draft`: the text of a new snippet to begin with. */
  | { readonly kind: 'prompts'; readonly draft?: string }
  | { readonly kind: 'pipelines'; readonly editing: Pipeline | null }
  | {
      readonly kind: 'pipeline-run';
      readonly tab: OpenTab;
      readonly pipeline: Pipeline | null;
      readonly laneId: LaneId | null;
    }
  | { readonly kind: 'scoreboard' }
  | { readonly kind: 'settings'; readonly section: SettingsSection; readonly connection: ConnectionTarget }
  | { readonly kind: 'transcript'; readonly conversationId: ConversationId; readonly laneId: LaneId | null };

export type SettingsSection = 'general' | 'connections' | 'network' | 'budgets' | 'usage' | 'about';

/** The connection whose form is open: one that exists, one to be made, or none. */
export type ConnectionTarget = ConnectionId | 'new' | null;

/** What the sidebar shows. */
export type SidebarPanel = 'conversations' | 'search' | 'trash';

/** How far the window is with reading what it needs. */
export type LoadPhase =
  { readonly kind: 'loading' | 'ready' } | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** What is open in the window at this moment. Nothing of it is kept. */
export interface ViewState {
  readonly phase: LoadPhase;
  readonly dialog: OpenDialog | null;
  readonly panel: SidebarPanel;
}

export function createViewStore(): StoreApi<ViewState> {
  return createStore<ViewState>()(() => ({
    phase: { kind: 'loading' },
    dialog: null,
    panel: 'conversations',
  }));
}
