import { useEffect } from 'react';
import { useAnnounce } from '../ui/LiveRegion.tsx';
import { titleOf } from './stores/conversationsStore.ts';
import { text } from './text/text.ts';
import { useWorkspace } from './WorkspaceContext.ts';

/** Says aloud what the marks on tabs show: a reply that ended out of sight, a tab that changed its place. */
export function useSpokenNews(): void {
  const { activity, conversations, tabs } = useWorkspace();
  const announce = useAnnounce();
  useEffect(() => {
    const titled = (id: Parameters<typeof titleOf>[1]) =>
      titleOf(conversations.getState(), id) || text.shell.untitled;
    const stops = [
      activity.subscribe((now, before) => {
        for (const id of now.unread) {
          if (!before.unread.has(id)) announce(text.shell.tabs.replyFinished(titled(id)));
        }
      }),
      tabs.subscribe((now, before) => {
        if (now.activeId !== before.activeId || now.tabs.length !== before.tabs.length) return;
        const place = now.tabs.findIndex((tab) => tab.id === now.activeId);
        const tab = now.tabs[place];
        if (tab === undefined || before.tabs.findIndex((known) => known.id === tab.id) === place) return;
        announce(text.shell.tabs.moved(titled(tab.conversationId), place + 1, now.tabs.length));
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [activity, announce, conversations, tabs]);
}
