/**
 * The list that `/` opens over the composer. The focus stays in the field (ARIA: `aria-activedescendant`), so typing goes on
 * filtering. Keys are taken before the composer sees them, and only while there is something to pick: a `/` that means
 * nothing is sent like any other text.
 */
import fuzzysort from 'fuzzysort';
import { BookOpen, TextQuote } from 'lucide-react';
import { useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import type { SavedPrompt } from '../../../../../shared/saved.ts';
import { text } from '../../../../app/text/text.ts';
import { useSavedList } from '../../../../app/useSavedList.ts';
import type { Snippet } from './Slash.tsx';
import '../../../../ui/PickList.css';
import './slash.css';

interface SlashListProps {
  readonly field: HTMLTextAreaElement;
  readonly query: string;
  readonly onPick: (snippet: Snippet) => void;
  /** Opens the prompt library. */
  readonly onManage: () => void;
  /** Closes the list and leaves the text alone. */
  readonly onDismiss: () => void;
}

type Entry = { readonly kind: 'snippet'; readonly snippet: SavedPrompt } | { readonly kind: 'manage' };

const words = text.prompts.slash;
const shownLimit = 30;
/** `Part 10` after `Part 2`. */
const inOrder = new Intl.Collator(undefined, { numeric: true });

/** The snippets that fit what was typed, the best first; all of them by folder and name where nothing was. */
function entriesFor(items: readonly SavedPrompt[], query: string): readonly Entry[] {
  const snippets = items.filter(({ kind }) => kind === 'snippet');
  const toEntry = (snippet: SavedPrompt): Entry => ({ kind: 'snippet', snippet });
  if (query === '') {
    const sorted = snippets.toSorted(
      (a, b) => inOrder.compare(a.folder, b.folder) || inOrder.compare(a.name, b.name),
    );
    return [...sorted.slice(0, shownLimit).map(toEntry), { kind: 'manage' }];
  }
  const key = ({ name, folder }: SavedPrompt) => `${name} ${folder}`;
  return fuzzysort
    .go(query, snippets, { key, limit: shownLimit, threshold: 0.3 })
    .map(({ obj }) => toEntry(obj));
}

/** Takes the keys of the list from the field. Enter that ends a composition (IME) is none of them. */
function useFieldKeys(
  field: HTMLTextAreaElement,
  count: number,
  run: { readonly move: (step: number) => void; readonly pick: () => void; readonly dismiss: () => void },
): void {
  const onKey = useEffectEvent((event: KeyboardEvent): boolean => {
    if (event.isComposing || count === 0) return false;
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!plain) return false;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') run.move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' || event.key === 'Tab') run.pick();
    else if (event.key === 'Escape') run.dismiss();
    else return false;
    return true;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!onKey(event)) return;
      // Neither the composer nor the window may take the same key for theirs.
      event.preventDefault();
      event.stopPropagation();
    };
    field.addEventListener('keydown', onKeyDown);
    return () => {
      field.removeEventListener('keydown', onKeyDown);
    };
  }, [field]);
}

/** Ties the field to the list, for as long as it is there. */
function useFieldRelation(field: HTMLTextAreaElement, listId: string, activeId: string | null): void {
  useEffect(() => {
    const relation = {
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-controls': listId,
      ...(activeId === null ? {} : { 'aria-activedescendant': activeId }),
    };
    if (activeId === null) return undefined;
    for (const [name, value] of Object.entries(relation)) field.setAttribute(name, value);
    return () => {
      for (const name of Object.keys(relation)) field.removeAttribute(name);
    };
  }, [activeId, field, listId]);
}

export function SlashList({ field, query, onPick, onManage, onDismiss }: SlashListProps) {
  const id = useId();
  const listRef = useRef<HTMLDivElement>(null);
  const { items, status } = useSavedList('prompt');
  const [wanted, setWanted] = useState({ query, index: 0 });
  const isKnown = items.length > 0 || status === 'ready' || status === 'failed';
  const shown = useMemo(() => (isKnown ? entriesFor(items, query) : []), [isKnown, items, query]);
  // Another word is another list: it begins at its top.
  const active = Math.min(wanted.query === query ? wanted.index : 0, shown.length - 1);
  const optionId = (index: number) => `${id}-${String(index)}`;
  const goTo = (index: number) => {
    setWanted({ query, index });
  };
  const pick = (entry: Entry | undefined) => {
    if (entry?.kind === 'snippet') onPick(entry.snippet);
    else if (entry !== undefined) onManage();
  };
  useFieldKeys(field, shown.length, {
    move: (step) => {
      goTo((active + step + shown.length) % shown.length);
    },
    pick: () => {
      pick(shown[active]);
    },
    dismiss: onDismiss,
  });
  useFieldRelation(field, id, shown.length === 0 ? null : optionId(active));
  useEffect(() => {
    listRef.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, shown]);
  const found = shown.filter(({ kind }) => kind === 'snippet').length;
  if (shown.length === 0) return null;
  return (
    <>
      <div ref={listRef} id={id} role="listbox" aria-label={words.label} className="slash">
        {shown.map((entry, index) => (
          <div
            key={entry.kind === 'snippet' ? entry.snippet.id : entry.kind}
            id={optionId(index)}
            role="option"
            aria-selected={index === active}
            className="ui-pick-option"
            onPointerMove={() => {
              if (index !== active) goTo(index);
            }}
            onMouseDown={(event) => {
              // The field keeps the focus.
              event.preventDefault();
            }}
            onClick={() => {
              pick(entry);
            }}
          >
            <SlashEntry entry={entry} />
          </div>
        ))}
      </div>
      <p role="status" className="ui-visually-hidden">
        {found > 0 && words.found(found)}
      </p>
    </>
  );
}

function SlashEntry({ entry }: { readonly entry: Entry }) {
  if (entry.kind === 'manage') {
    return (
      <>
        <BookOpen className="slash-icon" aria-hidden="true" />
        <span className="slash-name">{words.manage}</span>
      </>
    );
  }
  const { name, folder } = entry.snippet;
  return (
    <>
      <TextQuote className="slash-icon" aria-hidden="true" />
      <span className="slash-name" dir="auto">
        {name}
      </span>
      {folder !== '' && (
        <span className="slash-folder" dir="auto">
          {folder}
        </span>
      )}
    </>
  );
}
