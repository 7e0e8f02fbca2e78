import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './classNames.ts';
import './Button.css';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` for the one thing a view is for, `danger` where something is lost, `ghost` inside dense rows. */
  readonly variant?: 'secondary' | 'primary' | 'danger' | 'ghost' | undefined;
  readonly size?: 'sm' | 'md' | undefined;
  /** Decoration before the words; hidden from assistive technology. */
  readonly icon?: ReactNode;
}

/** A push button with words on it. For a picture alone use `IconButton`. */
export function Button({
  variant = 'secondary',
  size = 'md',
  icon,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classNames('ui-button', `ui-button-${variant}`, `ui-button-${size}`, className)}
    >
      {icon !== undefined && (
        <span className="ui-button-icon" aria-hidden="true">
          {icon}
        </span>
      )}
      {children}
    </button>
  );
}
