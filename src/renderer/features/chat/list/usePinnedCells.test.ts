import { describe, expect, test } from 'vitest';
import { pinnedAt } from './usePinnedCells.ts';

describe('where an answer is pinned', () => {
  test('below the names while all of it fits there', () => {
    expect(pinnedAt(200, 600, 40)).toBe(40);
    expect(pinnedAt(560, 600, 40)).toBe(40);
  });

  test('by its own end once it does not', () => {
    expect(pinnedAt(561, 600, 40)).toBe(39);
    expect(pinnedAt(2000, 600, 40)).toBe(-1400);
  });
});
