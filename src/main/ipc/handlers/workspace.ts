import { mainWindowId } from '../../../shared/ids.ts';
import type { History } from '../../history/History.ts';
import type { WorkspaceService } from '../../workspace/WorkspaceService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

/** What is known of this app before anything is opened. */
export interface AppInfo {
  readonly version: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
}

/** The workspace, and what of it is saved by itself: settings and tabs. */
export function workspaceHandlers(
  workspace: WorkspaceService,
  history: History,
  info: AppInfo,
): HandlersOf<'workspace'> & HandlersOf<'settings'> & HandlersOf<'tabs'> {
  return {
    'workspace.load': async (_input, { windowId }) => ({ ...info, windowId, ...(await workspace.load()) }),
    'settings.save': async (settings) => {
      await workspace.saveSettings(settings);
      return {};
    },
    'tabs.save': async ({ tabs }, { windowId }) => {
      await history.saveTabs(tabs, windowId === mainWindowId ? undefined : windowId);
      return {};
    },
    'tabs.saveDraft': async ({ tabId, draft, attachments }) => {
      await history.saveDraft(tabId, draft, attachments);
      return {};
    },
  };
}
