import { describe, expect, test } from 'vitest';
import type { ConversationId } from '../../shared/ids.ts';
import { activeTab } from './stores/tabsStore.ts';
import { fakeMain, openWorkspace, savedTab, summary } from './testing/fakeWorkspace.tsx';
import { closeTabs, isTemporary, openTemporaryTab } from './temporaryChats.ts';
import type { Workspace } from './Workspace.ts';

function active(workspace: Workspace) {
  const tab = activeTab(workspace.tabs.getState());
  if (tab === null) throw new Error('A window is never without a tab.');
  return tab;
}

/** A window with one kept chat and, in sight, a temporary one in which something was said. */
async function temporaryChat() {
  const kept = summary('Kept');
  const main = fakeMain({
    conversations: [kept],
    tabs: [savedTab(kept.conversation.id, { active: true })],
  });
  const opened = await openWorkspace(main);
  await openTemporaryTab(opened.workspace);
  const tab = active(opened.workspace);
  const tell = (id: ConversationId, fields: { temporary?: true }) => {
    const said = summary('Said in passing', fields);
    main.tell('conversation.changed', {
      summary: { ...said, conversation: { ...said.conversation, id } },
    });
  };
  tell(tab.conversationId, { temporary: true });
  return { ...opened, tab, tell };
}

describe('a temporary chat', () => {
  test('is made as one, and known as one before anything is said', async () => {
    const { main, workspace } = await openWorkspace(fakeMain());
    await openTemporaryTab(workspace);
    expect(main.inputsOf('conversations.create').at(-1)).toMatchObject({ temporary: true });
    expect(isTemporary(workspace, active(workspace).conversationId)).toBe(true);
  });

  test('asks before its last tab is closed, and then is gone for good', async () => {
    const { workspace, tab } = await temporaryChat();
    await workspace.closeTab(tab.id);
    expect(workspace.view.getState().dialog).toEqual({
      kind: 'close-temporary',
      tabIds: [tab.id],
      chats: 1,
    });
    expect(workspace.tabs.getState().tabs).toHaveLength(2);
    await workspace.closeTab(tab.id, true);
    expect(workspace.tabs.getState().tabs).toHaveLength(1);
    expect(workspace.tabs.getState().closed).toEqual([]);
  });

  test('asks once for several that would be gone, and closes all or none', async () => {
    const { workspace, main, tab } = await temporaryChat();
    await openTemporaryTab(workspace);
    const other = active(workspace);
    const said = summary('Also in passing', { temporary: true });
    main.tell('conversation.changed', {
      summary: { ...said, conversation: { ...said.conversation, id: other.conversationId } },
    });
    const { tabs } = workspace.tabs.getState();
    const ids = tabs.map(({ id }) => id);
    await closeTabs(workspace, ids.slice(1));
    expect(tabs.filter(({ id }) => [tab.id, other.id].includes(id))).toHaveLength(2);
    expect(workspace.view.getState().dialog).toEqual({
      kind: 'close-temporary',
      tabIds: ids.slice(1),
      chats: 2,
    });
    expect(workspace.tabs.getState().tabs).toEqual(tabs);
    await closeTabs(workspace, ids.slice(1), true);
    expect(workspace.tabs.getState().tabs).toEqual(tabs.slice(0, 1));
  });

  test('closes one of two tabs without a question', async () => {
    const { workspace, tab } = await temporaryChat();
    workspace.duplicateTab(tab.id);
    await workspace.closeTab(tab.id);
    expect(workspace.view.getState().dialog).toBeNull();
    expect(workspace.tabs.getState().tabs).toHaveLength(2);
  });

  test('closes without a question while nothing stands in it', async () => {
    const { workspace } = await openWorkspace(fakeMain());
    await openTemporaryTab(workspace);
    await workspace.closeTab(active(workspace).id);
    expect(workspace.view.getState().dialog).toBeNull();
    expect(workspace.tabs.getState().tabs).toHaveLength(1);
  });

  test('is like any other once it is kept', async () => {
    const { workspace, tab, tell } = await temporaryChat();
    tell(tab.conversationId, {});
    expect(isTemporary(workspace, tab.conversationId)).toBe(false);
    await workspace.closeTab(tab.id);
    expect(workspace.view.getState().dialog).toBeNull();
    expect(workspace.tabs.getState().closed).toHaveLength(1);
  });
});
