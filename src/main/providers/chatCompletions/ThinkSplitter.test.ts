import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ThinkSplitter } from './ThinkSplitter.ts';

/** Runs the splitter over deltas and joins what it says of each kind. */
function split(deltas: readonly string[]): { reasoning: string; text: string } {
  const splitter = new ThinkSplitter();
  const joined = { reasoning: '', text: '' };
  for (const { kind, text } of [...deltas.flatMap((delta) => splitter.push(delta)), ...splitter.flush()]) {
    joined[kind] += text;
  }
  return joined;
}

/** A text that is likely to hold whole and broken tags, and a way to cut it up. */
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom('<think>', '</think>', '<thi', 'nk>', '</', '<', '>', '\n\n', ' '),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  ),
  { maxLength: 12 },
);

describe('ThinkSplitter', () => {
  it.each([
    ['plain', '', 'plain'],
    ['<think>a</think>b', 'a', 'b'],
    ['\n<think>\na\n</think>\n\nb\n', '\na\n', 'b\n'],
    ['<think>never closed', 'never closed', ''],
    ['<think></think>b', '', 'b'],
    ['see <think>a</think>', '', 'see <think>a</think>'],
    ['<thinking about it', '', '<thinking about it'],
    ['<thi', '', '<thi'],
    ['<think>a</think>b<think>c</think>', 'a', 'b<think>c</think>'],
    ['<think>a</thin</think>b', 'a</thin', 'b'],
  ])('tells %j apart', (whole, reasoning, text) => {
    expect(split([whole])).toEqual({ reasoning, text });
  });

  it('says the same however the text is cut', () => {
    fc.assert(
      fc.property(pieces, (deltas) => {
        const whole = deltas.join('');
        expect(split(deltas)).toEqual(split([whole]));
        expect(split([...whole])).toEqual(split([whole]));
      }),
    );
  });

  it('loses nothing of a text that does not open with the tag', () => {
    fc.assert(
      fc.property(pieces, (deltas) => {
        const whole = deltas.join('');
        fc.pre(!whole.trimStart().startsWith('<think>'));
        expect(split(deltas)).toEqual({ reasoning: '', text: whole });
      }),
    );
  });
});
