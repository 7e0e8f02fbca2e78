import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatBytes, formatCost, formatEstimate, formatList, formatSeconds, plural } from './numbers.ts';

const sum = fc.double({ min: 0, max: 1_000_000, noNaN: true });

/** A printed sum back as a number. */
const parsed = (printed: string) => Number(printed.replaceAll(/[<$, ]/g, ''));

describe('money', () => {
  test.each([
    [0, '$0.00'],
    [0.00002, '< $0.0001'],
    [0.0042, '$0.0042'],
    [0.011, '$0.0110'],
    [0.99996, '$1.00'],
    [1234.5, '$1,234.50'],
  ])('%d is printed as %s', (usd, printed) => {
    expect(formatCost(usd)).toBe(printed);
  });

  test('what was paid is never printed as nothing, and never further off than its last digit', () => {
    fc.assert(
      fc.property(sum, (usd) => {
        const printed = formatCost(usd);
        expect(printed).toMatch(/^(< )?\$[\d,]+\.\d{2}(\d{2})?$/);
        if (usd > 0) expect(parsed(printed)).toBeGreaterThan(0);
        expect(Math.abs(parsed(printed) - usd)).toBeLessThan(usd < 1 ? 0.000101 : 0.00501);
      }),
    );
  });

  test('an estimate has no more digits than the sum that is paid', () => {
    fc.assert(
      fc.property(sum, (usd) => {
        expect(formatEstimate(usd).length).toBeLessThanOrEqual(formatCost(usd).length);
      }),
    );
    expect(formatEstimate(0.0163)).toBe('$0.02');
    expect(formatEstimate(0.0007)).toBe('$0.0007');
  });
});

describe('sizes', () => {
  test.each([
    [1, '1 byte'],
    [840, '840 bytes'],
    [1024, '1.0 KB'],
    [52_000, '51 KB'],
    [1_048_000, '1.0 MB'],
    [33_554_432, '32 MB'],
  ])('%d bytes are printed as %s', (bytes, printed) => {
    expect(formatBytes(bytes)).toBe(printed);
  });

  test('take three digits at most', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 31 }), (bytes) => {
        expect(formatBytes(bytes)).toMatch(/^(\d{1,3}|\d\.\d) (bytes?|KB|MB|GB)$/);
      }),
    );
  });
});

test('durations, counts and lists read as a person says them', () => {
  expect(formatSeconds(940)).toBe('0.9 s');
  expect(formatSeconds(12_400)).toBe('12 s');
  expect(plural(1, 'token', 'tokens')).toBe('1 token');
  expect(plural(12_300, 'token', 'tokens')).toBe('12,300 tokens');
  expect(formatList(['Claude', 'Nova', 'Llama'])).toBe('Claude, Nova, and Llama');
});
