import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameFor } from './fileNameFor.ts';

describe('fileNameFor', () => {
  it.each([
    ['Trip plan', 'Trip plan.md'],
    ['../../etc/passwd', 'etc passwd.md'],
    ['a/b\\c:d*e?"f<g>h|i', 'a b c d e f g h i.md'],
    ['CON', '_CON.md'],
    ['nul.txt', '_nul.txt.md'],
    ['com1', '_com1.md'],
    ['LPT³', '_LPT³.md'],
    ['console', 'console.md'],
    ['.hidden', 'hidden.md'],
    ['-rf', 'rf.md'],
    ['~/x', 'x.md'],
    ['ends with dots...  ', 'ends with dots.md'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe.md'],
    ['two\nlines\u0000', 'two lines.md'],
    ['', 'conversation.md'],
    [' .. ', 'conversation.md'],
    ['旅行の計画 👨‍👩‍👧', '旅行の計画 👨‍👩‍👧.md'],
  ])('%j becomes %j', (title, name) => {
    expect(fileNameFor(title, '.md', 'conversation')).toBe(name);
  });

  it('cuts long titles between characters', () => {
    const name = fileNameFor('👨‍👩‍👧'.repeat(50), '.json', 'conversation');
    expect(name).toMatch(/^(?:👨‍👩‍👧)+\.json$/u);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
  });

  it('is safe whatever the title says', () => {
    const title = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            '..',
            '/',
            '\\',
            'con',
            'aux',
            '.',
            ' ',
            'nul',
            '\u202E',
            '\u200B',
            ':',
            'a',
            '~',
            '-',
            'é',
          ),
        )
        .map((found) => found.join('')),
    );
    fc.assert(
      fc.property(title, fc.constantFrom('.md', '.json'), (text, ending) => {
        const name = fileNameFor(text, ending, 'conversation');
        const base = name.replace(/\.(?:md|json)$/, '');
        expect(base).not.toBe(name);
        expect(base).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\u200B]/u);
        expect(base).not.toMatch(/^[\s.~-]|[\s.]$|^$/);
        expect(base).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\s*$)/i);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
      }),
      { numRuns: 2000 },
    );
  });
});
