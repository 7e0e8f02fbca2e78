/**
 * Everything the window knows, and the few deeds that touch more than one store. Stores never talk to each other: what main
 * reports is handed to each of them here, and what needs two of them (a new chat, opening a conversation) is done here.
 * Features reach it through `useWorkspace()`.
 */
import type { Clock } from '../../shared/clock.ts';
import type { Connection } from '../../shared/connection.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId, ConversationId, LaneId, TabId } from '../../shared/ids.ts';
import type { ConversationSummary, RouteInput } from '../../shared/ipc/routes.ts';
import type { Tab } from '../../shared/settings.ts';
import { errorInfoOf } from './client.ts';
import type { Client } from './client.ts';
import { CommandRegistry } from './commands/CommandRegistry.ts';
import { usualStart } from './conversationStart.ts';
import type { ConversationStart } from './conversationStart.ts';
import { fillStores, readFirstModels, readMissingTitles } from './loadWorkspace.ts';
import { createActivityStore } from './stores/activityStore.ts';
import { createChatInSightStore } from './stores/chatInSightStore.ts';
import { createCodeQuestionsStore } from './stores/codeQuestionsStore.ts';
import { createConnectionsStore } from './stores/connectionsStore.ts';
import { createConversationsStore } from './stores/conversationsStore.ts';
import { createModelsStore } from './stores/modelsStore.ts';
import { createProblemsStore } from './stores/problemsStore.ts';
import { createSavedStore } from './stores/savedStore.ts';
import { createSettingsStore } from './stores/settingsStore.ts';
import { createSignInStore } from './stores/signInStore.ts';
import { createStatusStore } from './stores/statusStore.ts';
import * as tabActions from './stores/tabsState.ts';
import { activeTab, createTabsStore } from './stores/tabsStore.ts';
import { createViewStore } from './stores/viewStore.ts';
import { createVotesStore } from './stores/votesStore.ts';
import { TabKeeper } from './TabKeeper.ts';
import { endedBy } from './temporaryChats.ts';
import { followOtherWindows } from './windowDeeds.ts';

/** A model of a connection, or the lack of one. */
export interface LaneChoice {
  readonly connectionId: ConnectionId | null;
  readonly modelId: string | null;
}

export class Workspace {
  readonly client: Client;
  readonly commands = new CommandRegistry();
  readonly problems = createProblemsStore();
  readonly status = createStatusStore();
  readonly activity = createActivityStore();
  readonly tabs = createTabsStore();
  readonly view = createViewStore();
  readonly chatInSight = createChatInSightStore();
  readonly settings;
  readonly connections;
  readonly conversations;
  readonly models;
  readonly signIns;
  readonly codeQuestions;
  readonly saved;
  readonly votes;
  /** Drafts, and the saving of tabs. */
  readonly keeper: TabKeeper;
  readonly #stops: (() => void)[] = [];

  constructor(client: Client, clock: Clock) {
    const { report } = this.problems.getState();
    this.client = client;
    this.settings = createSettingsStore(client, report);
    this.connections = createConnectionsStore(client);
    this.conversations = createConversationsStore(client, report);
    this.models = createModelsStore(client);
    this.signIns = createSignInStore(client);
    this.codeQuestions = createCodeQuestionsStore(client, report);
    this.saved = createSavedStore(client);
    this.votes = createVotesStore(client);
    this.keeper = new TabKeeper({ client, clock, tabs: this.tabs, report });
  }

  /** Reads what the first paint needs and begins to listen. Never rejects: a failure is shown, and `load` may be called again. */
  async load(): Promise<void> {
    this.dispose();
    this.#listen();
    this.view.setState({ phase: { kind: 'loading' } });
    let saved: readonly Tab[];
    try {
      const loaded = await this.client.request('workspace.load', {});
      saved = loaded.tabs;
      fillStores(this, loaded);
      this.keeper.start(loaded.tabs);
      if (loaded.tabs.length === 0) await this.newTab();
      this.view.setState({ phase: { kind: 'ready' } });
    } catch (caught) {
      this.view.setState({ phase: { kind: 'failed', error: errorInfoOf(caught) } });
      return;
    }
    readFirstModels(this);
    await readMissingTitles(this, saved);
  }

