/**
 * Rows that can be sorted by every column: the button of a column's head sorts by it, and once more turns the order round. The
 * first column names the row. What is not known is said in a word and comes last, never as 0.
 */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import type { Direction, TableColumn } from './tableRows.ts';
import { sortRows } from './tableRows.ts';
import './DataTable.css';

/** A column, and how its cell is drawn where that is more than its text. */
export interface DataColumn<Row> extends TableColumn<Row> {
  readonly render?: ((row: Row) => ReactNode) | undefined;
  /** Nothing to sort by: a column of buttons. */
  readonly unsorted?: true | undefined;
}

export interface Sorting {
  readonly key: string;
  readonly direction: Direction;
}

interface DataTableProps<Row> {
  /** What the table is; read out, not shown. */
  readonly caption: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The word for what is not known. */
  readonly unknown: string;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting) => void;
}

/** How a table is sorted, and its rows in that order. */
export function useSorting<Row>(
  columns: readonly DataColumn<Row>[],
  rows: readonly Row[],
): readonly [rows: readonly Row[], sorting: Sorting | null, sort: (sorting: Sorting) => void] {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const column = columns.find(({ key }) => key === sorting?.key);
  const sorted = sorting === null || column === undefined ? rows : sortRows(rows, column, sorting.direction);
  return [sorted, column === undefined ? null : sorting, setSorting];
}

/** A table that scrolls by itself when it is wider than its place. `rows` come sorted, from {@link useSorting}. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  unknown,
  sorting,
  onSort,
}: DataTableProps<Row>) {
  return (
    <div className="ui-table-scroll" role="group" aria-label={caption} tabIndex={0}>
      <table className="ui-table">
        <caption className="ui-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) => (
                <BodyCell key={column.key} column={column} row={row} isName={index === 0} unknown={unknown} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadCellProps<Row> {
  readonly column: DataColumn<Row>;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting) => void;
}

function HeadCell<Row>({ column, sorting, onSort }: HeadCellProps<Row>) {
  const { key, title, numeric, unsorted } = column;
  const direction = sorting?.key === key ? sorting.direction : null;
  const className = classNames(numeric === true && 'ui-table-number');
  if (unsorted === true) {
    return (
      <th scope="col" className={className}>
        <span className="ui-visually-hidden">{title}</span>
      </th>
    );
  }
  return (
    <th scope="col" className={className} aria-sort={direction ?? 'none'}>
      <button
        type="button"
        className="ui-table-sort"
        onClick={() => {
          onSort({ key, direction: direction === 'ascending' ? 'descending' : 'ascending' });
        }}
      >
        {title}
        <span className="ui-table-arrow" aria-hidden="true">
          {direction === 'ascending' && <ArrowUp />}
          {direction === 'descending' && <ArrowDown />}
        </span>
      </button>
    </th>
  );
}

interface BodyCellProps<Row> {
  readonly column: DataColumn<Row>;
  readonly row: Row;
  readonly isName: boolean;
  readonly unknown: string;
}

function BodyCell<Row>({ column, row, isName, unknown }: BodyCellProps<Row>) {
  const text = column.text(row);
  const content =
    column.render?.(row) ?? (text === null ? <span className="ui-table-unknown">{unknown}</span> : text);
  const className = classNames(column.numeric === true && 'ui-table-number');
  return isName ? (
    <th scope="row" className={className}>
      {content}
    </th>
  ) : (
    <td className={className}>{content}</td>
  );
}
