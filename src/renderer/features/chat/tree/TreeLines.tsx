/** The lines of one row of the tree: what comes in, what goes on, what passes by. Drawn row by row, so that only rows in sight cost. */
import type { TreeRow } from './treeLayout.ts';

/** The size of a row and of a column, in CSS pixels at the usual size of text; the drawing scales with it. */
export const rowHeight = 44;
const columnWidth = 16;
const middle = 15;
const radius = 4.5;
const bend = 8;

const x = (column: number) => column * columnWidth + columnWidth / 2;

/** How wide a drawing of so many columns is. */
export function widthOf(columns: number): number {
  return columns * columnWidth;
}

/** From the parent's line to the segment. Of a step to the right the line that passes by has drawn the upper part already. */
function incomingLine(from: number, to: number, onPath: boolean): string {
  if (from === to) return `M ${String(x(to))} 0 V ${String(middle)}`;
  const begin = onPath ? 0 : middle - bend;
  const corner = `q 0 ${String(bend)} ${String(bend)} ${String(bend)}`;
  return `M ${String(x(from))} ${String(begin)} V ${String(middle - bend)} ${corner} H ${String(x(to))}`;
}

interface TreeLinesProps {
  readonly row: TreeRow;
  /** The column of its parent, or null for a root. */
  readonly parentColumn: number | null;
  readonly columns: number;
  readonly onPath: boolean;
  /** Columns whose passing line belongs to the path in sight. */
  readonly pathColumns: ReadonlySet<number>;
  /** The path goes on below this row. */
  readonly pathGoesOn: boolean;
}

export function TreeLines({ row, parentColumn, columns, onPath, pathColumns, pathGoesOn }: TreeLinesProps) {
  const { column } = row;
  const width = widthOf(columns);
  const incoming = parentColumn === null ? null : incomingLine(parentColumn, column, onPath);
  return (
    <svg
      className="tree-lines"
      width={width}
      height={rowHeight}
      viewBox={`0 0 ${String(width)} ${String(rowHeight)}`}
      aria-hidden="true"
    >
      {row.passing.map((passing) => (
        <path
          key={passing}
          d={`M ${String(x(passing))} 0 V ${String(rowHeight)}`}
          data-path={pathColumns.has(passing) ? '' : undefined}
        />
      ))}
      {incoming !== null && <path d={incoming} data-path={onPath ? '' : undefined} />}
      {row.children.length > 0 && (
        <path
          d={`M ${String(x(column))} ${String(middle)} V ${String(rowHeight)}`}
          data-path={pathGoesOn ? '' : undefined}
        />
      )}
      <circle cx={x(column)} cy={middle} r={radius} data-path={onPath ? '' : undefined} />
    </svg>
  );
}
