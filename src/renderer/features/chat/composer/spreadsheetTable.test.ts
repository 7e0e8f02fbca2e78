import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCells, spreadsheetTable } from './spreadsheetTable.ts';

const html = '<meta charset="utf-8"><table><tr><td>…</td></tr></table>';

/** As a spreadsheet writes a cell: in quotes where it must be. */
const written = (cell: string) => (/[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

test('reads any range back as it was written', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', ' ', '"', '\t', '\n', '\r', '|', 'é') });
  const range = fc
    .nat({ max: 5 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width + 2, maxLength: width + 2 }), { minLength: 1 }),
    );
  fc.assert(
    fc.property(range, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), (rows, end, closed) => {
      const plain = rows.map((row) => row.map(written).join('\t')).join(end) + (closed ? end : '');
      expect(readCells(plain)).toEqual(rows);
    }),
  );
});

test('a range becomes a table whose cells cannot break it', () => {
  expect(spreadsheetTable(html, 'Name\tPrice\nA|B\t1\n"two\nlines"\n')).toBe(
    ['| Name | Price |', '| --- | --- |', '| A\\|B | 1 |', '| two<br>lines |  |'].join('\n'),
  );
});

test('what is no range stays text', () => {
  expect(spreadsheetTable('', 'a\tb\nc\td')).toBeNull();
  expect(spreadsheetTable(html, 'one cell')).toBeNull();
  expect(spreadsheetTable(html, 'one\trow')).toBeNull();
});
