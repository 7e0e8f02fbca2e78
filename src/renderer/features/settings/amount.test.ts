import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { readAmount, writeAmount } from './amount.ts';

describe('an amount of dollars', () => {
  test.each([
    ['5', 5],
    ['12.50', 12.5],
    ['12,50', 12.5],
    [' $ 1,200 ', 1200],
    ['1,200.75', 1200.75],
    ['0.0005', 0.0005],
  ])('%j is %d', (typed, usd) => {
    expect(readAmount(typed)).toEqual({ kind: 'amount', usd });
  });

  test('is nothing where nothing stands, and wrong where no number stands', () => {
    expect(readAmount('  ')).toEqual({ kind: 'none' });
    for (const typed of ['five', '-3', '0', '1.2.3', '1e9', '5 or 6']) {
      expect(readAmount(typed)).toEqual({ kind: 'wrong' });
    }
  });

  test.prop([fc.integer({ min: 1, max: 100_000_000 })])('comes back as it was written', (cents) => {
    const usd = cents / 100;
    expect(readAmount(writeAmount(usd))).toEqual({ kind: 'amount', usd });
  });

  test.prop([fc.string()])('never throws', (typed) => {
    expect(['none', 'wrong', 'amount']).toContain(readAmount(typed).kind);
  });
});
