import { AppWindow, FileDown, PencilLine, Pin, PinOff, Trash2 } from 'lucide-react';
import type { ConversationSummary } from '../../../shared/ipc/routes.ts';
import { text } from '../../app/text/text.ts';
import type { Workspace } from '../../app/Workspace.ts';
import type { MenuEntry } from '../../ui/Menu.tsx';

const words = text.library.menu;

interface ConversationMenuOptions {
  readonly workspace: Workspace;
  readonly summary: ConversationSummary;
  readonly onRename: () => void;
  readonly onTrash: () => void;
}

/** Everything that can be done with a conversation from the sidebar. */
export function conversationMenuEntries({
  workspace,
  summary,
  onRename,
  onTrash,
}: ConversationMenuOptions): readonly MenuEntry[] {
  const { id: conversationId, pinned } = summary.conversation;
  return [
    {
      kind: 'item',
      label: words.open,
      shortcut: 'Enter',
      onSelect: () => {
        workspace.openConversation(conversationId);
      },
    },
    {
      kind: 'item',
      label: words.openInNewTab,
      icon: <AppWindow />,
      onSelect: () => {
        workspace.openConversation(conversationId, 'new-tab');
      },
    },
    { kind: 'separator' },
    { kind: 'item', label: words.rename, icon: <PencilLine />, shortcut: 'F2', onSelect: onRename },
    {
      kind: 'item',
      label: pinned ? words.unpin : words.pin,
      icon: pinned ? <PinOff /> : <Pin />,
      onSelect: () => {
        workspace.conversations.getState().pin(conversationId, !pinned);
      },
    },
    {
      kind: 'item',
      label: words.export,
      icon: <FileDown />,
      onSelect: () => {
        workspace.view.setState({ dialog: { kind: 'transcript', conversationId, laneId: null } });
      },
    },
    { kind: 'separator' },
    {
      kind: 'item',
      label: words.trash,
      icon: <Trash2 />,
      shortcut: 'Del',
      danger: true,
      onSelect: onTrash,
    },
  ];
}
