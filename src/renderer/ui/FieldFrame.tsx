/** The label, hint and error around a field, and the ids that tie them to it. Used by the field components only. */
import type { ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import './Field.css';

/** What every field takes. */
export interface FieldProps {
  readonly label: string;
  /** Hides the label from sight where the place explains itself (a search box). It is still the field's name. */
  readonly labelHidden?: boolean | undefined;
  /** One helpful sentence under the field. */
  readonly hint?: ReactNode;
  /** What is wrong with the value, as a sentence. Marks the field as invalid. */
  readonly error?: string | undefined;
}

interface FieldFrameProps extends FieldProps {
  readonly id: string;
  readonly children: ReactNode;
}

/** The `aria-describedby` of a field with this id. */
export function describedBy(id: string, { hint, error }: Pick<FieldProps, 'hint' | 'error'>) {
  const ids = [error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`].filter(
    (part) => part !== false,
  );
  return ids.length === 0 ? undefined : ids.join(' ');
}

export function FieldFrame({ id, label, labelHidden = false, hint, error, children }: FieldFrameProps) {
  return (
    <div className="ui-field">
      <label htmlFor={id} className={labelHidden ? 'ui-visually-hidden' : 'ui-field-label'}>
        {label}
      </label>
      {children}
      {error !== undefined && (
        <p id={`${id}-error`} className="ui-field-error">
          <CircleAlert aria-hidden="true" />
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="ui-field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
