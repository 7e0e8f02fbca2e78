import type { TabId } from '../../../../shared/ids.ts';
import { closeTabs } from '../../../app/temporaryChats.ts';
import { text } from '../../../app/text/text.ts';
import { useWorkspace } from '../../../app/WorkspaceContext.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';

interface CloseTemporaryDialogProps {
  readonly tabIds: readonly TabId[];
  /** How many chats would be gone. */
  readonly chats: number;
  readonly onClose: () => void;
}

/** Asks before temporary chats are gone for good with their last tabs. */
export function CloseTemporaryDialog({ tabIds, chats, onClose }: CloseTemporaryDialogProps) {
  const workspace = useWorkspace();
  const words = text.chat.temporary;
  return (
    <ConfirmDialog
      open
      title={words.closeTitle(chats)}
      body={words.closeBody(chats)}
      confirmLabel={words.closeConfirm(chats)}
      cancelLabel={text.shell.cancel}
      onCancel={onClose}
      onConfirm={() => {
        onClose();
        void closeTabs(workspace, tabIds, true);
      }}
    />
  );
}
