import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './classNames.ts';
import { Tooltip } from './Tooltip.tsx';
import './IconButton.css';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** The button's name: spoken, and shown as its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly size?: 'sm' | 'md' | undefined;
  /** The shortcut as it is printed, shown in the tooltip. */
  readonly shortcut?: string | undefined;
  readonly tooltipSide?: 'top' | 'bottom' | 'left' | 'right' | undefined;
}

/** A button with a picture on it. Always named. */
export function IconButton({
  label,
  icon,
  size = 'md',
  shortcut,
  tooltipSide,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut} side={tooltipSide}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={classNames('ui-icon-button', `ui-icon-button-${size}`, className)}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
