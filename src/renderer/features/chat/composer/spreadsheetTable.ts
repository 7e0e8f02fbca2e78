/**
 * A range copied from a spreadsheet as a Markdown table. Spreadsheets put the range on the clipboard twice, as HTML and as
 * cells with tabs between them; the second is read, and the first is what tells a range from text that happens to hold tabs.
 */

/** More cells than this stay as they are: nobody reads such a table, and a model reads it as well with tabs. */
const mostCells = 20_000;

/**
 * Rows of cells. A cell that holds a break, a tab or a quote stands in quotes, in which a quote is doubled (RFC 4180 with
 * tabs). Text that breaks this rule is read as it stands.
 */
export function readCells(plain: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/gy;
  for (let match = cell.exec(plain); match !== null; match = cell.exec(plain)) {
    const [, quoted, bare = '', end] = match;
    rows.at(-1)?.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  // Ranges end with a line break, which begins no row.
  const last = rows.at(-1);
  return last?.length === 1 && last[0] === '' ? rows.slice(0, -1) : rows;
}

const markdownCell = (cell: string) =>
  cell
    .trim()
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll(/\r\n|\r|\n/g, '<br>');

const line = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(' | ')} |`;

/** The clipboard's range as a Markdown table, or null when it holds none: one row or one column is no table. */
export function spreadsheetTable(html: string, plain: string): string | null {
  if (!/<table[\s>]/i.test(html) || !plain.includes('\t')) return null;
  const rows = readCells(plain);
  const [head, ...body] = rows;
  if (head === undefined || body.length === 0) return null;
  const width = Math.max(...rows.map((row) => row.length));
  if (width < 2 || width * rows.length > mostCells) return null;
  const filled = (row: readonly string[]) => [...row, ...Array<string>(width - row.length).fill('')];
  const rule = `|${' --- |'.repeat(width)}`;
  return [line(filled(head)), rule, ...body.map((row) => line(filled(row)))].join('\n');
}
