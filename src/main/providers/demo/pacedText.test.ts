import { fc, test } from '@fast-check/vitest';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';
import { ManualClock } from '../../../shared/testing/ManualClock.ts';
import { pacedText, piecesOf } from './pacedText.ts';

test.prop([fc.string({ unit: 'grapheme' })])(
  'pieces joined again are the text, and split no character',
  (text) => {
    const pieces = piecesOf(text);
    expect(pieces.join('')).toBe(text);
    expect(pieces.some((piece) => /\p{Cs}/u.test(piece))).toBe(false);
  },
);

test('speed is counted from the beginning, so a late timer is made up for', async () => {
  const clock = new ManualClock();
  const { signal } = new AbortController();
  // 10 tokens a second are 40 characters a second: each of these words of 8 characters takes 200 ms.
  const words = pacedText('aaaaaaaa bbbbbbb ccccccc ddddddd', {
    clock,
    signal,
    tokensPerSecond: 10,
  });
  const arrived: string[] = [];
  const reading = (async () => {
    for await (const word of words) arrived.push(word);
  })();
  await setImmediate();
  expect(arrived).toEqual(['aaaaaaaa']);
  clock.advance(199);
  await setImmediate();
  expect(arrived).toHaveLength(1);
  clock.advance(201);
  await setImmediate();
  expect(arrived.join('')).toBe('aaaaaaaa bbbbbbb ccccccc');
  clock.advance(200);
  await reading;
  expect(arrived).toHaveLength(4);
});

test('an abort in the middle of a wait ends it and leaves no timer behind', async () => {
  const clock = new ManualClock();
  const controller = new AbortController();
  const words = pacedText('one two three', { clock, signal: controller.signal, tokensPerSecond: 1 });
  expect((await words.next()).value).toBe('one');
  const second = words.next();
  await setImmediate();
  expect(clock.waiting).toBe(1);
  controller.abort();
  expect(await second).toEqual({ done: true, value: undefined });
  expect(clock.waiting).toBe(0);
});
