/**
 * JSON that folds. The first levels are open; a long list or a long text is unfolded piece by piece, so that a request of
 * megabytes costs no more than what is looked at.
 */
import { useState } from 'react';
import { revealInvisible } from '../../../../shared/invisibleText.ts';
import type { JsonValue } from '../../../../shared/stream.ts';
import { text } from '../../../app/text/text.ts';
import '../textLink.css';

/** Levels that are open from the start. */
const openDepth = 2;
/** Entries of one level that are drawn at once. */
const pieceLength = 100;
/** Characters of a text that are drawn at once. */
const longText = 600;

interface JsonTreeProps {
  readonly value: JsonValue;
  readonly name?: string | undefined;
  readonly depth?: number | undefined;
}

function entriesOf(value: JsonValue): readonly (readonly [string, JsonValue])[] | null {
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value);
}

export function JsonTree({ value, name, depth = 0 }: JsonTreeProps) {
  const entries = entriesOf(value);
  if (entries === null || entries.length === 0) return <JsonLeaf value={value} name={name} />;
  return <JsonBranch entries={entries} isList={Array.isArray(value)} name={name} depth={depth} />;
}

interface JsonBranchProps {
  readonly entries: readonly (readonly [string, JsonValue])[];
  readonly isList: boolean;
  readonly name: string | undefined;
  readonly depth: number;
}

function JsonBranch({ entries, isList, name, depth }: JsonBranchProps) {
  const [open, setOpen] = useState(depth < openDepth);
  const [shown, setShown] = useState(pieceLength);
  const words = text.chat.inspector;
  const left = entries.length - shown;
  return (
    <details
      className="json-branch"
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        {name !== undefined && <span className="json-name">{revealInvisible(name)}</span>}
        <span className="json-size">
          {isList ? words.items(entries.length) : words.fields(entries.length)}
        </span>
      </summary>
      {open && (
        <div className="json-children">
          {entries.slice(0, shown).map(([key, child]) => (
            <JsonTree key={key} name={key} value={child} depth={depth + 1} />
          ))}
          {left > 0 && (
            <button
              type="button"
              className="text-link"
              onClick={() => {
                setShown(shown + pieceLength);
              }}
            >
              {text.chat.inspector.moreEntries(left)}
            </button>
          )}
        </div>
      )}
    </details>
  );
}

interface JsonLeafProps {
  readonly value: JsonValue;
  readonly name: string | undefined;
}

function JsonLeaf({ value, name }: JsonLeafProps) {
  const [whole, setWhole] = useState(false);
  const printed = revealInvisible(typeof value === 'string' ? value : JSON.stringify(value));
  const left = whole ? 0 : printed.length - longText;
  return (
    <p className="json-leaf">
      {name !== undefined && <span className="json-name">{revealInvisible(name)}</span>}
      <span className="json-value" data-type={typeof value} dir="auto">
        {left > 0 ? `${printed.slice(0, longText)}…` : printed}
      </span>
      {left > 0 && (
        <button
          type="button"
          className="text-link"
          onClick={() => {
            setWhole(true);
          }}
        >
          {text.chat.message.showMore(left)}
        </button>
      )}
    </p>
  );
}