  /** Stops listening and forgets nothing; for tests and for the end of the window. */
  dispose(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.keeper.stop();
  }

  /** Goes to an empty chat: the one in sight, or a new tab. */
  async newChat(): Promise<void> {
    const current = activeTab(this.tabs.getState());
    if (current === null || !this.isBlank(current)) await this.newTab();
    this.commands.run('composer.focus');
  }

  /** Opens a tab with a new, empty conversation: with the given lanes, or what a new chat usually starts with. */
  async newTab(start?: ConversationStart): Promise<void> {
    try {
      const conversationId = await this.#createConversation(start);
      this.#addTab(conversationId);
    } catch (caught) {
      this.problems.getState().report(caught);
    }
  }

  /** Begins anew in the tab in sight, which holds no message yet. What stands in its composer stays. */
  async startOver(start: ConversationStart): Promise<void> {
    const tab = activeTab(this.tabs.getState());
    if (tab === null) return;
    try {
      const conversationId = await this.#createConversation(start);
      this.tabs.getState().apply((value) => tabActions.showInTab(value, tab.id, conversationId));
    } catch (caught) {
      this.problems.getState().report(caught);
    }
  }

  /** Shows a conversation: in its tab if it has one, in the tab in sight if that is blank, else in a new one. */
  openConversation(id: ConversationId, where: 'here' | 'new-tab' = 'here'): void {
    const state = this.tabs.getState();
    const open = state.tabs.find((tab) => tab.conversationId === id);
    if (open !== undefined && where === 'here') {
      this.activate(open.id);
      return;
    }
    const current = activeTab(state);
    if (where === 'here' && current !== null && this.isBlank(current)) {
      state.apply((value) => tabActions.showInTab(value, current.id, id));
    } else {
      this.#addTab(id);
    }
    this.activity.getState().markSeen(id);
  }

  /** Opens the same conversation in one more tab. */
  duplicateTab(id: TabId): void {
    const tab = this.tabs.getState().tabs.find((known) => known.id === id);
    if (tab === undefined) return;
    // A new tab stands right of the active one.
    this.activate(id);
    this.#addTab(tab.conversationId);
  }

  activate(id: TabId): void {
    this.tabs.getState().apply((value) => tabActions.activateTab(value, id));
    this.#seeActive();
  }

  /** Activates the tab `step` places to the right, round the ends. */
  step(step: number): void {
    this.tabs.getState().apply((value) => tabActions.stepTab(value, step));
    this.#seeActive();
  }

  /**
   * Closes a tab. The window is never without one: after the last a new chat opens. Where that would be the end of a temporary
   * chat, a person is asked first, and `sure` says what they said.
   */
  async closeTab(id: TabId, sure = false): Promise<void> {
    const tab = this.tabs.getState().tabs.find((known) => known.id === id);
    if (tab === undefined) return;
    const written = !this.isBlank(tab);
    const ends = endedBy(this, [tab]).size > 0;
    if (written && ends && !sure) {
      this.view.setState({ dialog: { kind: 'close-temporary', tabIds: [id], chats: 1 } });
      return;
    }
    const reopenable = written && !ends;
    const draft = this.keeper.draft(id);
    // The next chat must exist before the last goes, or the window would blink.
    if (this.tabs.getState().tabs.length === 1) {
      if (!written) return;
      await this.newTab();
    }
    this.tabs.getState().apply((value) => tabActions.closeTab(value, id, draft, reopenable));
    this.#seeActive();
  }

