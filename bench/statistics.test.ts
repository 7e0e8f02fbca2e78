import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, percentile } from './statistics.ts';

test('the median of odd, even and no numbers', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('a percentile lies within the values and rises with the percentage', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 }),
      fc.nat({ max: 100 }),
      (values, p) => {
        const result = percentile(values, p);
        expect(result).toBeGreaterThanOrEqual(Math.min(...values));
        expect(result).toBeLessThanOrEqual(Math.max(...values));
        expect(percentile(values, 0)).toBeLessThanOrEqual(result);
        expect(percentile(values, 100)).toBeGreaterThanOrEqual(result);
      },
    ),
  );
});
