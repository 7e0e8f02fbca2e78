import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from './splitText.ts';

const words = fc
  .array(fc.constantFrom('word', ' ', '\n', '\n\n', '. ', '😀', 'é', '。', '"', '\t'), { maxLength: 120 })
  .map((tokens) => tokens.join(''));

describe('splitText', () => {
  it('gives the text back, in parts that are neither too long nor needlessly short', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 60 }), (text, characters) => {
        const parts = splitText(text, characters);
        expect(parts.join('')).toBe(text);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(characters);
        for (const part of parts.slice(0, -1)) expect(part.length).toBeGreaterThanOrEqual(characters / 2 - 1);
      }),
    );
  });

  it('never cuts a character in two', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 2, max: 20 }),
        (text, size) => {
          for (const part of splitText(text, size)) expect(Buffer.from(part).toString()).toBe(part);
        },
      ),
    );
  });

  it.each([
    [
      'paragraphs before sentences',
      'One two. Three.\n\nFour. Five',
      20,
      ['One two. Three.\n\n', 'Four. Five'],
    ],
    ['sentences before words', 'One two three. Four five', 20, ['One two three. ', 'Four five']],
    ['words before letters', 'One two three four', 12, ['One two ', 'three four']],
    ['nothing where it need not', 'One two', 12, ['One two']],
    ['letters where there is nothing else', 'abcdefgh', 3, ['abc', 'def', 'gh']],
  ])('cuts %s', (_what, text, characters, parts) => {
    expect(splitText(text, characters)).toEqual(parts);
  });
});
