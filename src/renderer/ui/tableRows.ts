/** A table as data: sorted, and as text for the clipboard. */

/** One column of rows. */
export interface TableColumn<Row> {
  readonly key: string;
  readonly title: string;
  /** Numbers stand at the right, digit under digit, and begin with the largest where that is the interesting end. */
  readonly numeric?: boolean | undefined;
  /** What it is sorted by. Null is not known, and comes last whichever way the rest goes. */
  readonly sortBy: (row: Row) => number | string | null;
  /** What stands in the cell. Null is not known. */
  readonly text: (row: Row) => string | null;
}

export type Direction = 'ascending' | 'descending';

/** Rows in the order of a column; those that are equal there keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  { sortBy }: Pick<TableColumn<Row>, 'sortBy'>,
  direction: Direction,
): readonly Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, value: sortBy(row) }))
    .toSorted((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      const order =
        typeof a.value === 'number' && typeof b.value === 'number'
          ? a.value - b.value
          : String(a.value).localeCompare(String(b.value));
      return sign * order;
    })
    .map(({ row }) => row);
}

type Columns<Row> = readonly Pick<TableColumn<Row>, 'title' | 'numeric' | 'text'>[];

function markdownCell(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll('\\', '\\\\').replaceAll('|', '\\|');
}

/** A Markdown table (GitHub Flavored Markdown §4.10). What is not known is left empty. */
export function asMarkdown<Row>(columns: Columns<Row>, rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => markdownCell(title))),
    line(columns.map(({ numeric }) => (numeric === true ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map(({ text }) => markdownCell(text(row) ?? '')))),
  ].join('\n');
}

/** How a formula begins. */
const formula = /^\s*[=+\-@]/u;

/** Tab-separated lines, which spreadsheets take on paste; a name that looks like a formula gets an apostrophe in front. */
export function asTsv<Row>(columns: Columns<Row>, rows: readonly Row[]): string {
  const cell = (text: string) => {
    const line = text.replaceAll(/[\t\r\n]+/gu, ' ');
    return formula.test(line) ? `'${line}` : line;
  };
  return [
    columns.map(({ title }) => cell(title)).join('\t'),
    ...rows.map((row) => columns.map(({ text }) => cell(text(row) ?? '')).join('\t')),
  ].join('\n');
}
