/**
 * What this window has to do with the others: a tab moves from one to another with everything that stands in it, and what was
 * changed in one shows in all. Main says whose tab it is; a tab leaves this page when main has been asked to take it, in this
 * order, so that no list of tabs without it is written first.
 */
import { mainWindowId } from '../../shared/ids.ts';
import type { TabId } from '../../shared/ids.ts';
import type { Tab } from '../../shared/settings.ts';
import { readMissingTitles } from './loadWorkspace.ts';
import { closeTab, takeTabs } from './stores/tabsState.ts';
import type { Workspace } from './Workspace.ts';

/** Where a tab can go. */
export type OtherWindow = 'new' | 'main';

/** Whether a tab of this window can go there. The only tab of a window of its own has nothing to gain from another one. */
export function canMoveTab({ status, tabs }: Workspace, to: OtherWindow): boolean {
  if (status.getState().windowId === mainWindowId) return to === 'new';
  return to === 'main' || tabs.getState().tabs.length > 1;
}

/** Moves a tab into a window of its own or into the first one. A refusal leaves it here and is told. */
export async function moveTabToWindow(workspace: Workspace, id: TabId, to: OtherWindow): Promise<void> {
  const { client, keeper, problems, tabs, status } = workspace;
  if (!canMoveTab(workspace, to)) return;
  // A long draft is handed on when its field is left.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  // The first window is never without a chat; any other closes with its last tab.
  const isLast = tabs.getState().tabs.length === 1;
  if (isLast && status.getState().windowId === mainWindowId) await workspace.newTab();
  const tab = keeper.records().find((known) => known.id === id);
  if (tab === undefined) return;
  const moved = client.request('windows.moveTab', { tabId: id, tab, to });
  tabs.getState().apply((value) => closeTab(value, id, '', false));
  try {
    await moved;
  } catch (caught) {
    takeGiven(workspace, [tab]);
    problems.getState().report(caught);
  }
}

/** Puts tabs of another window at the end, with their drafts, and shows the one that somebody brought here. */
function takeGiven(workspace: Workspace, given: readonly Tab[]): void {
  workspace.keeper.take(given);
  const open = given.map(({ id, conversationId, pinned }) => ({ id, conversationId, pinned }));
  const shown = given.findLast((tab) => tab.active)?.id ?? null;
  workspace.tabs.getState().apply((value) => takeTabs(value, open, shown));
  if (shown !== null) workspace.activate(shown);
  void readMissingTitles(workspace, given);
}

/** Listens to what other windows do. Returns the functions that stop. */
export function followOtherWindows(workspace: Workspace): readonly (() => void)[] {
  const { client, connections, models, settings } = workspace;
  return [
    client.on('tabs.given', ({ tabs }) => {
      takeGiven(workspace, tabs);
    }),
    client.on('settings.changed', (changed) => {
      settings.setState({ settings: changed.settings });
    }),
    client.on('connections.changed', ({ connections: now, id }) => {
      connections.setState({ connections: now });
      models.getState().forget(id);
      if (now.some((connection) => connection.id === id)) void models.getState().load(id);
    }),
    client.on('conversation.chosen', ({ id }) => {
      workspace.view.setState({ dialog: null });
      workspace.openConversation(id);
    }),
  ];
}
