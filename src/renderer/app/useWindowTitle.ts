import { useEffect } from 'react';
import { titleOf } from './stores/conversationsStore.ts';
import { activeTab } from './stores/tabsStore.ts';
import { text } from './text/text.ts';
import { useConversations, useTabs } from './WorkspaceContext.ts';

/**
 * Names the window after the chat in sight, so that several can be told apart where the system lists them. Not after a temporary one:
 * its name is what was asked, and other programs read the names of windows.
 */
export function useWindowTitle(): void {
  const tab = useTabs(activeTab);
  const title = useConversations((state) =>
    tab === null || state.temporary.has(tab.conversationId) ? '' : titleOf(state, tab.conversationId),
  );
  useEffect(() => {
    document.title = title === '' ? text.shell.appName : text.tabs.windowTitle(title);
  }, [title]);
}
