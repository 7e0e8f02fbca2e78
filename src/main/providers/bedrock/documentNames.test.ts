import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { DocumentNames } from './documentNames.ts';

test.each([
  ['report.pdf', 'report'],
  ['Q3  figures_final.v2.xlsx', 'Q3 figures final v2'],
  ['Übersicht (neu) [1].docx', 'bersicht (neu) [1]'],
  ['日本語.pdf', 'Document'],
  ['../../etc/passwd', 'etc passwd'],
])('%s becomes %s', (name, legal) => {
  expect(new DocumentNames().next(name)).toBe(legal);
});

test('the second of a name is numbered', () => {
  const names = new DocumentNames();
  expect(['a.pdf', 'a.docx', 'A.csv'].map((name) => names.next(name))).toEqual(['a', 'a (2)', 'A (3)']);
});

test.prop([
  fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'A.pdf', 'x'.repeat(300)))),
])('every name is legal, and none comes twice', (wanted) => {
  const names = new DocumentNames();
  const given = wanted.map((name) => names.next(name));
  expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(given.length);
  for (const name of given) {
    expect(name).toMatch(/^[A-Za-z0-9\-()[\]]+( [A-Za-z0-9\-()[\]]+)*$/);
    expect(name.length).toBeLessThanOrEqual(200);
  }
});
