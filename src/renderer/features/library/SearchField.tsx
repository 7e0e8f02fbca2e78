import { Search, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useShortcutOf } from '../../app/commands/useCommands.ts';
import { text } from '../../app/text/text.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import type { SearchRequests } from './SearchRequests.ts';

const words = text.library.search;

interface SearchFieldProps {
  readonly requests: SearchRequests;
  /** Grows each time the search command is given: the field takes the focus. */
  readonly asked: number;
}

/** The field over the sidebar. What is typed into it replaces the list below by what was found. */
export function SearchField({ requests, asked }: SearchFieldProps) {
  const ref = useRef<HTMLInputElement>(null);
  const query = useStore(requests.state, (state) => state.query);
  const keys = useShortcutOf('search.open');
  useEffect(() => {
    if (asked === 0) return;
    ref.current?.focus();
    ref.current?.select();
  }, [asked]);
  const clear = () => {
    void requests.search('');
    ref.current?.focus();
  };
  return (
    <div role="search" className="search-field">
      <Search aria-hidden="true" />
      <input
        ref={ref}
        type="text"
        data-search-field
        aria-label={words.label}
        placeholder={words.placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={query}
        onChange={(event) => {
          void requests.search(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && query !== '') {
            event.preventDefault();
            clear();
          }
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            document.querySelector<HTMLElement>('[data-hit], .library-list [tabindex="0"]')?.focus();
          }
        }}
      />
      {query === '' ? (
        keys !== undefined && <Kbd keys={keys} hint />
      ) : (
        <IconButton size="sm" label={words.clear} icon={<X aria-hidden="true" />} onClick={clear} />
      )}
    </div>
  );
}
