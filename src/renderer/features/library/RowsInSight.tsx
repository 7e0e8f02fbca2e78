import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef } from 'react';
import type { RowListProps } from './RowList.tsx';

/** What a row is taken for until it is measured, in CSS pixels. */
const rowHeight = 28;
const overscan = 12;

/** The part of a long list that is in sight. */
export function RowsInSight({ count, keyOf, renderRow, onEnd, handle }: RowListProps) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getItemKey: keyOf,
    getScrollElement: () => scrollRef.current?.closest<HTMLElement>('[data-scroller]') ?? null,
    estimateSize: () => rowHeight,
    overscan,
  });
  useImperativeHandle(handle, () => ({
    reveal: (index) => {
      virtualizer.scrollToIndex(index, { align: 'auto' });
    },
  }));
  const items = virtualizer.getVirtualItems();
  const atEnd = items.at(-1)?.index === count - 1;
  useEffect(() => {
    if (atEnd) onEnd();
  }, [atEnd, onEnd]);
  return (
    <div ref={scrollRef}>
      <ul className="library-virtual" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => (
          <li
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            aria-setsize={count}
            aria-posinset={item.index + 1}
            style={{ transform: `translateY(${String(item.start)}px)` }}
          >
            {renderRow(item.index)}
          </li>
        ))}
      </ul>
    </div>
  );
}
