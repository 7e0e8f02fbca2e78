import { expect, test } from 'vitest';
import { isDefect, reportDefect } from './reportDefect.ts';
import { FakeMain } from './testing/FakeMain.ts';

test('an error is a defect, and so is a message without one', () => {
  const message = 'ResizeObserver loop completed with undelivered notifications.';
  expect(isDefect(new ErrorEvent('error', { error: new Error(message), message }))).toBe(true);
  expect(isDefect(new ErrorEvent('error', { message: 'Script error.' }))).toBe(true);
});

test.each(['completed with undelivered notifications.', 'limit exceeded'])(
  'that a ResizeObserver is called once more is none: %s',
  (words) => {
    expect(isDefect(new ErrorEvent('error', { message: `ResizeObserver loop ${words}` }))).toBe(false);
  },
);

test('a defect is written with its stack, and what is no error by a sentence', () => {
  const main = new FakeMain().answer('log.report', () => ({}));
  const error = new TypeError('x is not a function');
  reportDefect(main, error);
  reportDefect(main, 'a word');
  expect(main.inputsOf('log.report')).toEqual([
    { message: 'TypeError: x is not a function', stack: error.stack },
    expect.objectContaining({ message: 'Error: A value that is no error was thrown' }),
  ]);
});
