import { useId, useRef, useState } from 'react';
import { renderTemplate, variablesOf } from '../../../../../shared/template.ts';
import { text } from '../../../../app/text/text.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { TextField } from '../../../../ui/TextField.tsx';
import type { Snippet } from './Slash.tsx';
import './slash.css';

interface SnippetFormProps {
  readonly snippet: Snippet;
  /** Told the text with its gaps filled in, or null when the person changed their mind. */
  readonly onDone: (text: string | null) => void;
}

const words = text.prompts.slash;

/** Asks for the variables of a snippet before it is inserted. */
export function SnippetForm({ snippet, onDone }: SnippetFormProps) {
  const formId = useId();
  const firstRef = useRef<HTMLInputElement>(null);
  const names = variablesOf(snippet.text);
  const [values, setValues] = useState<ReadonlyMap<string, string>>(
    () => new Map(names.map((name) => [name, ''])),
  );
  return (
    <Dialog
      open
      onClose={() => {
        onDone(null);
      }}
      title={words.fill(snippet.name)}
      description={words.fillHint}
      closeLabel={text.shell.close}
      initialFocus={firstRef}
      footer={
        <>
          <Button
            onClick={() => {
              onDone(null);
            }}
          >
            {words.cancel}
          </Button>
          <Button type="submit" form={formId} variant="primary">
            {words.insert}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="slash-fields"
        onSubmit={(event) => {
          event.preventDefault();
          // The composer is a form as well, and React lets a submit rise through a portal.
          event.stopPropagation();
          onDone(renderTemplate(snippet.text, values));
        }}
      >
        {names.map((name, index) => (
          <TextField
            key={name}
            ref={index === 0 ? firstRef : undefined}
            label={name}
            value={values.get(name) ?? ''}
            onChange={(value) => {
              setValues(new Map(values).set(name, value));
            }}
          />
        ))}
      </form>
    </Dialog>
  );
}
