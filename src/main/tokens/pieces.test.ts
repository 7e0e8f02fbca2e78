import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { pieces } from './pieces.ts';

/** Texts with long stretches of one kind, which is what cutting is about. */
const texts = fc
  .array(
    fc
      .tuple(fc.constantFrom(' ', 'word ', 'x', '\n', '漢字', '😀', 'a  b ', '\t'), fc.nat(600))
      .map(([part, times]) => part.repeat(times)),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

describe('pieces', () => {
  it('leaves a short text whole', () => {
    expect([...pieces('a short text')]).toEqual(['a short text']);
  });

  it('has none for an empty text', () => {
    expect([...pieces('')]).toEqual([]);
  });

  test.prop([texts])('join to the text, are bounded, and split no character', (text) => {
    const cut = [...pieces(text)];
    expect(cut.join('')).toBe(text);
    for (const piece of cut) {
      expect(piece.length).toBeGreaterThan(0);
      expect(piece.length).toBeLessThanOrEqual(512);
      expect(Buffer.from(piece).toString()).toBe(piece);
    }
  });

  test.prop([fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 200, maxLength: 400 })])(
    'begin with a space and a word in prose',
    (words) => {
      const [, ...later] = pieces(words.join(' '));
      for (const piece of later) expect(piece).toMatch(/^ \S/);
    },
  );
});
