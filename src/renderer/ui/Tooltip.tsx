import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import { Kbd } from './Kbd.tsx';
import './Tooltip.css';

interface TooltipProps {
  /** What the control does. Sighted people read it here; the control itself must carry the same name for everyone else. */
  readonly label: string;
  /** The shortcut as it is printed, `Ctrl+K`. */
  readonly shortcut?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  /** One focusable element. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** Names a control on hover and on keyboard focus. Holds nothing that is not said elsewhere. */
export function Tooltip({ label, shortcut, side = 'bottom', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className="ui-tooltip-positioner" side={side} sideOffset={6} collisionPadding={8}>
          <Base.Popup className="ui-tooltip">
            {label}
            {shortcut !== undefined && <Kbd keys={shortcut} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
