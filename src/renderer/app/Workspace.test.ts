import { describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { ConversationId } from '../../shared/ids.ts';
import type { ConversationSummary } from '../../shared/ipc/routes.ts';
import { RequestError } from './client.ts';
import { titleOf } from './stores/conversationsStore.ts';
import { activeTab } from './stores/tabsStore.ts';
import {
  demoConnection,
  fakeMain,
  loaded,
  openWorkspace,
  savedTab,
  summary,
} from './testing/fakeWorkspace.tsx';
import type { Workspace } from './Workspace.ts';

const shown = (workspace: Workspace) => activeTab(workspace.tabs.getState())?.conversationId;
const open = (workspace: Workspace) => workspace.tabs.getState().tabs.map((tab) => tab.conversationId);

describe('loading', () => {
  test('the first start opens a chat with the demo’s first model', async () => {
    const { main, workspace } = await openWorkspace(fakeMain());
    expect(workspace.tabs.getState().tabs).toHaveLength(1);
    expect(main.inputsOf('conversations.create')).toMatchObject([
      { lanes: [{ connectionId: demoConnection.id, modelId: 'demo-writer' }] },
    ]);
  });

  test('tabs come back in their order, with the one that was active', async () => {
    const [a, b] = [newId<ConversationId>(), newId<ConversationId>()];
    const tabs = [savedTab(b, { position: 1, active: true }), savedTab(a, { position: 0 })];
    const { workspace } = await openWorkspace(fakeMain({ tabs }));
    expect(open(workspace)).toEqual([a, b]);
    expect(shown(workspace)).toBe(b);
  });

  test('a tab whose conversation the list does not reach gets its title', async () => {
    const id = newId<ConversationId>();
    const { workspace } = await openWorkspace(fakeMain({ tabs: [savedTab(id, { active: true })] }));
    expect(titleOf(workspace.conversations.getState(), id)).toBe('An old chat');
  });

  test('a failure is told and can be tried again', async () => {
    const main = fakeMain().answer('workspace.load', () => {
      throw new RequestError({ code: 'history/locked', message: 'locked', retryable: true });
    });
    const { workspace } = await openWorkspace(main);
    expect(workspace.view.getState().phase).toMatchObject({
      kind: 'failed',
      error: { code: 'history/locked' },
    });
    main.answer('workspace.load', () => loaded());
    await workspace.load();
    expect(workspace.view.getState().phase.kind).toBe('ready');
  });
});

describe('opening a conversation', () => {
  test('takes the place of a blank chat, and a new tab otherwise', async () => {
    const [a, b] = [summary('a'), summary('b')];
    const { workspace } = await openWorkspace(fakeMain({ conversations: [a, b] }));
    workspace.openConversation(a.conversation.id);
    expect(open(workspace)).toEqual([a.conversation.id]);
    workspace.openConversation(b.conversation.id);
    expect(open(workspace)).toEqual([a.conversation.id, b.conversation.id]);
    workspace.openConversation(a.conversation.id);
    expect(open(workspace)).toHaveLength(2);
    expect(shown(workspace)).toBe(a.conversation.id);
  });

  test('a draft is never replaced', async () => {
    const a = summary('a');
    const { workspace } = await openWorkspace(fakeMain({ conversations: [a] }));
    workspace.keeper.setDraft(workspace.tabs.getState().activeId ?? newId(), 'half a sentence');
    workspace.openConversation(a.conversation.id);
    expect(workspace.tabs.getState().tabs).toHaveLength(2);
  });
});

describe('closing', () => {
  test('the last tab gives way to a new chat, and a blank one stays', async () => {
    const a = summary('a');
    const tab = savedTab(a.conversation.id, { active: true });
    const { workspace } = await openWorkspace(fakeMain({ conversations: [a], tabs: [tab] }));
    await workspace.closeTab(tab.id);
    expect(open(workspace)).toHaveLength(1);
    expect(shown(workspace)).not.toBe(a.conversation.id);
    const blank = workspace.tabs.getState().activeId ?? newId();
    await workspace.closeTab(blank);
    expect(workspace.tabs.getState().activeId).toBe(blank);
  });

  test('what was closed comes back with its draft', async () => {
    const a = summary('a');
    const tab = savedTab(a.conversation.id, { active: true, draft: 'half a sentence' });
    const { workspace } = await openWorkspace(fakeMain({ conversations: [a], tabs: [tab] }));
    await workspace.closeTab(tab.id);
    await workspace.reopenTab();
    expect(shown(workspace)).toBe(a.conversation.id);
    expect(workspace.keeper.draft(tab.id)).toBe('half a sentence');
  });

  test('the draft of a chat that main has dropped comes back in a new one', async () => {
    const { main, workspace } = await openWorkspace(fakeMain());
    const [tab] = workspace.tabs.getState().tabs;
    if (tab === undefined) throw new Error('the first chat is open');
    workspace.keeper.setDraft(tab.id, 'half a sentence');
    await workspace.closeTab(tab.id);
    await workspace.reopenTab();
    expect(shown(workspace)).not.toBe(tab.conversationId);
    expect(workspace.keeper.draft(workspace.tabs.getState().activeId ?? newId())).toBe('half a sentence');
    expect(main.inputsOf('conversations.create')).toHaveLength(3);
  });
});

describe('what main reports', () => {
  async function openTwo() {
    const [a, b] = [summary('a'), summary('b')];
    const tabs = [
      savedTab(a.conversation.id, { position: 0, active: true }),
      savedTab(b.conversation.id, { position: 1 }),
    ];
    const opened = await openWorkspace(fakeMain({ conversations: [a, b], tabs }));
    const tell = (changed: ConversationSummary) => {
      opened.main.tell('conversation.changed', { summary: changed });
    };
    return { ...opened, a, b, tell };
  }

  test('a reply that ends unseen leaves a mark until it is looked at', async () => {
    const { workspace, a, b, tell } = await openTwo();
    for (const each of [a, b]) tell({ ...each, streaming: true });
    expect(workspace.activity.getState().streaming.size).toBe(2);
    for (const each of [a, b]) tell(each);
    expect([...workspace.activity.getState().unread]).toEqual([b.conversation.id]);
    workspace.step(1);
    expect(workspace.activity.getState().unread.size).toBe(0);
  });

  test('a conversation in the trash leaves the list and its tab', async () => {
    const { workspace, a, b, tell } = await openTwo();
    tell({ ...b, conversation: { ...b.conversation, trashedAt: 1 } });
    expect(open(workspace)).toEqual([a.conversation.id]);
    expect(workspace.conversations.getState().summaries.map((each) => each.conversation.title)).toEqual([
      'a',
    ]);
  });

  test('the menu runs the command of whoever can', async () => {
    const { main, workspace } = await openTwo();
    const ran: string[] = [];
    const stop = workspace.commands.handle('search.open', () => ran.push('search'));
    main.tell('menu.chosen', { command: 'search.open' });
    stop();
    main.tell('menu.chosen', { command: 'search.open' });
    expect(ran).toEqual(['search']);
  });
});

test('a new chat starts with the model that was used last', async () => {
  const main = fakeMain();
  const { workspace } = await openWorkspace(main);
  workspace.rememberModel({ connectionId: demoConnection.id, modelId: 'demo-slow' });
  await workspace.newTab();
  expect(main.inputsOf('conversations.create').at(-1)).toMatchObject({ lanes: [{ modelId: 'demo-slow' }] });
  expect(main.inputsOf('settings.save')).toHaveLength(1);
});
