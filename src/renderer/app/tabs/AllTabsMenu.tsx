import { Check, ChevronDown, Pin } from 'lucide-react';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { MenuEntry } from '../../ui/Menu.tsx';
import { useShortcutOf } from '../commands/useCommands.ts';
import { titleOf } from '../stores/conversationsStore.ts';
import type { OpenTab } from '../stores/tabsState.ts';
import { text } from '../text/text.ts';
import { useActivity, useConversations, useTabs, useWorkspace } from '../WorkspaceContext.ts';

const words = text.shell.tabs;

/**
 * Every open chat with its marks, for when there are more than the strip can show. The first letters of a title go to it, as in
 * any menu.
 */
export function AllTabsMenu({ tabs }: { readonly tabs: readonly OpenTab[] }) {
  const workspace = useWorkspace();
  const conversations = useConversations((state) => state);
  const streaming = useActivity((state) => state.streaming);
  const unread = useActivity((state) => state.unread);
  const activeId = useTabs((state) => state.activeId);
  const canReopen = useTabs((state) => state.closed.length > 0);
  const reopenKeys = useShortcutOf('tab.reopen');

  const entryOf = ({ id, conversationId, pinned }: OpenTab): MenuEntry => {
    const live = streaming.has(conversationId);
    const marks = [
      ...(id === activeId ? [text.tabs.shown] : []),
      ...(pinned ? [words.pinned] : []),
      ...(live ? [words.streaming] : unread.has(conversationId) ? [words.unread] : []),
    ];
    const dot = <span className={live ? 'activity-dot activity-dot-live' : 'activity-dot'} />;
    const other = pinned ? <Pin /> : undefined;
    return {
      kind: 'item',
      label: [titleOf(conversations, conversationId) || text.shell.untitled, ...marks].join(', '),
      icon: id === activeId ? <Check /> : live || unread.has(conversationId) ? dot : other,
      onSelect: () => {
        workspace.activate(id);
      },
    };
  };
  return (
    <Menu
      align="end"
      trigger={<IconButton label={words.all} icon={<ChevronDown aria-hidden="true" />} />}
      entries={[
        ...tabs.map(entryOf),
        { kind: 'separator' },
        {
          kind: 'item',
          label: words.reopen,
          shortcut: reopenKeys,
          disabled: !canReopen,
          onSelect: () => {
            void workspace.reopenTab();
          },
        },
      ]}
    />
  );
}
