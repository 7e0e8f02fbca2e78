import { useEffect, useId, useRef, useState } from 'react';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { describedBy, FieldFrame } from '../../../ui/FieldFrame.tsx';

interface SecretFieldProps {
  /** The name under which the form reads it. */
  readonly name: string;
  readonly label: string;
  /** Last four characters of what is stored (empty: too short to say), or null when nothing is. */
  readonly stored: string | null;
  readonly hint?: string | undefined;
  /** Deletes the stored key and all that is stored with it. */
  readonly onForget?: (() => void) | undefined;
}

/** A key: typed once, afterwards only spoken of by its end. The input is uncontrolled, so that no state ever holds it. */
export function SecretField({ name, label, stored, hint, onForget }: SecretFieldProps) {
  const id = useId();
  const [replacing, setReplacing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const words = text.connections.secret;
  useEffect(() => {
    if (replacing) field.current?.focus();
  }, [replacing]);
  if (stored !== null && !replacing) {
    return (
      <div className="ui-field">
        <span className="ui-field-label" id={`${id}-label`}>
          {label}
        </span>
        <div className="secret-stored" role="group" aria-labelledby={`${id}-label`}>
          <code>{words.stored(stored)}</code>
          <Button
            size="sm"
            onClick={() => {
              setReplacing(true);
            }}
          >
            {words.replace}
          </Button>
          {onForget !== undefined && (
            <Button size="sm" variant="ghost" className="secret-forget" onClick={onForget}>
              {words.delete}
            </Button>
          )}
        </div>
      </div>
    );
  }
  return (
    <FieldFrame id={id} label={label} hint={hint}>
      <input
        ref={field}
        id={id}
        name={name}
        type="password"
        autoComplete="off"
        spellCheck={false}
        aria-describedby={describedBy(id, { hint })}
        className="ui-input ui-input-code"
      />
    </FieldFrame>
  );
}
