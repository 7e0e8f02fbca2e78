/**
 * A virtual list that is anchored at its end: older pages and growing rows never move what is being read. It follows a stream
 * only while it stands at the end; a wheel or a key upwards lets go at once, without waiting for the distance to tell.
 */
import { measureElement, useVirtualizer } from '@tanstack/react-virtual';
import type { Virtualizer } from '@tanstack/react-virtual';
import { startTransition, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject, WheelEvent } from 'react';
import { useChat, useConversation } from '../ChatContext.ts';
import type { ReadingPlace } from '../store/ConversationStore.ts';
import { endOffset, keepRows, knownRows, probableRoom } from './knownRows.ts';

/** How near to the end counts as "at the end", in pixels. Fractions of a pixel are common at odd zoom levels. */
const endThreshold = 2;
/** Beyond this distance from the end the way back is offered, in pixels. */
export const awayDistance = 120;
/** Frames in which a list of another size may still move by itself. */
const settleFrames = 12;
/** Pixels below the last row. */
const paddingEnd = 24;
/** Rows from the top of what is loaded at which the page above is asked for. */
export const olderMargin = 6;

/** Rows drawn beyond those in sight: few in the first picture, because it waits for them, and more once it is on the screen. */
const firstOverscan = 1;
const restingOverscan = 4;

const upKeys = new Set(['ArrowUp', 'PageUp', 'Home']);

type List = Virtualizer<HTMLDivElement, HTMLElement>;

interface EndAnchoredListOptions {
  readonly count: number;
  /** Keeps its identity while the rows are the same. */
  readonly keyOf: (index: number) => string | number;
  /** Pixels, for rows that were not measured yet. */
  readonly estimatedRow: number;
  /** Pixels above the first row. */
  readonly paddingStart: number;
  /** Under which name the place of reading is kept. */
  readonly place: ReadingPlace;
  /** Told which row is the first in sight, whenever something has moved. */
  readonly onFirstRow: (index: number) => void;
}

