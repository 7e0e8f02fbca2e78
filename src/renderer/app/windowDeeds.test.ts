import { describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { ConversationId, LaneId, MessageId, WindowId } from '../../shared/ids.ts';
import { RequestError } from './client.ts';
import { initialSettings } from './stores/settingsStore.ts';
import { demoConnection, fakeMain, openWorkspace, savedTab, summary } from './testing/fakeWorkspace.tsx';
import { canMoveTab, moveTabToWindow } from './windowDeeds.ts';

const secondWindow = newId<WindowId>();

/** Two tabs in a window, the second with all that a tab can hold. */
async function openTwo(fields: Parameters<typeof fakeMain>[0] = {}) {
  const [a, b] = [summary('a'), summary('b')];
  const reading = [{ laneId: newId<LaneId>(), messageId: newId<MessageId>(), offset: 12 }];
  const first = savedTab(a.conversation.id, { position: 0, active: true });
  const second = savedTab(b.conversation.id, { position: 1, draft: 'half a sentence', reading });
  const main = fakeMain({ conversations: [a, b], tabs: [first, second], ...fields });
  main.answer('windows.moveTab', () => ({}));
  return { ...(await openWorkspace(main)), first, second, reading };
}

describe('moving a tab', () => {
  test('hands everything over before any list of tabs without it is written', async () => {
    const { main, workspace, first, second, reading } = await openTwo();
    await moveTabToWindow(workspace, second.id, 'new');
    expect(main.inputsOf('windows.moveTab')).toMatchObject([
      { tabId: second.id, to: 'new', tab: { id: second.id, draft: 'half a sentence', reading } },
    ]);
    expect(workspace.tabs.getState().tabs.map((tab) => tab.id)).toEqual([first.id]);
    expect(workspace.tabs.getState().closed).toEqual([]);
    await workspace.keeper.flush();
    const names = main.requests.map(({ name }) => name);
    expect(names.indexOf('windows.moveTab')).toBeLessThan(names.indexOf('tabs.save'));
  });

  test('leaves the tab where it was if main refuses', async () => {
    const { main, workspace, second } = await openTwo();
    main.answer('windows.moveTab', () => {
      throw new RequestError({ code: 'history/disk-full', message: 'full', retryable: true });
    });
    await moveTabToWindow(workspace, second.id, 'new');
    expect(workspace.tabs.getState().tabs.map((tab) => tab.id)).toContain(second.id);
    expect(workspace.keeper.draft(second.id)).toBe('half a sentence');
    expect(workspace.problems.getState().problems).toMatchObject([{ code: 'history/disk-full' }]);
  });

  test('leaves a new chat in the first window, and an empty one behind in any other', async () => {
    const tabs = [savedTab(newId<ConversationId>(), { active: true, draft: 'x' })];
    const first = await openTwo({ tabs });
    await moveTabToWindow(first.workspace, tabs[0]?.id ?? newId(), 'new');
    expect(first.workspace.tabs.getState().tabs).toHaveLength(1);
    const other = await openTwo({ tabs, windowId: secondWindow });
    await moveTabToWindow(other.workspace, tabs[0]?.id ?? newId(), 'new');
    expect(other.main.inputsOf('windows.moveTab')).toEqual([]);
    await moveTabToWindow(other.workspace, tabs[0]?.id ?? newId(), 'main');
    expect(other.main.inputsOf('windows.moveTab')).toHaveLength(1);
    expect(other.workspace.tabs.getState().tabs).toEqual([]);
  });

  test('is offered where it leads somewhere', async () => {
    const first = await openTwo();
    expect(canMoveTab(first.workspace, 'new')).toBe(true);
    expect(canMoveTab(first.workspace, 'main')).toBe(false);
    const other = await openTwo({ windowId: secondWindow });
    expect(canMoveTab(other.workspace, 'main')).toBe(true);
  });
});

describe('what other windows do', () => {
  test('a tab that is given stands at the end, in sight if somebody brought it here', async () => {
    const { main, workspace, first, second } = await openTwo();
    const quiet = savedTab(newId<ConversationId>(), { draft: 'quiet' });
    main.tell('tabs.given', { tabs: [quiet] });
    expect(workspace.tabs.getState().activeId).toBe(first.id);
    const brought = savedTab(newId<ConversationId>(), { draft: 'brought', active: true });
    main.tell('tabs.given', { tabs: [brought, quiet] });
    const { tabs, activeId } = workspace.tabs.getState();
    expect(tabs.map((tab) => tab.id)).toEqual([first.id, second.id, quiet.id, brought.id]);
    expect(activeId).toBe(brought.id);
    expect(workspace.keeper.draft(brought.id)).toBe('brought');
  });

  test('settings and connections are those of all windows', async () => {
    const { main, workspace } = await openTwo();
    main.tell('settings.changed', { settings: { ...initialSettings, theme: 'dark' }, by: secondWindow });
    expect(workspace.settings.getState().settings.theme).toBe('dark');
    main.tell('connections.changed', {
      connections: [{ ...demoConnection, name: 'Renamed' }],
      id: demoConnection.id,
      by: secondWindow,
    });
    expect(workspace.connections.getState().connections).toMatchObject([{ name: 'Renamed' }]);
  });

  test('a notification that was clicked brings its chat into sight', async () => {
    const { main, workspace, second } = await openTwo();
    main.tell('conversation.chosen', { id: second.conversationId });
    expect(workspace.tabs.getState().activeId).toBe(second.id);
  });
});
