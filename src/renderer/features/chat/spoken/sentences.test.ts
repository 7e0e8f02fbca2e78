import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { endOfSentences, spokenText } from './sentences.ts';

describe('sentences of a growing text', () => {
  test.each([
    ['One. Two', 0, 'One. '],
    ['He said “no.” Then', 0, 'He said “no.” '],
    ['一。二', 0, '一。'],
    ['# Title\n\nBody', 0, '# Title\n\n'],
    ['Version 1.5 is', 0, ''],
    ['One. Two. Three', 5, 'Two. '],
  ])('%j from %i: %j', (text, from, spoken) => {
    expect(text.slice(from, endOfSentences(text, from))).toBe(spoken);
  });

  const piece = fc.constantFrom('One', '. ', '!', '\n\n', '。', ' ', '“no.”', '…', 'two');
  test.prop([fc.array(piece, { maxLength: 40 })])(
    'say every character at most once and in order',
    (pieces) => {
      let grown = '';
      let from = 0;
      let said = '';
      for (const next of pieces) {
        grown += next;
        const end = endOfSentences(grown, from);
        expect(end).toBeGreaterThanOrEqual(from);
        said += grown.slice(from, end);
        from = end;
      }
      expect(grown.startsWith(said)).toBe(true);
    },
  );

  test.prop([fc.string()])('never say marks', (markdown) => {
    expect(spokenText(markdown)).not.toMatch(/[*_`|~]|\s\s/u);
  });

  test('keep the words of a link and drop its address', () => {
    expect(spokenText('## See [the **docs**](https://example.com).')).toBe('See the docs.');
  });
});
