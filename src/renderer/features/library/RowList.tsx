/**
 * A long list in a narrow column. A short one is mounted whole, which keeps find-in-page and reading order; a long one mounts
 * only what is in sight. Either way the caller asks for a row to come into sight by its index.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef } from 'react';
import type { ReactNode, Ref } from 'react';

/** The length from which mounting everything begins to cost more than it gives. */
const mountAllBelow = 200;
const rowHeight = 28;
const overscan = 12;

export interface RowListHandle {
  reveal(index: number): void;
}

interface RowListProps {
  readonly count: number;
  readonly keyOf: (index: number) => string;
  readonly renderRow: (index: number) => ReactNode;
  /** Called when the end of the list comes into sight. */
  readonly onEnd: () => void;
  readonly handle: Ref<RowListHandle>;
}

function AllRows({ count, keyOf, renderRow, handle }: RowListProps) {
  const listRef = useRef<HTMLUListElement>(null);
  useImperativeHandle(handle, () => ({
    reveal: (index) => {
      listRef.current?.children[index]?.scrollIntoView({ block: 'nearest' });
    },
  }));
  return (
    <ul ref={listRef}>
      {Array.from({ length: count }, (_, index) => (
        <li key={keyOf(index)}>{renderRow(index)}</li>
      ))}
    </ul>
  );
}

function RowsInSight({ count, keyOf, renderRow, onEnd, handle }: RowListProps) {
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

export function RowList(props: RowListProps) {
  return props.count < mountAllBelow ? <AllRows {...props} /> : <RowsInSight {...props} />;
}
