import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slashQueryAt } from './slashQuery.ts';

test.each([
  ['/', 1, ''],
  ['/gre', 4, 'gre'],
  ['Hello /gre', 10, 'gre'],
  ['one\n/x', 6, 'x'],
  ['/grüße', 6, 'grüße'],
  ['/greet', 3, 'gr'],
])('%j asks with the caret at %i for %j', (text, caret, query) => {
  expect(slashQueryAt(text, caret)).toEqual({ start: caret - query.length - 1, end: caret, query });
});

test.each([
  ['', 0],
  ['and/or', 6],
  ['https://', 8],
  ['/usr/bin', 8],
  ['/gre et', 7],
  ['/gre', 0],
  [`/${'x'.repeat(61)}`, 62],
])('%j asks with the caret at %i for nothing', (text, caret) => {
  expect(slashQueryAt(text, caret)).toBeNull();
});

test('finds the same in a long text as in a short one', () => {
  const typed = fc.string({ unit: fc.constantFrom('/', ' ', '\n', 'a', 'é'), maxLength: 70 });
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), typed, (before, words) => {
      const alone = slashQueryAt(words, words.length);
      const text = `${before} ${words}`;
      const offset = text.length - words.length;
      const within = slashQueryAt(text, text.length);
      if (alone !== null)
        expect(within).toEqual({ ...alone, start: alone.start + offset, end: alone.end + offset });
      if (within !== null) expect(text.slice(within.start, within.end)).toBe(`/${within.query}`);
    }),
  );
});
