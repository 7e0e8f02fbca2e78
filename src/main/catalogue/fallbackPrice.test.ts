import { fc, test } from '@fast-check/vitest';
import { calcPrice } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { usdOf } from '../costs/pricing.ts';
import { fallbackPrice, toPrice } from './fallbackPrice.ts';

const at = Date.UTC(2026, 10, 1);

describe('fallbackPrice', () => {
  it.each([
    ['openai', 'gpt-4o'],
    ['openai', 'gpt-5.4'],
    ['openai', 'gpt-6-sol'],
    ['google', 'gemini-2.5-pro'],
    ['anthropic', 'claude-opus-4-5'],
    ['aws', 'us.openai.gpt-5.6-sol'],
  ])('costs what %s %s costs by the package itself, in every tier', async (service, id) => {
    const price = await fallbackPrice({ service, ids: [id], matching: 'by-the-service', at });
    const tokens = fc.integer({ min: 0, max: 400_000 });
    fc.assert(
      fc.property(tokens, tokens, tokens, (input, cacheRead, output) => {
        const theirs = calcPrice(
          { input_tokens: input + cacheRead, cache_read_tokens: cacheRead, output_tokens: output },
          id,
          { providerId: service, timestamp: new Date(at) },
        );
        const ours = price && usdOf(price, { input, cacheRead, output });
        expect(ours).toBeCloseTo(theirs?.total_price ?? Number.NaN, 9);
      }),
    );
  });

  it('takes the first id that is known', async () => {
    const price = await fallbackPrice({
      service: 'openai',
      ids: ['nobody-knows-this', 'gpt-4o'],
      matching: 'by-the-service',
      at,
    });
    expect(price?.input).toBe(2.5);
  });

  it('takes only whole ids where a name may be chosen freely', async () => {
    const question = { service: 'openai', ids: ['gpt-4o-2024-08-06-of-ours'], at } as const;
    expect(await fallbackPrice({ ...question, matching: 'whole-ids' })).toBeNull();
  });

  it('takes only what tells geographies apart where prices differ between them', async () => {
    const question = { service: 'aws', matching: 'by-geography', at } as const;
    expect(await fallbackPrice({ ...question, ids: ['jp.amazon.nova-lite-v1:0'] })).toBeNull();
    expect((await fallbackPrice({ ...question, ids: ['apac.anthropic.claude-sonnet-5'] }))?.input).toBe(2.2);
  });
});

describe('toPrice', () => {
  it('is null where a rate for input or output is missing', () => {
    expect(toPrice({ input_mtok: 1 })).toBeNull();
    expect(toPrice({ requests_kcount: 5 })).toBeNull();
  });

  test.prop([
    fc.double({ min: 0, max: 100, noNaN: true }),
    fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 4 }),
  ])('has its tiers in order, each with all rates', (rate, starts) => {
    const tiers = starts.toSorted((a, b) => a - b).map((start) => ({ start, price: rate + start }));
    const price = toPrice({ input_mtok: { base: rate, tiers }, output_mtok: rate });
    expect(price?.tiers ?? []).toEqual(
      tiers.map(({ start, price: input }) => ({ aboveInputTokens: start, input, output: rate })),
    );
  });
});
