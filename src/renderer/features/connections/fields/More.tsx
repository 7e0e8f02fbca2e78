import { useState } from 'react';
import type { ReactNode } from 'react';
import { text } from '../../../app/text/text.ts';

interface MoreProps {
  /** Whether anything is set there when the form opens; else it begins folded. */
  readonly used: boolean;
  readonly children: ReactNode;
}

/** What few people need. */
export function More({ used, children }: MoreProps) {
  const [open, setOpen] = useState(used);
  return (
    <details
      className="connection-more"
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{text.connections.form.more}</summary>
      <div>{children}</div>
    </details>
  );
}
