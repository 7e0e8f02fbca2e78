import { expect, test } from 'vitest';
import { Recent } from './Recent.ts';

test('keeps what was used last and lets the oldest go', () => {
  const recent = new Recent<number>(10);
  recent.set('a', 1, 4);
  recent.set('b', 2, 4);
  expect(recent.get('a')).toBe(1);
  recent.set('c', 3, 4);
  expect(recent.get('b')).toBeUndefined();
  expect(recent.get('a')).toBe(1);
  expect(recent.get('c')).toBe(3);
});

test('counts what takes the place of another once', () => {
  const recent = new Recent<number>(10);
  recent.set('a', 1, 6);
  recent.set('a', 2, 6);
  recent.set('b', 3, 4);
  expect(recent.get('a')).toBe(2);
});

test('keeps nothing that is larger than its limit', () => {
  const recent = new Recent<number>(10);
  recent.set('a', 1, 11);
  expect(recent.get('a')).toBeUndefined();
});
