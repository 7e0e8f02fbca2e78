/**
 * The tree as a list of rows with its lines drawn beside it: one stop of the keyboard, walked by arrows and letters. Only rows
 * in sight are mounted, so two thousand segments cost what twenty do.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { LaneId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';
import { TreeItem } from './TreeItem.tsx';
import type { TreeRow } from './treeLayout.ts';
import { pathRows } from './treeLayout.ts';
import { rowHeight } from './TreeLines.tsx';
import { findByLetters, walkTree } from './treeWalk.ts';
import './tree.css';

/** Letters typed within this time belong together, in milliseconds. */
const letterPause = 600;
const overscan = 8;

interface TreeMapProps {
  readonly rows: readonly TreeRow[];
  /** The lane whose path is marked. */
  readonly laneId: LaneId;
  readonly onJump: (row: TreeRow, onPath: boolean) => void;
}

export function TreeMap({ rows, laneId, onJump }: TreeMapProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const path = useMemo(() => pathRows(rows, laneId), [rows, laneId]);
  const [active, setActive] = useState(() => Math.max(...path, 0));
  const [now] = useState(() => Date.now());
  const letters = useRef({ typed: '', at: 0 });
  const columns = useMemo(() => Math.max(...rows.map(({ column }) => column), 0) + 1, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
  });
  useEffect(() => {
    virtualizer.scrollToIndex(active, { align: 'auto' });
  }, [active, virtualizer]);

  const jump = (index: number) => {
    const row = rows[index];
    if (row !== undefined) onJump(row, path.has(index));
  };
  const find = (letter: string, at: number): number | null => {
    const { typed, at: before } = letters.current;
    const next = at - before < letterPause ? typed + letter : letter;
    letters.current = { typed: next, at };
    return findByLetters(rows, active, next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = letters.current.typed !== '' && event.timeStamp - letters.current.at < letterPause;
    if (event.key === 'Enter' || (event.key === ' ' && !typing)) {
      event.preventDefault();
      jump(active);
      return;
    }
    const next =
      event.key.length === 1 ? find(event.key, event.timeStamp) : walkTree(rows, active, event.key);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
  };

  return (
    <div
      ref={scroller}
      className="tree"
      role="tree"
      aria-label={text.chat.branches.tree.label}
      aria-activedescendant={`${id}-${String(active)}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="none" className="tree-rows" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <TreeItem
            key={index}
            id={`${id}-${String(index)}`}
            rows={rows}
            index={index}
            top={start}
            columns={columns}
            path={path}
            active={index === active}
            now={now}
            onSelect={() => {
              setActive(index);
              jump(index);
            }}
          />
        ))}
      </div>
    </div>
  );
}
