import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { classNames } from './classNames.ts';
import { IconButton } from './IconButton.tsx';
import { TopLayer } from './TopLayer.tsx';
import './Dialog.css';

interface DialogProps {
  readonly open: boolean;
  /** Called on Esc, on the close button and on a click outside. */
  readonly onClose: () => void;
  readonly title: string;
  /** One sentence under the title. */
  readonly description?: ReactNode;
  /** `sm` asks a question, `md` holds a form, `lg` holds several sections. */
  readonly size?: 'sm' | 'md' | 'lg' | undefined;
  /** The name of the close button. */
  readonly closeLabel: string;
  /** Buttons at the bottom right, the main one last. */
  readonly footer?: ReactNode;
  /** Where the focus starts: the first field of a form. Without it, the dialog itself, so that its title is read first. */
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined;
  readonly children?: ReactNode;
}

/** A modal dialog. Focus stays inside it and goes back to where it was. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  size = 'md',
  closeLabel,
  footer,
  initialFocus,
  children,
}: DialogProps) {
  const popupRef = useRef<HTMLDivElement>(null);
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="ui-dialog-backdrop" />
        <Base.Popup
          ref={popupRef}
          className={classNames('ui-dialog', `ui-dialog-${size}`)}
          initialFocus={initialFocus ?? popupRef}
        >
          <TopLayer>
            <header className="ui-dialog-header">
              <Base.Title className="ui-dialog-title">{title}</Base.Title>
              <Base.Close
                render={<IconButton label={closeLabel} icon={<X aria-hidden="true" />} size="sm" />}
              />
            </header>
            <div className="ui-dialog-body">
              {description !== undefined && (
                <Base.Description className="ui-dialog-description">{description}</Base.Description>
              )}
              {children}
            </div>
            {footer !== undefined && <footer className="ui-dialog-footer">{footer}</footer>}
          </TopLayer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