interface EndAnchoredList {
  readonly virtualizer: ReturnType<typeof useVirtualizer<HTMLDivElement, HTMLElement>>;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Far enough from the end for the way back to be offered. */
  readonly away: boolean;
  readonly jumpToEnd: () => void;
  /** Lets go of the end before a row is brought into sight. */
  readonly letGo: () => void;
  readonly onWheel: (event: WheelEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * How far the list stands from its end, in pixels, by the list's own accounts. `getDistanceFromEnd()` asks the document, which
 * would lay the page out once more after every growth, and says nothing any more while the list is being taken down.
 */
export function distanceFromEnd(list: List): number {
  const height = list.scrollRect?.height ?? 0;
  return Math.max(list.getTotalSize() - height - (list.scrollOffset ?? 0), 0);
}

/** True when the list has another height by now than it knows: then the browser has moved the place of reading, and nobody else. */
function isResized(list: List): boolean {
  const height = list.scrollElement?.offsetHeight ?? 0;
  return Math.abs(height - (list.scrollRect?.height ?? height)) > 1;
}

/**
 * The size of a row. A new row is not measured by itself: the resize observer does it for all new rows of a frame at once,
 * before they are painted, so that many rows cost one layout and not one each.
 */
function measureRow(row: HTMLElement, entry: ResizeObserverEntry | undefined, list: List): number {
  if (entry !== undefined) return measureElement(row, entry, list);
  const index = list.indexFromElement(row);
  return list.itemSizeCache.get(list.options.getItemKey(index)) ?? list.options.estimateSize(index);
}

/** False until the first picture has been painted. */
function useDrawn(): boolean {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    let task: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      // Behind the paint of this frame.
      task = setTimeout(() => {
        // In pieces, so that a key does not wait for rows that nobody sees yet.
        startTransition(() => {
          setDrawn(true);
        });
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(task);
    };
  }, []);
  return drawn;
}

/** The rows of a list in its scroller; the component draws `virtualizer.getVirtualItems()`. */
export function useEndAnchoredList({
  count,
  keyOf,
  estimatedRow,
  paddingStart,
  place,
  onFirstRow,
}: EndAnchoredListOptions): EndAnchoredList {
  const { store } = useChat();
  const scroller = useRef<HTMLDivElement>(null);
  // Where the list was left when it was last in sight; undefined means at its end.
  const [remembered] = useState(() => store.readingPosition(place));
  const [rows] = useState(() => knownRows(store, place));
  const [following, setFollowing] = useState(remembered === undefined);
  const [away, setAway] = useState(false);
  const drawn = useDrawn();
  const resizing = useRef(false);

  const virtualizer = useVirtualizer<HTMLDivElement, HTMLElement>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedRow,
    measureElement: measureRow,
    getItemKey: keyOf,
    anchorTo: 'end',
    followOnAppend: following,
    scrollEndThreshold: following ? endThreshold : -1,
    overscan: drawn ? restingOverscan : firstOverscan,
    paddingStart,
    paddingEnd,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    initialRect: probableRoom(),
    initialMeasurementsCache: remembered === undefined ? rows : [...remembered.rows],
    initialOffset: () =>
      remembered?.offset ??
      endOffset({ count, keyOf, rows, estimatedRow, padding: paddingStart + paddingEnd }),
    onChange: (instance) => {
      const distance = distanceFromEnd(instance);
      setAway(distance > awayDistance);
      // Only a scroll says what a person wants; growth and a resized window move the end as well.
      if (instance.scrollDirection === 'forward' && distance <= endThreshold) setFollowing(true);
      const back = instance.scrollDirection === 'backward' && distance > endThreshold;
      if (back && !resizing.current && !isResized(instance)) setFollowing(false);
      if (instance.range !== null) onFirstRow(instance.range.startIndex);
    },
  });

  useLayoutEffect(() => {
    if (store.readingPosition(place) === undefined) virtualizer.scrollToEnd();
    return () => {
      const measured = virtualizer.takeSnapshot();
      keepRows(store, place, { rows: measured, room: virtualizer.scrollRect });
      store.rememberPosition(
        place,
        distanceFromEnd(virtualizer) <= awayDistance
          ? null
          : { offset: virtualizer.scrollOffset ?? 0, rows: measured },
      );
    };
  }, [place, store, virtualizer]);

  // What a person sends is always looked at, wherever they were reading.
  const sending = useConversation((state) => state.sending);
  useLayoutEffect(() => {
    if (!sending) return;
    setFollowing(true);
    virtualizer.scrollToEnd();
  }, [sending, virtualizer]);

  // Another size of the list wraps every line anew, and for some frames rows are measured and the browser moves the place of
  // reading. No person has done that: who stood at the end stands at the end again.
  useEffect(() => {
    if (!following || scroller.current === null) return undefined;
    let frame = 0;
    const settle = (frames: number) => {
      if (distanceFromEnd(virtualizer) > endThreshold) virtualizer.scrollToEnd();
      resizing.current = frames > 0;
      frame =
        frames > 0
          ? requestAnimationFrame(() => {
              settle(frames - 1);
            })
          : 0;
    };
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      virtualizer.scrollToEnd();
      settle(settleFrames);
    });
    observer.observe(scroller.current);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      resizing.current = false;
    };
  }, [following, virtualizer]);

  const letGo = useCallback(() => {
    // Where nothing can be scrolled, nothing is let go.
    if (scroller.current !== null && scroller.current.scrollTop > 0) setFollowing(false);
  }, []);
  return {
    virtualizer,
    scroller,
    away,
    letGo,
    jumpToEnd: () => {
      setFollowing(true);
      virtualizer.scrollToEnd();
    },
    onWheel: (event) => {
      if (event.deltaY < 0) letGo();
    },
    onKeyDown: (event) => {
      if (event.target === event.currentTarget && upKeys.has(event.key)) letGo();
    },
  };
}
