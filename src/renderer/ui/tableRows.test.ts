import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { TableColumn } from './tableRows.ts';
import { asMarkdown, asTsv, sortRows } from './tableRows.ts';

type Row = readonly [name: string, value: number | null];

const name: TableColumn<Row> = {
  key: 'name',
  title: 'Name',
  sortBy: ([text]) => text,
  text: ([text]) => text,
};
const value: TableColumn<Row> = {
  key: 'value',
  title: 'Value',
  numeric: true,
  sortBy: ([, number]) => number,
  text: ([, number]) => (number === null ? null : String(number)),
};
const columns = [name, value];

describe('sorting', () => {
  const rows = fc.array(fc.tuple(fc.string(), fc.option(fc.integer({ min: 0, max: 5 }))));

  test.prop([rows, fc.constantFrom('ascending' as const, 'descending' as const)])(
    'keeps every row, puts the unknown last and equal ones as they stood',
    (given, direction) => {
      const numbered = given.map(([text, number], index) => ({ index, row: [text, number] as const }));
      const sorted = sortRows(numbered, { sortBy: ({ row }) => row[1] }, direction);
      expect(sorted.toSorted((a, b) => a.index - b.index)).toEqual(numbered);
      for (const [at, { row, index }] of sorted.entries()) {
        const before = sorted[at - 1];
        if (before === undefined) continue;
        const [, first] = before.row;
        const [, second] = row;
        if (first === null) expect(second).toBeNull();
        else if (second !== null) {
          expect(direction === 'ascending' ? first <= second : first >= second).toBe(true);
        }
        if (first === second) expect(before.index).toBeLessThan(index);
      }
    },
  );
});

test('Markdown keeps bars and line breaks of a cell out of the table', () => {
  expect(
    asMarkdown(columns, [
      ['a|b\nc', 1],
      ['d', null],
    ]),
  ).toBe('| Name | Value |\n| --- | ---: |\n| a\\|b c | 1 |\n| d |  |');
});

test('tab-separated lines hold no tab of a cell and no formula', () => {
  expect(
    asTsv(columns, [
      ['a\tb', 1],
      ['=1+1', 2],
    ]),
  ).toBe("Name\tValue\na b\t1\n'=1+1\t2");
});
