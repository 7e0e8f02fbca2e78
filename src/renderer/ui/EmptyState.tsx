import type { ReactNode } from 'react';
import './EmptyState.css';

interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text?: ReactNode;
  readonly action?: ReactNode;
}

/** What stands where there is nothing yet: why, and the way on. */
export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <div className="ui-empty">
      {icon !== undefined && (
        <span className="ui-empty-icon" aria-hidden="true">
          {icon}
        </span>
      )}
      <p className="ui-empty-title">{title}</p>
      {text !== undefined && <p className="ui-empty-text">{text}</p>}
      {action}
    </div>
  );
}
