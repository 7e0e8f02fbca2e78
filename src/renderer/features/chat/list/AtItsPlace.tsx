import { use, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { TabId } from '../../../../shared/ids.ts';
import { useChat } from '../ChatContext.ts';
import { ReadingContext } from './ReadingContext.ts';
import { beginReading, loadPlaces, placesLoaded } from './restoreReading.ts';

interface AtItsPlaceProps {
  readonly tabId: TabId;
  /** Shown while the pages down to the place are read. */
  readonly waiting: ReactNode;
  readonly children: ReactNode;
}

/** Draws a conversation once it can stand where this tab was read last. Expects the conversation to be open. */
export function AtItsPlace({ tabId, waiting, children }: AtItsPlaceProps) {
  const { store } = useChat();
  const keeper = use(ReadingContext);
  const [there, setThere] = useState(() => {
    const places = keeper.read();
    const loaded = placesLoaded(store, places);
    if (loaded) beginReading(store, tabId, places);
    return loaded;
  });
  useEffect(() => {
    if (there) return undefined;
    let over = false;
    void loadPlaces(store, keeper.read()).then(() => {
      if (over) return;
      beginReading(store, tabId, keeper.read());
      setThere(true);
    });
    return () => {
      over = true;
    };
  }, [keeper, store, tabId, there]);
  return there ? children : waiting;
}
