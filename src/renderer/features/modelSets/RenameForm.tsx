import { useEffect, useRef, useState } from 'react';
import { text } from '../../app/text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface RenameFormProps {
  readonly name: string;
  /** Told the new name, or null when it stays. */
  readonly onDone: (name: string | null) => void;
}

const words = text.modelSets;

/** Another name for a set, in the place of the old one. */
export function RenameForm({ name, onDone }: RenameFormProps) {
  const fieldRef = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(name);
  const [tried, setTried] = useState(false);
  const missing = value.trim() === '';
  useEffect(() => {
    fieldRef.current?.focus();
    fieldRef.current?.select();
  }, []);
  return (
    <form
      className="set-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!missing) onDone(value.trim() === name ? null : value.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Esc gives up the name and not the whole dialog.
        event.stopPropagation();
        onDone(null);
      }}
    >
      <TextField
        ref={fieldRef}
        label={words.renameLabel(name)}
        labelHidden
        value={value}
        maxLength={200}
        error={tried && missing ? words.nameMissing : undefined}
        onChange={setValue}
      />
      <Button type="submit" variant="primary">
        {words.renameSave}
      </Button>
      <Button
        onClick={() => {
          onDone(null);
        }}
      >
        {words.cancel}
      </Button>
    </form>
  );
}
