import { fc, test } from '@fast-check/vitest';
import { countTokens as countPiece, encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { countTokens, guessTokens } from './countTokens.ts';

const asText = { disallowedSpecial: new Set<string>() };
const count = (text: string): number => countTokens(text, (piece) => countPiece(piece, asText));

describe('countTokens', () => {
  it.each([
    ['', 0],
    ['hello world', 2],
    ['The quick brown fox jumps over the lazy dog.', 10],
    ['<|endoftext|>', encode('<|endoftext|>', asText).length],
    ['\ud800 half a character', encode('\ud800 half a character', asText).length],
  ])('counts "%s"', (text, tokens) => {
    expect(count(text)).toBe(tokens);
  });

  test.prop([fc.array(fc.stringMatching(/^[A-Za-z,.']{1,12}$/), { minLength: 100, maxLength: 500 })])(
    'counts prose exactly, however long',
    (words) => {
      const text = words.join(' ');
      expect(count(text)).toBe(countPiece(text, asText));
    },
  );

  test.prop([fc.string({ maxLength: 1500, unit: 'binary' })])(
    'is off by a few tokens at each place where a word was cut',
    (text) => {
      const cuts = Math.ceil(text.length / 511);
      expect(Math.abs(count(text) - countPiece(text, asText))).toBeLessThanOrEqual(6 * cuts);
    },
  );

  test.prop([
    fc.string({ maxLength: 800, unit: 'grapheme' }),
    fc.string({ maxLength: 800, unit: 'grapheme' }),
  ])('counts two texts together as much as one after the other, but for what meets at the seam', (a, b) => {
    const cuts = Math.ceil((a.length + b.length) / 511);
    expect(count(a + b)).toBeLessThanOrEqual(count(a) + count(b) + 6 * (cuts + 1));
  });

  it('takes the rest of an endless text to be like the part that is counted', () => {
    const sentence = 'The quick brown fox jumps over the lazy dog. ';
    const text = sentence.repeat(Math.ceil(4_500_000 / sentence.length));
    let counted = 0;
    const tokens = countTokens(text, (piece) => {
      counted += piece.length;
      return countPiece(piece, asText);
    });
    expect(counted).toBeLessThan(2_000_000);
    expect(tokens / (10 * (text.length / sentence.length))).toBeCloseTo(1, 2);
  });
});

describe('guessTokens', () => {
  it('goes by bytes, so that other scripts count for more', () => {
    expect(guessTokens('')).toBe(0);
    expect(guessTokens('four')).toBe(1);
    expect(guessTokens('漢字漢字')).toBe(3);
  });
});
