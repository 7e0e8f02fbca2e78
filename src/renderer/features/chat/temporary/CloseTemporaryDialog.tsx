import type { TabId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';
import { useWorkspace } from '../../../app/WorkspaceContext.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';

interface CloseTemporaryDialogProps {
  readonly tabId: TabId;
  readonly onClose: () => void;
}

/** Asks before a temporary chat is gone for good with its last tab. */
export function CloseTemporaryDialog({ tabId, onClose }: CloseTemporaryDialogProps) {
  const workspace = useWorkspace();
  const words = text.chat.temporary;
  return (
    <ConfirmDialog
      open
      title={words.closeTitle}
      body={words.closeBody}
      confirmLabel={words.closeConfirm}
      cancelLabel={text.shell.cancel}
      onCancel={onClose}
      onConfirm={() => {
        onClose();
        void workspace.closeTab(tabId, true);
      }}
    />
  );
}
