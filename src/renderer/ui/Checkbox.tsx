import { useId } from 'react';
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import './Checkbox.css';
import './Field.css';

interface CheckboxProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: ReactNode;
  readonly disabled?: boolean | undefined;
  /** `switch` for what takes effect at once, `checkbox` for what a form sends later. */
  readonly kind?: 'checkbox' | 'switch' | undefined;
}

/** Yes or no. */
export function Checkbox({
  label,
  checked,
  onChange,
  hint,
  disabled = false,
  kind = 'checkbox',
}: CheckboxProps) {
  const id = useId();
  return (
    <div className={classNames('ui-check', `ui-check-${kind}`)}>
      <input
        id={id}
        type="checkbox"
        role={kind === 'switch' ? 'switch' : undefined}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          onChange(event.currentTarget.checked);
        }}
      />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="ui-field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
