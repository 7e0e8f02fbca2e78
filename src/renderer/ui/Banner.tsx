import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import './Banner.css';

interface BannerProps {
  readonly tone: 'info' | 'warning' | 'danger' | 'success';
  /** The news in a few words. */
  readonly title?: string | undefined;
  /** What it means and what to do. */
  readonly children?: ReactNode;
  /** The one or two buttons that help. */
  readonly actions?: ReactNode;
  /** `bar` spans the top of a pane edge to edge; `card` stands inside text. */
  readonly shape?: 'card' | 'bar' | undefined;
  /** `alert` interrupts a screen reader: only for what just happened. */
  readonly role?: 'alert' | 'status' | 'note' | undefined;
}

const icons = { info: Info, warning: TriangleAlert, danger: CircleAlert, success: CircleCheck };

/** News that stays where it belongs until it is no longer true. */
export function Banner({ tone, title, children, actions, shape = 'card', role = 'note' }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div role={role} className={classNames('ui-banner', `ui-banner-${tone}`, `ui-banner-${shape}`)}>
      <Icon className="ui-banner-icon" aria-hidden="true" />
      <div className="ui-banner-text">
        {title !== undefined && <p className="ui-banner-title">{title}</p>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions !== undefined && <div className="ui-banner-actions">{actions}</div>}
    </div>
  );
}