  /** Reopens the tab closed last, with its draft. */
  async reopenTab(): Promise<void> {
    const last = this.tabs.getState().closed.at(-1);
    if (last === undefined) return;
    this.keeper.setDraft(last.tab.id, last.draft);
    this.tabs.getState().apply(tabActions.reopenTab);
    this.#seeActive();
    // Main drops a conversation that holds no message and no tab; only the draft is left of this one.
    if (!this.#isKept(last.tab.conversationId)) await this.startAnew(last.tab.id);
  }

  /** Gives a tab a new, empty conversation in place of its own; its draft stays. */
  async startAnew(id: TabId): Promise<void> {
    try {
      const fresh = await this.#createConversation();
      this.tabs.getState().apply((value) => tabActions.showInTab(value, id, fresh));
    } catch (caught) {
      this.problems.getState().report(caught);
    }
  }

  /** Saves a connection and reads its models again. Rejects with `RequestError`. */
  async saveConnection(input: RouteInput<'connections.save'>, saved: Connection): Promise<void> {
    await this.connections.getState().save(input, saved);
    this.models.getState().forget(saved.id);
    void this.models.getState().load(saved.id, true);
  }

  /** Deletes a connection with its key. Rejects with `RequestError`. */
  async removeConnection(id: ConnectionId): Promise<void> {
    await this.connections.getState().remove(id);
    this.models.getState().forget(id);
  }

  /** A new chat starts with this model from now on. */
  rememberModel({ connectionId, modelId }: LaneChoice): void {
    if (connectionId === null || modelId === null) return;
    this.settings.getState().change({ lastModel: { connectionId, modelId } });
  }

  #listen(): void {
    const { client } = this;
    this.#stops.push(
      ...followOtherWindows(this),
      client.on('conversation.changed', ({ summary }) => {
        this.#takeSummary(summary);
      }),
      client.on('conversation.removed', ({ id }) => {
        this.conversations.getState().drop(id);
        this.activity.getState().forget(id);
        void this.#closeTabsOf(id);
      }),
      client.on('secrets.changed', ({ state }) => {
        this.status.setState({ secrets: state });
      }),
      client.on('history.changed', ({ state }) => {
        this.status.setState({ history: state });
      }),
      client.on('signIn.changed', ({ connectionId, state }) => {
        this.signIns.getState().take(connectionId, state);
      }),
      client.on('code.asked', this.codeQuestions.getState().ask),
      client.on('code.withdrawn', ({ requestId }) => {
        this.codeQuestions.getState().withdraw(requestId);
      }),
      client.on('saved.changed', ({ kind }) => {
        this.saved.getState().refresh(kind);
      }),
      client.on('menu.chosen', ({ command }) => {
        this.view.setState({ dialog: null });
        this.commands.run(command);
      }),
    );
  }

  #takeSummary(summary: ConversationSummary): void {
    const { id, trashedAt } = summary.conversation;
    const shown = activeTab(this.tabs.getState())?.conversationId === id;
    this.conversations.getState().apply(summary);
    this.activity.getState().update(id, summary.streaming, shown);
    if (trashedAt !== null) void this.#closeTabsOf(id);
  }

  async #closeTabsOf(id: ConversationId): Promise<void> {
    const { tabs } = this.tabs.getState();
    if (tabs.length > 0 && tabs.every((tab) => tab.conversationId === id)) await this.newTab();
    this.tabs.getState().apply((value) => tabActions.dropConversation(value, id));
    this.#seeActive();
  }

  #addTab(conversationId: ConversationId): void {
    const tab = { id: newId<TabId>(), conversationId, pinned: false };
    this.tabs.getState().apply((value) => tabActions.openTab(value, tab));
  }

  #seeActive(): void {
    const tab = activeTab(this.tabs.getState());
    if (tab !== null) this.activity.getState().markSeen(tab.conversationId);
  }

  async #createConversation(start?: ConversationStart): Promise<ConversationId> {
    const id = newId<ConversationId>();
    const { lanes, layout, temporary } = start ?? (await usualStart(this));
    await this.client.request('conversations.create', {
      id,
      lanes: lanes.map((lane) => ({ id: newId<LaneId>(), ...lane })),
      ...(layout === undefined ? {} : { view: { layout } }),
      ...(temporary === undefined ? {} : { temporary }),
    });
    if (temporary === true) this.conversations.getState().noteTemporary(id);
    return id;
  }

  #isListed(id: ConversationId): boolean {
    return this.conversations.getState().summaries.some(({ conversation }) => conversation.id === id);
  }

  /** Whether main keeps the conversation without a tab, because it holds a message. */
  #isKept(id: ConversationId): boolean {
    return this.#isListed(id) || this.conversations.getState().titles.has(id);
  }

  /** Whether nothing would be lost with the tab: no message in it, and no draft. */
  isBlank(tab: tabActions.OpenTab): boolean {
    const written = this.keeper.draft(tab.id) !== '' || this.keeper.draftFiles(tab.id).length > 0;
    return !this.#isKept(tab.conversationId) && !written;
  }
}
