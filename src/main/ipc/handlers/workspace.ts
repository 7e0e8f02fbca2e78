import type { EmitEvent } from '../../chat/ports.ts';
import type { WindowTabs } from '../../windows/WindowTabs.ts';
import type { WorkspaceService } from '../../workspace/WorkspaceService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

/** What is known of this app before anything is opened. */
export interface AppInfo {
  readonly version: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
}

interface WorkspaceParts {
  readonly workspace: WorkspaceService;
  readonly windowTabs: WindowTabs;
  readonly emit: EmitEvent;
  readonly info: AppInfo;
}

/** The workspace, and what of it is saved by itself: settings and tabs. */
export function workspaceHandlers({
  workspace,
  windowTabs,
  emit,
  info,
}: WorkspaceParts): HandlersOf<'workspace'> & HandlersOf<'settings'> & HandlersOf<'tabs'> {
  return {
    'workspace.load': async (_input, { windowId }) => ({
      ...info,
      windowId,
      ...(await workspace.load(windowId)),
    }),
    'settings.save': async (settings, { windowId }) => {
      await workspace.saveSettings(settings);
      emit('settings.changed', { settings, by: windowId });
      return {};
    },
    'tabs.save': async ({ tabs }, { windowId }) => {
      await windowTabs.save(windowId, tabs);
      return {};
    },
    'tabs.saveDraft': async ({ tabId, draft, attachments }) => {
      await windowTabs.saveDraft(tabId, draft, attachments);
      return {};
    },
  };
}
