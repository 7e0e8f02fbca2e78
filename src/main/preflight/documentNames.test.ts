import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentNames, isRenamed } from './documentNames.ts';

describe('documentNames', () => {
  it.each([
    ['report.pdf', 'report'],
    ['Q3_results (final).xlsx', 'Q3 results (final)'],
    ['Übersicht–2026.docx', 'Ubersicht 2026'],
    ['日本.pdf', 'Document'],
    ['.env', 'env'],
  ])('makes %s legal as %s', (name, legal) => {
    expect(documentNames([name], 'restricted')).toEqual([legal]);
  });

  it('gives no name twice', () => {
    expect(documentNames(['a.pdf', 'A.csv', 'a.docx'], 'restricted')).toEqual(['a', 'A (2)', 'a (3)']);
  });

  it('leaves names alone where nothing restricts them', () => {
    expect(documentNames(['a_b.pdf', 'a_b.pdf'], 'free')).toEqual(['a_b.pdf', 'a_b.pdf']);
  });

  it('is legal and unique for any names, and the same for the same beginning', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 })), (names) => {
        const legal = documentNames(names, 'restricted');
        for (const name of legal) expect(name).toMatch(/^(?!.* {2})[A-Za-z0-9\-()[\] ]{1,200}$/u);
        expect(new Set(legal.map((name) => name.toLowerCase())).size).toBe(names.length);
        expect(documentNames(names.slice(0, 2), 'restricted')).toEqual(legal.slice(0, 2));
      }),
    );
  });
});

describe('isRenamed', () => {
  it('does not count a lost ending', () => {
    expect(isRenamed('report.pdf', 'report')).toBe(false);
    expect(isRenamed('report.pdf', 'report (2)')).toBe(true);
  });
});
