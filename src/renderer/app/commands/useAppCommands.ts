/** The commands that are always there: chats, tabs, dialogs and the sidebar. The chat adds its own while it is mounted. */
import { useEffect } from 'react';
import { askToRun } from './askToRun.ts';
import { mainWindowId } from '../../../shared/ids.ts';
import { moveTab, pinTab } from '../stores/tabsState.ts';
import { activeTab } from '../stores/tabsStore.ts';
import type { OpenDialog } from '../stores/viewStore.ts';
import { moveTabToWindow } from '../windowDeeds.ts';
import { useStatus, useWorkspace } from '../WorkspaceContext.ts';
import { openTemporaryTab } from '../temporaryChats.ts';
import type { Workspace } from '../Workspace.ts';
import type { CommandId } from './commands.ts';

type Runs = Partial<Record<CommandId, () => void>>;

function tabCommands(workspace: Workspace): Runs {
  const { tabs } = workspace;
  const withActive = (run: (tab: NonNullable<ReturnType<typeof activeTab>>) => void) => () => {
    const tab = activeTab(tabs.getState());
    if (tab !== null) run(tab);
  };
  const move = (step: number) =>
    withActive((tab) => {
      const index = tabs.getState().tabs.findIndex(({ id }) => id === tab.id);
      if (index + step >= 0) tabs.getState().apply((value) => moveTab(value, tab.id, index + step));
    });
  return {
    'tab.new': () => void workspace.newTab(),
    'tab.close': withActive((tab) => void workspace.closeTab(tab.id)),
    'tab.reopen': () => void workspace.reopenTab(),
    'tab.next': () => {
      workspace.step(1);
    },
    'tab.previous': () => {
      workspace.step(-1);
    },
    'tab.moveLeft': move(-1),
    'tab.moveRight': move(1),
    'tab.pin': withActive((tab) => {
      tabs.getState().apply((value) => pinTab(value, tab.id, !tab.pinned));
    }),
    'tab.duplicate': withActive((tab) => {
      workspace.duplicateTab(tab.id);
    }),
    'tab.toNewWindow': withActive((tab) => void moveTabToWindow(workspace, tab.id, 'new')),
  };
}

/** Tabs by their number; 9 is the last, however many there are. */
function numberCommands(workspace: Workspace): Runs {
  const go = (number: number) => () => {
    const { tabs } = workspace.tabs.getState();
    const tab = number === 9 ? tabs.at(-1) : tabs[number - 1];
    if (tab !== undefined) workspace.activate(tab.id);
  };
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  return Object.fromEntries(numbers.map((number) => [`tab.go${String(number)}`, go(number)]));
}

function windowCommands(workspace: Workspace): Runs {
  const show = (dialog: OpenDialog) => () => {
    workspace.view.setState({ dialog });
  };
  return {
    'chat.new': () => void workspace.newChat(),
    'chat.newTemporary': () => void openTemporaryTab(workspace),
    'modelSets.open': show({ kind: 'model-sets' }),
    'prompts.open': show({ kind: 'prompts' }),
    'prompts.saveDraft': () => {
      const draft = workspace.chatInSight.getState().chat?.composerText() ?? '';
      workspace.view.setState({ dialog: { kind: 'prompts', draft } });
    },
    'palette.open': show({ kind: 'palette' }),
    'pipelines.open': show({ kind: 'pipelines', editing: null }),
    'pipelines.run': () => {
      askToRun(workspace, null);
    },
    'scoreboard.open': show({ kind: 'scoreboard' }),
    'shortcuts.open': show({ kind: 'shortcuts' }),
    'settings.open': show({ kind: 'settings', section: 'general', connection: null }),
    'connection.add': show({ kind: 'settings', section: 'connections', connection: 'new' }),
    'sidebar.toggle': () => {
      const { settings, change } = workspace.settings.getState();
      change({ sidebarVisible: !settings.sidebarVisible });
    },
    'trash.open': () => {
      workspace.settings.getState().change({ sidebarVisible: true });
      workspace.view.setState({ panel: 'trash' });
    },
  };
}

/** Registers them all, once, at the top. */
export function useAppCommands(): void {
  const workspace = useWorkspace();
  useEffect(() => {
    const runs: Runs = {
      ...tabCommands(workspace),
      ...numberCommands(workspace),
      ...windowCommands(workspace),
    };
    const stops = (Object.entries(runs) as [CommandId, () => void][]).map(([id, run]) =>
      workspace.commands.handle(id, run),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [workspace]);
  const isFirst = useStatus((state) => state.windowId === mainWindowId);
  useEffect(() => {
    if (isFirst) return undefined;
    return workspace.commands.handle('tab.toMainWindow', () => {
      const tab = activeTab(workspace.tabs.getState());
      if (tab !== null) void moveTabToWindow(workspace, tab.id, 'main');
    });
  }, [isFirst, workspace]);
}
