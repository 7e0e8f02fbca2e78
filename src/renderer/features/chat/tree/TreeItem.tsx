import { useMemo } from 'react';
import type { LaneId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { useBlind } from '../compare/blind.ts';
import { useLaneNames } from '../lane/useLaneName.ts';
import { ageText } from './age.ts';
import type { TreeRow } from './treeLayout.ts';
import { TreeLines, widthOf } from './TreeLines.tsx';

interface TreeItemProps {
  readonly id: string;
  readonly rows: readonly TreeRow[];
  readonly index: number;
  /** Its distance from the top of the list, in pixels. */
  readonly top: number;
  readonly columns: number;
  /** The rows of the path in sight. */
  readonly path: ReadonlySet<number>;
  readonly active: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly onSelect: () => void;
}

const words = text.chat.branches.tree;

/** One segment: its first words, who answered, how long it is, how old, and which lanes end in it. */
export function TreeItem({ id, rows, index, top, columns, path, active, now, onSelect }: TreeItemProps) {
  const hidden = useBlind();
  const pathColumns = useMemo(() => columnsOfPath(rows, path, index), [rows, path, index]);
  const row = rows[index];
  if (row === undefined) return null;
  const { segment, parent } = row;
  const onPath = path.has(index);
  const siblings = parent === null ? rootsOf(rows) : (rows[parent]?.children ?? []);
  const facts = factsOf(segment, hidden, now);
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-setsize={siblings.length}
      aria-posinset={siblings.indexOf(index) + 1}
      aria-expanded={row.children.length > 0 ? true : undefined}
      aria-selected={active}
      aria-current={onPath ? 'true' : undefined}
      className="tree-item"
      style={{ transform: `translateY(${String(top)}px)` }}
      onClick={onSelect}
    >
      <TreeLines
        row={row}
        parentColumn={parent === null ? null : (rows[parent]?.column ?? null)}
        columns={columns}
        onPath={onPath}
        pathColumns={pathColumns}
        pathGoesOn={row.children.some((child) => path.has(child))}
      />
      <span className="tree-text" style={{ maxWidth: `calc(100% - ${String(widthOf(columns))}px)` }}>
        <span className="tree-words" dir="auto">
          {segment.excerpt.trim() === '' ? words.wordless : segment.excerpt}
        </span>
        <span className="tree-facts">
          {facts.join(' · ')}
          {onPath && <VisuallyHidden>, {words.onPath}</VisuallyHidden>}
        </span>
      </span>
      {segment.laneIds.length > 0 && <EndingLanes ids={segment.laneIds} />}
    </div>
  );
}

function factsOf({ role, models, messages, createdAt }: TreeRow['segment'], hidden: boolean, now: number) {
  return [
    ...(role === 'assistant' ? [words.reply] : []),
    ...(models.length > 0 && !hidden ? [models.join(', ')] : []),
    words.messages(messages),
    ageText(createdAt, now),
  ];
}

/** The names of the lanes that end in a segment. */
function EndingLanes({ ids }: { readonly ids: readonly LaneId[] }) {
  const names = useLaneNames();
  return (
    <span className="tree-lanes">
      {ids.map((laneId) => {
        const name = names.get(laneId);
        return name === undefined ? null : (
          <span key={laneId} className="tree-lane">
            <VisuallyHidden>{words.endsHere(name)}</VisuallyHidden>
            <span aria-hidden="true">{name}</span>
          </span>
        );
      })}
    </span>
  );
}

function rootsOf(rows: readonly TreeRow[]): readonly number[] {
  return rows.flatMap((row, index) => (row.parent === null ? [index] : []));
}

/** The columns in which the path in sight passes a row without ending there. */
function columnsOfPath(
  rows: readonly TreeRow[],
  path: ReadonlySet<number>,
  index: number,
): ReadonlySet<number> {
  const columns = new Set<number>();
  for (const child of path) {
    const parent = rows[child]?.parent ?? null;
    if (parent === null || parent >= index || index >= child) continue;
    columns.add(rows[parent]?.column ?? 0);
  }
  return columns;
}
