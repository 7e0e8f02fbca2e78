import { useId } from 'react';
import type { ComponentProps } from 'react';
import { classNames } from './classNames.ts';
import { describedBy, FieldFrame } from './FieldFrame.tsx';
import type { FieldProps } from './FieldFrame.tsx';

export interface TextAreaProps
  extends FieldProps, Omit<ComponentProps<'textarea'>, 'onChange' | 'value' | 'id'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Fixed-width letters, for headers and other code. */
  readonly code?: boolean | undefined;
}

/** Several lines of text with their label. */
export function TextArea({
  label,
  labelHidden,
  hint,
  error,
  code = false,
  onChange,
  className,
  ...rest
}: TextAreaProps) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} labelHidden={labelHidden} hint={hint} error={error}>
      <textarea
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
