import { AppError } from '../../../shared/errors.ts';
import type { WindowTabs } from '../../windows/WindowTabs.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

/** Tabs on their way from one window to another. */
export function windowHandlers(tabs: WindowTabs): HandlersOf<'windows'> {
  return {
    'windows.moveTab': async ({ tabId, tab, to }, { windowId }) => {
      if (tab.id !== tabId) throw new AppError('ipc/invalid-input', 'The tab is another one than named.');
      await tabs.move(windowId, tab, to);
      return {};
    },
  };
}
