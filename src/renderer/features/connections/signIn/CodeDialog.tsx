/**
 * Asks for the code of an MFA device, wherever one is in the app: over another dialog, while a reply waits. It belongs into
 * the top layer. The code stands in its field until it is sent, and in no state.
 */
import { Dialog } from '@base-ui/react/dialog';
import { useId, useRef, useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { CodeQuestion } from '../../../app/stores/codeQuestionsStore.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { describedBy, FieldFrame } from '../../../ui/FieldFrame.tsx';
import '../../../ui/Dialog.css';
import './signIn.css';

interface CodeDialogProps {
  readonly question: CodeQuestion;
  /** Null: the person gave up. */
  readonly onAnswer: (code: string | null) => void;
}

const words = text.connections.code;

export function CodeDialog({ question, onAnswer }: CodeDialogProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState(question.again ? words.again : undefined);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const code = (field.current?.value ?? '').replaceAll(/\s/g, '');
    if (/^\d{6}$/.test(code)) {
      onAnswer(code);
      return;
    }
    setProblem(words.problem);
    field.current?.focus();
  };
  return (
    <Dialog.Root
      open
      onOpenChange={(open, { reason }) => {
        // A click beside it must not throw away a reply that waits for the code.
        if (!open && reason !== 'outside-press') onAnswer(null);
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="ui-dialog-backdrop" />
        <Dialog.Popup className="ui-dialog ui-dialog-sm" initialFocus={field}>
          <form onSubmit={submit} noValidate>
            <header className="ui-dialog-header">
              <Dialog.Title className="ui-dialog-title">{words.title}</Dialog.Title>
            </header>
            <div className="ui-dialog-body">
              <Dialog.Description className="ui-dialog-description">
                {words.body(question.connectionName)}
              </Dialog.Description>
              <p className="code-device">
                {words.device} <code>{question.device}</code>
              </p>
              <FieldFrame id={id} label={words.label} hint={words.hint} error={problem}>
                <input
                  ref={field}
                  id={id}
                  className="ui-input code-input"
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  maxLength={20}
                  aria-invalid={problem === undefined ? undefined : true}
                  aria-describedby={describedBy(id, { hint: words.hint, error: problem })}
                />
              </FieldFrame>
            </div>
            <footer className="ui-dialog-footer">
              <Button
                onClick={() => {
                  onAnswer(null);
                }}
              >
                {words.cancel}
              </Button>
              <Button variant="primary" type="submit">
                {words.submit}
              </Button>
            </footer>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
