import { use, useEffectEvent, useLayoutEffect, useState } from 'react';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import { useChat } from '../ChatContext.ts';
import type { ReadingPlace as ListName } from '../store/ConversationStore.ts';
import { ReadingContext } from './ReadingContext.ts';
import { awayDistance, distanceFromEnd } from './useEndAnchoredList.ts';
import type { useEndAnchoredList } from './useEndAnchoredList.ts';

/** For how many frames rows may still change their size under a place that is come back to, and when it stands still. */
const mostFrames = 90;
const stillFrames = 4;
/** How long the scroller stands still before its place counts, in milliseconds. */
const restDelay = 150;

interface ReadingPlaceOptions {
  /** Under which name the store remembers the list. */
  readonly name: ListName;
  /** The lanes that the list shows. */
  readonly laneIds: readonly LaneId[];
  /** The row of a message: -1 where it is not loaded, null where the lane is not in this list. */
  readonly rowOf: (laneId: LaneId, messageId: MessageId) => number | null;
  /** The first message of a row, which stands for it. */
  readonly messageAt: (index: number) => { readonly laneId: LaneId; readonly messageId: MessageId } | null;
}

type List = Pick<ReturnType<typeof useEndAnchoredList>, 'virtualizer' | 'scroller'>;

/** Keeps where a list is read whenever its scrolling comes to rest, and goes back there when the list is new. */
export function useReadingPlace(
  { virtualizer, scroller }: List,
  { name, laneIds, rowOf, messageAt }: ReadingPlaceOptions,
): void {
  const { store } = useChat();
  const keeper = use(ReadingContext);
  // A list that was in sight before remembers to the pixel; one that is new knows no rows yet.
  const [target] = useState(() => {
    if (store.readingPosition(name)?.rows.length !== 0) return null;
    return keeper.read().find((place) => (rowOf(place.laneId, place.messageId) ?? -1) >= 0) ?? null;
  });

  const save = useEffectEvent(() => {
    if (distanceFromEnd(virtualizer) <= awayDistance) {
      keeper.save(laneIds, null);
      return;
    }
    const top = virtualizer.scrollOffset ?? 0;
    const row = virtualizer.getVirtualItemForOffset(top);
    const message = row === undefined ? null : messageAt(row.index);
    if (row !== undefined && message !== null) {
      keeper.save(laneIds, { ...message, offset: Math.round(top - row.start) });
    }
  });

  const offsetOf = useEffectEvent((): number | null => {
    const index = target === null ? -1 : (rowOf(target.laneId, target.messageId) ?? -1);
    const row = virtualizer.measurementsCache[index];
    return target === null || row === undefined ? null : row.start + target.offset;
  });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let frame = 0;
    let frames = 0;
    let still = 0;
    const stop = () => {
      cancelAnimationFrame(frame);
      frame = 0;
    };
    const approach = () => {
      const wanted = offsetOf();
      if (wanted === null) return;
      still = Math.abs(element.scrollTop - wanted) < 1 ? still + 1 : 0;
      if (still === 0) element.scrollTop = wanted;
      frames += 1;
      frame = still < stillFrames && frames < mostFrames ? requestAnimationFrame(approach) : 0;
    };
    approach();
    const saveAtRest = () => {
      if (frame === 0) save();
    };
    let rest: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      clearTimeout(rest);
      rest = setTimeout(saveAtRest, restDelay);
    };
    // In the capture phase, hence before the tabs are written in the same moment.
    const ends = ['blur', 'pagehide'] as const;
    for (const end of ends) window.addEventListener(end, saveAtRest, { capture: true });
    const hands = ['wheel', 'pointerdown', 'keydown'] as const;
    for (const hand of hands) element.addEventListener(hand, stop, { passive: true });
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(rest);
      saveAtRest();
      stop();
      for (const end of ends) window.removeEventListener(end, saveAtRest, { capture: true });
      for (const hand of hands) element.removeEventListener(hand, stop);
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, store]);
}
