import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Piece } from './compareTexts.ts';
import { compareTexts, diffRows, foldedRows } from './compareTexts.ts';

const join = (pieces: readonly Piece[], without: Piece['kind']) =>
  pieces
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

/** Texts that have something in common, as answers to one prompt have. */
const word = fc.oneof(
  fc.constantFrom('one', 'two', 'three', ' ', '\n', '\r\n', '. ', '  ', 'été', '中文', '👩‍👩‍👧', '|', ''),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);
const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));

describe('a comparison', () => {
  test.prop([text, text, fc.constantFrom('word' as const, 'line' as const)])(
    'holds both texts whole, in pieces and in rows',
    async (before, after, unit) => {
      const result = await compareTexts(before, after, unit);
      if (result.kind !== 'compared') throw new Error('Short texts are always compared.');
      const rows = diffRows(result.pieces);
      for (const pieces of [result.pieces, rows.flatMap((row) => row.pieces)]) {
        expect(join(pieces, 'removed')).toBe(after);
        expect(join(pieces, 'added')).toBe(before);
      }
      const unfolded = foldedRows(rows).flatMap((item) => (item.kind === 'fold' ? item.rows : [item]));
      expect(unfolded).toEqual(rows);
    },
  );

  test('tells words apart inside of a line', async () => {
    const result = await compareTexts('The quick fox.\nEnd.', 'The slow fox.\nEnd.', 'word');
    expect(result).toEqual({
      kind: 'compared',
      unit: 'word',
      fellBack: false,
      pieces: [
        { kind: 'kept', text: 'The ' },
        { kind: 'removed', text: 'quick' },
        { kind: 'added', text: 'slow' },
        { kind: 'kept', text: ' fox.\nEnd.' },
      ],
    });
  });

  test('of long texts falls back to lines, and then says that they are too different', async () => {
    const lines = (sign: string) =>
      Array.from({ length: 400 }, (_, line) =>
        Array.from({ length: 80 }, (_, at) => `${sign}${String(line * 80 + at)}`).join(' '),
      ).join('\n');
    // Every word differs, most lines do; 400 lines are few changes.
    expect(await compareTexts(lines('a'), lines('b'), 'word')).toMatchObject({
      unit: 'line',
      fellBack: true,
    });
    const many = (sign: string) =>
      Array.from({ length: 20_000 }, (_, at) => `${sign}${String(at)}`).join('\n');
    expect(await compareTexts(many('a'), many('b'), 'line')).toEqual({ kind: 'too-different' });
  });
});

test('unchanged lines far from a change are folded', async () => {
  const lines = Array.from({ length: 30 }, (_, at) => `line ${String(at)}\n`);
  const result = await compareTexts(lines.join(''), lines.with(15, 'another\n').join(''), 'line');
  if (result.kind !== 'compared') throw new Error('Short texts are always compared.');
  const shown = foldedRows(diffRows(result.pieces));
  expect(shown.map((item) => (item.kind === 'fold' ? item.rows.length : item.kind))).toEqual([
    12,
    ...Array.from({ length: 7 }, () => 'row'),
    11,
  ]);
});
