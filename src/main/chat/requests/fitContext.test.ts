import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { contextRoom, firstKept } from './fitContext.ts';

const model = { id: 'm', name: 'M' };

describe('the room for a context', () => {
  it('leaves what the reply may take, but never more than a quarter', () => {
    expect(contextRoom(model, {})).toBeNull();
    expect(contextRoom({ ...model, contextWindow: 200_000 }, {})).toBe(195_904);
    expect(contextRoom({ ...model, contextWindow: 200_000, maxOutput: 1000 }, {})).toBe(199_000);
    expect(contextRoom({ ...model, contextWindow: 200_000 }, { maxOutput: 32_000 })).toBe(168_000);
    expect(contextRoom({ ...model, contextWindow: 4096 }, {})).toBe(3072);
  });
});

describe('where a context is cut', () => {
  const sizes = fc
    .array(fc.nat(1000), { minLength: 1, maxLength: 41 })
    .map((list) => (list.length % 2 === 1 ? list : list.slice(1)));

  test.prop([sizes, fc.nat(20_000)])(
    'drops whole turns, as few as it takes, and keeps the last',
    (list, room) => {
      const first = firstKept(list, room);
      const sum = (from: number): number => list.slice(from).reduce((total, size) => total + size, 0);
      expect(first % 2).toBe(0);
      expect(first).toBeLessThan(list.length);
      if (first < list.length - 1) expect(sum(first)).toBeLessThanOrEqual(room);
      if (first > 0) expect(sum(first - 2)).toBeGreaterThan(room);
    },
  );
});
