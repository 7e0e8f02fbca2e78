import { useId, useState } from 'react';
import { text } from '../../app/text/text.ts';
import { TextField } from '../../ui/TextField.tsx';
import { completeUrl } from './connectionDraft.ts';

interface UrlFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly suggestions?: readonly { readonly name: string; readonly baseUrl: string }[] | undefined;
}

/** A web address. What is missing of it is completed when the field is left, in plain sight. */
export function UrlField({
  label,
  value,
  onChange,
  hint,
  error,
  placeholder,
  suggestions = [],
}: UrlFieldProps) {
  const id = useId();
  const [completed, setCompleted] = useState<string | null>(null);
  return (
    <>
      <TextField
        code
        inputMode="url"
        label={label}
        value={value}
        placeholder={placeholder}
        list={suggestions.length === 0 ? undefined : id}
        hint={completed === null || completed !== value ? hint : text.connections.form.completed(completed)}
        error={error}
        onChange={onChange}
        onBlur={() => {
          const whole = completeUrl(value);
          if (whole === value) return;
          setCompleted(whole);
          onChange(whole);
        }}
      />
      {suggestions.length > 0 && (
        <datalist id={id}>
          {suggestions.map(({ name, baseUrl }) => (
            <option key={name} value={baseUrl}>
              {name}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}
