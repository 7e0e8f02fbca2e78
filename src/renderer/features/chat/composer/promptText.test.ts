import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { joinPrompt, longestField, splitPrompt } from './promptText.ts';

test.prop([
  fc.oneof(
    fc.string(),
    fc.string({ minLength: 1 }).map((text) => text.repeat(longestField)),
  ),
])('a text survives being taken apart, and nothing long is left in the field', (text) => {
  const parts = splitPrompt(text);
  expect(joinPrompt(parts)).toBe(text);
  expect(parts.typed.length).toBeLessThanOrEqual(longestField);
});

test('pastes stand before what is typed', () => {
  expect(joinPrompt({ pastes: ['a', 'b'], typed: 'c' })).toBe('a\n\nb\n\nc');
  expect(joinPrompt({ pastes: ['a'], typed: '' })).toBe('a');
});
