import { useEffect, useRef, useState } from 'react';
import { text } from '../../app/text/text.ts';

interface RenameFieldProps {
  readonly title: string;
  /** Called once, with null when the old name stays. */
  readonly onDone: (title: string | null) => void;
}

/** A conversation's name, edited in its place. Enter and leaving keep it, Esc does not. */
export function RenameField({ title, onDone }: RenameFieldProps) {
  const [value, setValue] = useState(title);
  const ref = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    ref.current?.focus();
    ref.current?.select();
  }, []);
  const finish = (keep: boolean) => {
    if (done.current) return;
    done.current = true;
    const name = value.trim();
    onDone(keep && name !== '' && name !== title ? name : null);
  };
  return (
    <input
      ref={ref}
      className="library-rename"
      aria-label={text.library.rename.label}
      maxLength={500}
      dir="auto"
      value={value}
      onChange={(event) => {
        setValue(event.currentTarget.value);
      }}
      onBlur={() => {
        finish(true);
      }}
      onKeyDown={(event) => {
        // The list around it walks with the same keys.
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') finish(true);
        if (event.key === 'Escape') finish(false);
      }}
    />
  );
}
