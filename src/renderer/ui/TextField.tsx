import { useId } from 'react';
import type { ComponentProps } from 'react';
import { classNames } from './classNames.ts';
import { describedBy, FieldFrame } from './FieldFrame.tsx';
import type { FieldProps } from './FieldFrame.tsx';

export interface TextFieldProps
  extends FieldProps, Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'id'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Fixed-width letters, for ids, keys and addresses. */
  readonly code?: boolean | undefined;
}

/** One line of text with its label. */
export function TextField({
  label,
  labelHidden,
  hint,
  error,
  code = false,
  onChange,
  className,
  ...rest
}: TextFieldProps) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} labelHidden={labelHidden} hint={hint} error={error}>
      <input
        type="text"
        autoComplete="off"
        spellCheck={!code}
        {...rest}
        id={id}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(id, { hint, error })}
        className={classNames('ui-input', code && 'ui-input-code', className)}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </FieldFrame>
  );
}
