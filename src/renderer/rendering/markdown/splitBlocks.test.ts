import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lexMarkdown } from './lexMarkdown.ts';
import { finishBlocks, growBlocks, noBlocks } from './splitBlocks.ts';
import type { BlockState } from './splitBlocks.ts';

/** Feeds a text in pieces that end at the given positions. */
function feed(text: string, cuts: readonly number[]): BlockState {
  const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].toSorted((a, b) => a - b);
  return [...ends, text.length].reduce((state, end) => growBlocks(state, text.slice(0, end)), noBlocks);
}

function solidTokens(text: string) {
  return lexMarkdown(text.replaceAll(/\r\n?/g, '\n')).filter((token) => token.type !== 'space');
}

const line = fc.constantFrom(
  'plain words',
  'more *emphasis* and `code`',
  '# Heading',
  '***',
  '---',
  '===',
  '- item',
  '- another',
  '  continued',
  '    indented',
  '1. one',
  '2. two',
  '2',
  '-',
  '*',
  '> quote',
  '>',
  '```ts',
  '```',
  '~~~',
  'const a = 1;',
  '| a | b |',
  '|---|---|',
  '| 1 | 2 |',
  '| 3 |',
  '$$',
  'x^2',
  '$$ a $$',
  '\\[',
  '\\]',
  '<div>',
  '</div>',
  '<!--',
  '-->',
  '[x]: http://x.y',
  '[x] and [y][x]',
  '* star',
  '+ plus',
  '- [ ] task',
  '\tTab',
  'a  ',
  '',
);
const newline = fc.constantFrom('\n', '\n', '\n\n', '\n\n\n', '\r\n');
const document = fc
  .array(fc.tuple(line, newline), { maxLength: 24 })
  .map((pairs) => pairs.map(([text, end]) => text + end).join(''));

describe('growBlocks', () => {
  test('reads a text in any pieces as it reads it whole', () => {
    fc.assert(
      fc.property(document, fc.array(fc.nat({ max: 600 }), { maxLength: 40 }), (text, cuts) => {
        const blocks = finishBlocks(feed(text, cuts));
        expect(blocks.map((block) => block.token)).toEqual(solidTokens(text));
      }),
      { numRuns: 2000, examples: [['*\n\n*\n* star\n', [6]]] },
    );
  });

  test('reads lists of every kind in any pieces as it reads them whole', () => {
    const item = fc.constantFrom(
      '- a',
      '- b **c**',
      '* d',
      '1. e',
      '2. f',
      '  g',
      '    h',
      '- [ ] i',
      '-',
      '',
      'j',
    );
    const list = fc
      .array(fc.tuple(item, newline), { minLength: 3, maxLength: 20 })
      .map((pairs) => pairs.map(([text, end]) => text + end).join(''));
    fc.assert(
      fc.property(list, fc.array(fc.nat({ max: 200 }), { maxLength: 30 }), (text, cuts) => {
        expect(finishBlocks(feed(text, cuts)).map((block) => block.token)).toEqual(solidTokens(text));
      }),
      { numRuns: 1000 },
    );
  });

  test('reads a text that comes letter by letter as it reads it whole', () => {
    fc.assert(
      fc.property(document, (text) => {
        const blocks = finishBlocks(
          feed(
            text,
            Array.from({ length: text.length }, (_, index) => index),
          ),
        );
        expect(blocks.map((block) => block.token)).toEqual(solidTokens(text));
      }),
      { numRuns: 400 },
    );
  });

  test('starts anew when the text was replaced', () => {
    const state = growBlocks(growBlocks(noBlocks, '# One\n\ntwo\n\nthree\n'), 'other');
    expect(finishBlocks(state).map((block) => block.token.raw)).toEqual(['other']);
  });

  test('keeps settled blocks as they are', () => {
    const before = growBlocks(noBlocks, 'one\n\ntwo\n\nthree\n');
    const after = growBlocks(before, 'one\n\ntwo\n\nthree\nand more\n\nfour\n');
    expect(after.settled.slice(0, 2)).toEqual(before.settled);
    expect(after.settled[0]).toBe(before.settled[0]);
  });
});

describe('the work for one more piece', () => {
  function workOfLast(head: string, unit: (n: number) => string, count: number): number {
    let text = head;
    let state = noBlocks;
    let before = 0;
    for (let n = 0; n < count; n += 1) {
      text += unit(n);
      before = state.lexed;
      state = growBlocks(state, text);
    }
    return state.lexed - before;
  }

  test.each([
    ['a fence', '```ts\n', (n: number) => `const value${n % 10} = ${n % 10};\n`],
    ['a list', '', (n: number) => `- item ${n % 10} with **bold** text\n`],
    ['a table', '| a | b |\n|---|---|\n', (n: number) => `| ${n % 10} | two |\n`],
    ['paragraphs', '', (n: number) => `Paragraph ${n % 10} with some words.\n\n`],
  ])('does not grow with the length of %s', (_, head, unit) => {
    expect(workOfLast(head, unit, 400)).toBeLessThanOrEqual(workOfLast(head, unit, 20));
  });
});
