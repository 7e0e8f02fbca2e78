/**
 * What the window needs to draw its first picture and to come back as it was left: settings, tabs, drafts, connections and the
 * newest conversations. A profile that holds no connection is a new one: it gets the demo, so that there is no dead end.
 */
import type { Clock } from '../../shared/clock.ts';
import type { Connection, SecretStoreState } from '../../shared/connection.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId, ConversationId, LaneId, TabId, WindowId } from '../../shared/ids.ts';
import type { ConversationSummary, HistoryState } from '../../shared/ipc/routes.ts';
import type { Settings, Tab } from '../../shared/settings.ts';
import type { History, ListConversations } from '../history/History.ts';

/** The part of the conversations that a workspace needs. */
interface Conversations {
  list(options: ListConversations): Promise<readonly ConversationSummary[]>;
  create(
    id: ConversationId,
    lanes: readonly {
      readonly id: LaneId;
      readonly connectionId: ConnectionId;
      readonly modelId: string | null;
    }[],
  ): Promise<unknown>;
}

interface WorkspaceServiceOptions {
  readonly history: History;
  readonly conversations: Conversations;
  /** The tabs of a window. */
  readonly tabsOf: (id: WindowId) => Promise<readonly Tab[]>;
  readonly secretsState: SecretStoreState;
  readonly clock: Clock;
  /** The model that a new profile's first tab talks to. */
  readonly demoModelId: string | null;
  /** Throws for settings that no person can have made; they are not kept then. */
  readonly checkSettings: (settings: Settings) => void;
  /** Called with the settings that apply from now on. */
  readonly onSettings: (settings: Settings) => void;
}

export interface Workspace {
  readonly settings: Settings;
  readonly tabs: readonly Tab[];
  readonly connections: readonly Connection[];
  readonly conversations: readonly ConversationSummary[];
  readonly secrets: SecretStoreState;
  readonly history: HistoryState;
}

/** How many conversations the sidebar shows before it asks for more. */
const firstConversations = 100;

export class WorkspaceService {
  readonly #options: WorkspaceServiceOptions;
  #prepared: Promise<void> | null = null;

  constructor(options: WorkspaceServiceOptions) {
    this.#options = options;
  }

  /** Everything for the first picture of a window. Sets up a new profile first, once however often it is called. */
  async load(windowId: WindowId): Promise<Workspace> {
    const { history, conversations, tabsOf, secretsState, onSettings } = this.#options;
    await this.#prepareOnce();
    const [settings, tabs, connections, summaries] = await Promise.all([
      history.loadSettings(),
      tabsOf(windowId),
      history.listConnections(),
      conversations.list({ trashed: false, before: null, limit: firstConversations }),
    ]);
    onSettings(settings);
    return {
      settings,
      tabs,
      connections,
      conversations: summaries,
      secrets: secretsState,
      history: history.state,
    };
  }

  async saveSettings(settings: Settings): Promise<void> {
    this.#options.checkSettings(settings);
    await this.#options.history.saveSettings(settings);
    this.#options.onSettings(settings);
  }

  /** A failure is not remembered, so that a person can try again once the disk has room. */
  async #prepareOnce(): Promise<void> {
    this.#prepared ??= this.#prepare();
    try {
      await this.#prepared;
    } catch (caught) {
      this.#prepared = null;
      throw caught;
    }
  }

  /** Without any connection: connects the demo, and opens a chat with it unless there are tabs from before. */
  async #prepare(): Promise<void> {
    const { history, conversations, clock, demoModelId } = this.#options;
    if ((await history.listConnections()).length > 0) return;
    const now = clock.now();
    const demo: Connection = {
      id: newId<ConnectionId>(),
      name: 'Demo',
      provider: 'demo',
      createdAt: now,
      updatedAt: now,
    };
    await history.saveConnection(demo);
    if ((await history.listTabs()).length > 0) return;
    const conversationId = newId<ConversationId>();
    const choice = { connectionId: demo.id, modelId: demoModelId };
    await conversations.create(conversationId, [{ id: newId<LaneId>(), ...choice }]);
    const tab = { id: newId<TabId>(), conversationId, position: 0, pinned: false, active: true };
    await history.saveTabs([{ ...tab, draft: '', updatedAt: now }]);
  }
}
