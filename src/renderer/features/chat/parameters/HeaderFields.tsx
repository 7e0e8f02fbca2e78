import { CircleAlert, Plus, X } from 'lucide-react';
import { useId } from 'react';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import type { HeaderDraft, HeaderRow } from './parameterForm.ts';
import '../../../ui/Field.css';

interface HeaderFieldsProps {
  readonly draft: HeaderDraft;
  readonly error: string | undefined;
  readonly onChange: (draft: HeaderDraft) => void;
}

/** Extra headers, name by value. Values are secrets: they are typed here and never come back. */
export function HeaderFields({ draft, error, onChange }: HeaderFieldsProps) {
  const id = useId();
  const words = text.chat.parameters.headers;
  const rows = draft.kind === 'replaced' ? draft.rows : [];
  const replace = (next: readonly HeaderRow[]) => {
    onChange({ kind: 'replaced', rows: next });
  };
  const add = () => {
    replace([...rows, { key: (rows.at(-1)?.key ?? 0) + 1, name: '', value: '' }]);
  };
  const stored = draft.kind === 'kept' && draft.names.length > 0;
  return (
    <fieldset className="parameter parameter-headers" data-wide="" aria-describedby={`${id}-hint`}>
      <legend className="ui-field-label">{words.title}</legend>
      <p id={`${id}-hint`} className="ui-field-hint">
        {text.chat.parameters.hints.headers}
      </p>
      {draft.kind === 'kept' &&
        draft.names.map((name) => (
          <p key={name} className="parameter-stored">
            <code>{name}</code> <span>{words.stored}</span>
          </p>
        ))}
      {rows.map((row, index) => (
        <HeaderRowFields
          key={row.key}
          row={row}
          position={index + 1}
          onChange={(change) => {
            replace(rows.with(index, { ...row, ...change }));
          }}
          onRemove={() => {
            replace(rows.toSpliced(index, 1));
          }}
        />
      ))}
      {error !== undefined && (
        <p className="ui-field-error">
          <CircleAlert aria-hidden="true" />
          {error}
        </p>
      )}
      <div className="parameter-header-buttons">
        <Button size="sm" variant="ghost" icon={<Plus />} onClick={add}>
          {stored ? words.replace : words.add}
        </Button>
        {stored && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              replace([]);
            }}
          >
            {words.removeAll}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

interface HeaderRowFieldsProps {
  readonly row: HeaderRow;
  readonly position: number;
  readonly onChange: (change: Partial<HeaderRow>) => void;
  readonly onRemove: () => void;
}

function HeaderRowFields({ row, position, onChange, onRemove }: HeaderRowFieldsProps) {
  const words = text.chat.parameters.headers;
  return (
    <div className="parameter-header-row">
      <input
        className="ui-input ui-input-code"
        aria-label={words.name(position)}
        placeholder={words.namePlaceholder}
        autoComplete="off"
        spellCheck={false}
        value={row.name}
        onChange={(event) => {
          onChange({ name: event.currentTarget.value });
        }}
      />
      <input
        type="password"
        className="ui-input ui-input-code"
        aria-label={words.value(position)}
        placeholder={words.valuePlaceholder}
        autoComplete="off"
        value={row.value}
        onChange={(event) => {
          onChange({ value: event.currentTarget.value });
        }}
      />
      <IconButton label={words.remove(position)} icon={<X aria-hidden="true" />} onClick={onRemove} />
    </div>
  );
}
