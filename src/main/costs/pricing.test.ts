import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Price } from '../../shared/money.ts';
import type { Usage } from '../../shared/stream.ts';
import { costOf, estimateUsd, ratesFor, usdOf } from './pricing.ts';

const price: Price = {
  input: 2,
  output: 10,
  cacheRead: 0.2,
  cacheWrite: 2.5,
  tiers: [{ aboveInputTokens: 272_000, input: 4, output: 15, cacheRead: 0.4, cacheWrite: 5 }],
  source: 'catalogue',
};
const flat: Price = { input: 3, output: 15, source: 'catalogue' };

/** Rates as they are written: dollars with six digits at most. */
const rate = fc.integer({ min: 0, max: 200_000_000 }).map((millionths) => millionths / 1_000_000);
const tokens = fc.integer({ min: 0, max: 10_000_000 });

const prices: fc.Arbitrary<Price> = fc
  .record(
    { input: rate, output: rate, cacheRead: rate, cacheWrite: rate },
    { requiredKeys: ['input', 'output'] },
  )
  .map((rates) => ({ ...rates, source: 'catalogue' }));

/** The second tier is the first one made dearer, as tiers are. */
const tieredPrices: fc.Arbitrary<Price> = fc
  .tuple(prices, fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 4 }))
  .map(([base, aboveInputTokens, times]) => ({
    ...base,
    tiers: [
      {
        aboveInputTokens,
        input: base.input * times,
        output: base.output * times,
        ...(base.cacheRead !== undefined && { cacheRead: base.cacheRead * times }),
        ...(base.cacheWrite !== undefined && { cacheWrite: base.cacheWrite * times }),
      },
    ],
  }));

const usages: fc.Arbitrary<Usage> = fc.record(
  { input: tokens, output: tokens, cacheRead: tokens, cacheWrite: tokens },
  { requiredKeys: ['input', 'output'] },
);

describe('usdOf', () => {
  it.each([
    ['plain input and output', { input: 1000, output: 500 }, 0.007],
    ['what is read from a cache', { input: 1000, cacheRead: 9000, output: 0 }, 0.0038],
    ['what is written to one', { input: 0, cacheWrite: 1000, output: 0 }, 0.0025],
    ['reasoning, as the output that it is', { input: 0, output: 500, reasoning: 400 }, 0.005],
    ['nothing', { input: 0, output: 0 }, 0],
  ])('counts %s', (_, usage, usd) => {
    expect(usdOf(price, usage)).toBeCloseTo(usd, 12);
  });

  it('chooses the tier by the whole input, cached tokens included', () => {
    const usage = { input: 2000, cacheRead: 270_001, output: 1000 };
    expect(usdOf(price, usage)).toBeCloseTo((2000 * 4 + 270_001 * 0.4 + 1000 * 15) / 1e6, 12);
  });

  it('stays in the lower tier at its very end', () => {
    expect(ratesFor(price, 272_000)).toBe(price);
    expect(ratesFor(price, 272_001).input).toBe(4);
  });

  it('bills cached tokens as input where a price names no rate for them', () => {
    const whole = usdOf(flat, { input: 3000, output: 0 });
    expect(usdOf(flat, { input: 1000, cacheRead: 1000, cacheWrite: 1000, output: 0 })).toBeCloseTo(whole, 12);
  });

  it('takes a count below zero for none', () => {
    expect(usdOf(flat, { input: -5, output: 0, cacheRead: 0 })).toBe(0);
  });

  test.prop([tieredPrices, usages])('is never below zero', (anyPrice, usage) => {
    expect(usdOf(anyPrice, usage)).toBeGreaterThanOrEqual(0);
  });

  test.prop([tieredPrices, usages, usages])('grows with every token', (anyPrice, usage, more) => {
    const larger: Usage = {
      input: usage.input + more.input,
      output: usage.output + more.output,
      cacheRead: (usage.cacheRead ?? 0) + (more.cacheRead ?? 0),
      cacheWrite: (usage.cacheWrite ?? 0) + (more.cacheWrite ?? 0),
    };
    expect(usdOf(anyPrice, larger)).toBeGreaterThanOrEqual(usdOf(anyPrice, usage) - 1e-9);
  });

  test.prop([prices, usages, usages])('adds up without tiers', (anyPrice, a, b) => {
    const both: Usage = {
      input: a.input + b.input,
      output: a.output + b.output,
      cacheRead: (a.cacheRead ?? 0) + (b.cacheRead ?? 0),
      cacheWrite: (a.cacheWrite ?? 0) + (b.cacheWrite ?? 0),
    };
    expect(Math.abs(usdOf(anyPrice, both) - usdOf(anyPrice, a) - usdOf(anyPrice, b))).toBeLessThan(1e-9);
  });

  test.prop([prices, usages])('is exact to a billionth of a dollar', (anyPrice, usage) => {
    const millionths = (value: number): bigint => BigInt(Math.round(value * 1_000_000));
    const picodollars =
      BigInt(usage.input) * millionths(anyPrice.input) +
      BigInt(usage.output) * millionths(anyPrice.output) +
      BigInt(usage.cacheRead ?? 0) * millionths(anyPrice.cacheRead ?? anyPrice.input) +
      BigInt(usage.cacheWrite ?? 0) * millionths(anyPrice.cacheWrite ?? anyPrice.input);
    expect(Math.abs(usdOf(anyPrice, usage) - Number(picodollars) / 1e12)).toBeLessThan(1e-9);
  });
});

describe('costOf', () => {
  const usage = { input: 1000, output: 500 };

  it('keeps the price that it was counted with', () => {
    expect(costOf({ id: 'm', name: 'm', price }, usage)).toEqual({
      usd: usdOf(price, usage),
      price,
      estimated: false,
    });
  });

  it('says when the tokens were counted here', () => {
    expect(costOf({ id: 'm', name: 'm', price }, { ...usage, estimated: true })?.estimated).toBe(true);
  });

  it('is null and never 0 without a price', () => {
    expect(costOf({ id: 'm', name: 'm' }, usage)).toBeNull();
  });
});

describe('estimateUsd', () => {
  const model = { id: 'm', name: 'm', price };

  it('counts what a warm cache saves', () => {
    const request = { inputTokens: 10_000, cachedTokens: 8000, expectedOutput: 100 };
    expect(estimateUsd(model, request)).toBeCloseTo((2000 * 2 + 8000 * 0.2 + 100 * 10) / 1e6, 12);
  });

  it('expects no more in the cache than is sent', () => {
    const request = { inputTokens: 1000, cachedTokens: 8000, expectedOutput: 0 };
    expect(estimateUsd(model, request)).toBeCloseTo(0.0002, 12);
  });

  it('is null and never 0 without a price', () => {
    const request = { inputTokens: 1, cachedTokens: 0, expectedOutput: 0 };
    expect(estimateUsd({ id: 'm', name: 'm' }, request)).toBeNull();
  });
});
