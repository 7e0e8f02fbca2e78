/**
 * The messages of one lane. Only what is near the window is mounted, anchored at the end: older pages and growing replies
 * never move what is being read. The list follows a stream only while it stands at the end; a wheel or a key upwards lets go
 * at once, without waiting for the distance to tell, and "Jump to latest" comes back.
 */
import { measureElement, useVirtualizer } from '@tanstack/react-virtual';
import type { Virtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, WheelEvent } from 'react';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { MessageRow } from '../message/MessageRow.tsx';
import type { LaneView } from '../store/conversationState.ts';
import './list.css';

/** How near to the end counts as "at the end", in pixels. Fractions of a pixel are common at odd zoom levels. */
const endThreshold = 2;
/** Beyond this distance from the end the way back is offered, in pixels. */
const awayDistance = 120;
/** Rows from the top at which the page above is asked for. */
const olderMargin = 6;
const estimatedRow = 180;

const upKeys = new Set(['ArrowUp', 'PageUp', 'Home']);

/**
 * The size of a row. A new row is not measured by itself: the resize observer does it for all new rows of a frame at once,
 * before they are painted, so that many rows cost one layout and not one each.
 */
function measureRow(
  row: HTMLElement,
  entry: ResizeObserverEntry | undefined,
  list: Virtualizer<HTMLDivElement, HTMLElement>,
): number {
  if (entry !== undefined) return measureElement(row, entry, list);
  const key = list.options.getItemKey(list.indexFromElement(row));
  return list.itemSizeCache.get(key) ?? estimatedRow;
}

/**
 * How far the list stands from its end, in pixels, by the list's own accounts. `getDistanceFromEnd()` asks the document, which
 * would lay the page out once more after every growth.
 */
function distanceFromEnd(list: Virtualizer<HTMLDivElement, HTMLElement>): number {
  const height = list.scrollRect?.height ?? 0;
  return Math.max(list.getTotalSize() - height - (list.scrollOffset ?? 0), 0);
}

export function MessageList({ view }: { readonly view: LaneView }) {
  const { store } = useChat();
  const { path, lane } = view;
  const scroller = useRef<HTMLDivElement>(null);
  // Where the lane was left when it was last in sight; undefined means at its end.
  const [remembered] = useState(() => store.readingPosition(lane.id));
  const [following, setFollowing] = useState(remembered === undefined);
  const [away, setAway] = useState(false);

  const virtualizer = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: path.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedRow,
    measureElement: measureRow,
    getItemKey: useCallback((index: number) => path[index]?.key ?? index, [path]),
    anchorTo: 'end',
    followOnAppend: following,
    scrollEndThreshold: following ? endThreshold : -1,
    overscan: 4,
    paddingStart: 12,
    paddingEnd: 24,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    ...(remembered === undefined
      ? {}
      : { initialOffset: remembered.offset, initialMeasurementsCache: [...remembered.rows] }),
    onChange: (instance) => {
      const distance = distanceFromEnd(instance);
      setAway(distance > awayDistance);
      // Only a scroll says what a person wants; growth and a resized window move the end as well.
      if (instance.scrollDirection === 'forward' && distance <= endThreshold) setFollowing(true);
      if (instance.scrollDirection === 'backward' && distance > endThreshold) setFollowing(false);
      if ((instance.range?.startIndex ?? olderMargin) < olderMargin) void store.loadOlder(lane.id);
    },
  });

  useLayoutEffect(() => {
    if (store.readingPosition(lane.id) === undefined) virtualizer.scrollToEnd();
    return () => {
      store.rememberPosition(
        lane.id,
        virtualizer.isAtEnd(awayDistance)
          ? null
          : { offset: virtualizer.scrollOffset ?? 0, rows: virtualizer.takeSnapshot() },
      );
    };
  }, [lane.id, store, virtualizer]);

  // What a person sends is always looked at, wherever they were reading.
  const sending = useConversation((state) => state.sending);
  useLayoutEffect(() => {
    if (!sending) return;
    setFollowing(true);
    virtualizer.scrollToEnd();
  }, [sending, virtualizer]);

  // A window of another size wraps every line anew; who stood at the end stands at the end again.
  useEffect(() => {
    if (!following || scroller.current === null) return undefined;
    const observer = new ResizeObserver(() => {
      virtualizer.scrollToEnd();
    });
    observer.observe(scroller.current);
    return () => {
      observer.disconnect();
    };
  }, [following, virtualizer]);

  const letGo = () => {
    // Where nothing can be scrolled, nothing is let go.
    if (scroller.current !== null && scroller.current.scrollTop > 0) setFollowing(false);
  };
  const onWheel = (event: WheelEvent) => {
    if (event.deltaY < 0) letGo();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target === event.currentTarget && upKeys.has(event.key)) letGo();
  };

  return (
    <div className="message-list">
      <div
        ref={scroller}
        className="message-scroller"
        role="log"
        aria-live="off"
        aria-label={text.chat.messages}
        tabIndex={0}
        onWheel={onWheel}
        onKeyDown={onKeyDown}
      >
        {view.loadingOlder && <p className="message-older">{text.chat.list.older}</p>}
        <div ref={virtualizer.containerRef} className="message-rows">
          {virtualizer.getVirtualItems().map(({ index, key }) => {
            const item = path[index];
            if (item === undefined) return null;
            return (
              <div key={key} ref={virtualizer.measureElement} data-index={index} className="message-slot">
                <MessageRow laneId={lane.id} id={item.id} siblingIds={item.siblingIds} />
              </div>
            );
          })}
        </div>
      </div>
      {away && (
        <Button
          size="sm"
          className="message-jump"
          icon={<ArrowDown />}
          onClick={() => {
            setFollowing(true);
            virtualizer.scrollToEnd();
          }}
        >
          {text.chat.list.jump}
        </Button>
      )}
    </div>
  );
}
