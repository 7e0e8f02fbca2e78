import { ListTree } from 'lucide-react';
import { useCommand, useShortcutOf } from '../../../app/commands/useCommands.ts';
import { text } from '../../../app/text/text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useOpenTree } from './useOpenTree.ts';

/** Opens the tree of the conversation, and carries out its command. Not there while there is no tree. */
export function TreeButton() {
  const open = useOpenTree();
  const shortcut = useShortcutOf('tree.open');
  useCommand(
    'tree.open',
    () => {
      open?.();
    },
    open !== null,
  );
  if (open === null) return null;
  return (
    <IconButton
      label={text.chat.branches.tree.open}
      icon={<ListTree aria-hidden="true" />}
      aria-haspopup="dialog"
      shortcut={shortcut}
      tooltipSide="top"
      onClick={open}
    />
  );
}
