/**
 * A long list in a narrow column. A short one is mounted whole, which keeps find-in-page and reading order; a long one mounts
 * only what is in sight. Either way the caller asks for a row to come into sight by its index.
 */
import { lazy, Suspense, useImperativeHandle, useRef } from 'react';
import type { ReactNode, Ref } from 'react';

/** The length from which mounting everything begins to cost more than it gives. */
const mountAllBelow = 200;

const RowsInSight = lazy(async () => ({ default: (await import('./RowsInSight.tsx')).RowsInSight }));

export interface RowListHandle {
  reveal(index: number): void;
}

/** What both kinds of list are given. */
export interface RowListProps {
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

export function RowList(props: RowListProps) {
  if (props.count < mountAllBelow) return <AllRows {...props} />;
  return (
    <Suspense fallback={null}>
      <RowsInSight {...props} />
    </Suspense>
  );
}
