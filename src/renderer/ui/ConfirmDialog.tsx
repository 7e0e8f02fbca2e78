import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef } from 'react';
import { Button } from './Button.tsx';
import { TopLayer } from './TopLayer.tsx';
import './Dialog.css';

interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** What will be lost, in one sentence. */
  readonly body: string;
  /** The verb of the deed, never "OK". */
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something is lost. Focus starts on Cancel, so a stray Enter loses nothing. */
export function ConfirmDialog({
  open,
  title,
  body,
  confirmLabel,
  cancelLabel,
  onConfirm,
  onCancel,
}: ConfirmDialogProps) {
  const cancelRef = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onCancel();
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="ui-dialog-backdrop" />
        <AlertDialog.Popup className="ui-dialog ui-dialog-sm" initialFocus={cancelRef}>
          <TopLayer>
            <header className="ui-dialog-header">
              <AlertDialog.Title className="ui-dialog-title">{title}</AlertDialog.Title>
            </header>
            <div className="ui-dialog-body">
              <AlertDialog.Description className="ui-dialog-description">{body}</AlertDialog.Description>
            </div>
            <footer className="ui-dialog-footer">
              <Button ref={cancelRef} onClick={onCancel}>
                {cancelLabel}
              </Button>
              <Button variant="danger" onClick={onConfirm}>
                {confirmLabel}
              </Button>
            </footer>
          </TopLayer>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
