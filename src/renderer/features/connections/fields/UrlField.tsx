import { useState } from 'react';
import { text } from '../../../app/text/text.ts';
import { TextField } from '../../../ui/TextField.tsx';
import { completeUrl } from '../drafts/address.ts';

interface UrlFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly placeholder?: string | undefined;
  /** How what was typed becomes a whole address. */
  readonly complete?: (typed: string) => string;
}

/** A web address. What is missing of it is completed when the field is left, in plain sight. */
export function UrlField({ value, onChange, hint, complete = completeUrl, ...rest }: UrlFieldProps) {
  const [completed, setCompleted] = useState<string | null>(null);
  return (
    <TextField
      {...rest}
      code
      inputMode="url"
      value={value}
      maxLength={2048}
      hint={completed === null || completed !== value ? hint : text.connections.form.completed(completed)}
      onChange={onChange}
      onBlur={() => {
        const whole = complete(value);
        if (whole === value) return;
        setCompleted(whole);
        onChange(whole);
      }}
    />
  );
}
