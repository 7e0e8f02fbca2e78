import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentName } from './attachmentName.ts';

describe('attachmentName', () => {
  it.each([
    ['/home/ada/secret/report.pdf', 'report.pdf'],
    ['C:\\Users\\ada\\report.pdf', 'report.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['two\nlines.txt', 'two lines.txt'],
    ['..', 'file'],
    ['', 'file'],
    ['.gitignore', '.gitignore'],
    ['résumé – Zürich 日本.docx', 'résumé – Zürich 日本.docx'],
  ])('names %j %j', (given, expected) => {
    expect(attachmentName(given)).toBe(expected);
  });

  it('keeps the ending of a name that is too long', () => {
    const name = attachmentName(`${'a'.repeat(400)}.docx`);
    expect(name).toHaveLength(255);
    expect(name.endsWith('a.docx')).toBe(true);
  });

  it('always gives a short name without a folder, and the same one for it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (given) => {
        const name = attachmentName(given);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(255);
        expect(name).not.toMatch(/[/\\\n]/u);
        expect(attachmentName(name)).toBe(name);
      }),
    );
  });
});
