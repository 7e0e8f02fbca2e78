import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fencedText } from './fencedText.ts';

describe('fencedText', () => {
  it('names the file and its language', () => {
    expect(fencedText('main.rs', 'fn main() {}\n')).toBe('File “main.rs”:\n```rs\nfn main() {}\n```');
    expect(fencedText('letter.docx', 'Dear reader')).toBe('File “letter.docx”:\n```\nDear reader\n```');
  });

  it('cannot be left by what is in the file, nor by its name', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.constantFrom('`', '```', '~~~', '\n', 'x', '````````')),
        (name, pieces) => {
          const text = pieces.join('');
          const lines = fencedText(name, text).split('\n');
          const fence = /^`{3,}/u.exec(lines[1] ?? '')?.[0] ?? '';
          expect(fence.length).toBeGreaterThan(2);
          expect(lines.slice(2, -1).some((line) => line.includes(fence))).toBe(false);
          expect(lines.at(-1)).toBe(fence);
          expect(lines.slice(2, -1).join('\n')).toBe(text.replace(/\n+$/u, ''));
        },
      ),
    );
  });
});
