import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { secretFields } from './typedSecret.ts';
import '../../../ui/Field.css';

/** Headers for a gateway, name by value. Stored values cannot be shown, so stored headers are replaced as a whole. */
export function HeaderRows({ stored }: { readonly stored: readonly string[] }) {
  const id = useId();
  const [rows, setRows] = useState<readonly number[]>([]);
  const [replacing, setReplacing] = useState(stored.length === 0);
  const words = text.connections.headers;
  const add = () => {
    setReplacing(true);
    setRows((known) => [...known, (known.at(-1) ?? 0) + 1]);
  };
  return (
    <fieldset className="header-rows" aria-describedby={`${id}-hint`}>
      <legend className="ui-field-label">{words.title}</legend>
      <p id={`${id}-hint`} className="ui-field-hint">
        {words.hint}
      </p>
      {!replacing && (
        <p className="secret-stored">
          <code>{stored.map((name) => `${name}: ••••`).join('\n')}</code>
        </p>
      )}
      {rows.map((row, index) => (
        <div key={row} className="header-row">
          <input
            name={secretFields.headerName}
            aria-label={words.name(index + 1)}
            placeholder={words.namePlaceholder}
            autoComplete="off"
            spellCheck={false}
            className="ui-input ui-input-code"
          />
          <input
            name={secretFields.headerValue}
            type="password"
            aria-label={words.value(index + 1)}
            placeholder={words.valuePlaceholder}
            autoComplete="off"
            className="ui-input ui-input-code"
          />
          <IconButton
            label={words.remove(index + 1)}
            icon={<X aria-hidden="true" />}
            onClick={() => {
              setRows(rows.filter((known) => known !== row));
            }}
          />
        </div>
      ))}
      <Button size="sm" variant="ghost" icon={<Plus />} onClick={add}>
        {replacing ? words.add : words.replace}
      </Button>
    </fieldset>
  );
}
