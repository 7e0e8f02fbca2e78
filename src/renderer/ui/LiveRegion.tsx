/**
 * The one live region of the window. Parts of the app hand it whole sentences; it is mounted from the start, because
 * assistive technology ignores a region that arrives together with its words. Two slots take turns, so that the same
 * sentence said twice is heard twice.
 */
import { createContext, useCallback, useContext, useState } from 'react';
import type { ReactNode } from 'react';
import './VisuallyHidden.css';

/** Says a sentence politely, after what is being read now. */
export type Announce = (sentence: string) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

export function LiveRegionProvider({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: '', turn: 0 });
  const announce = useCallback((sentence: string) => {
    setSaid((last) => ({ sentence, turn: last.turn + 1 }));
  }, []);
  const even = said.turn % 2 === 0;
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" aria-atomic="true" className="ui-visually-hidden">
        <p>{even ? said.sentence : ''}</p>
        <p>{even ? '' : said.sentence}</p>
      </div>
    </AnnounceContext>
  );
}

/** The function that speaks to the window's live region. Keeps its identity. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}
