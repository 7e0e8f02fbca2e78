/**
 * From tokens to dollars. Pure. A tier is chosen by the whole input, cached tokens included, and then holds for all tokens of
 * the request, as providers bill it. Where a price names no rate for reading from or writing to a cache, such tokens cost as
 * much as other input: services without cache prices bill them so, and the estimate errs upwards. The price that is stored with
 * a cost shows which rates were known. An unknown price gives null, never 0. Sums of doubles: exact to far less than 1e-9 USD.
 */
import type { ModelInfo } from '../../shared/model.ts';
import type { Cost, Price } from '../../shared/money.ts';
import type { Usage } from '../../shared/stream.ts';

/** What a million tokens cost. */
export type Rates = Pick<Price, 'input' | 'output' | 'cacheRead' | 'cacheWrite'>;

/** A request that is planned, in tokens. `cachedTokens` are those of the input that a cache is expected to hold. */
export interface PlannedRequest {
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly expectedOutput: number;
}

/** The rates for a request with that much input, cached tokens included. */
export function ratesFor(price: Price, wholeInput: number): Rates {
  return price.tiers?.findLast(({ aboveInputTokens }) => wholeInput > aboveInputTokens) ?? price;
}

/** US dollars for the tokens of one request. */
export function usdOf(price: Price, usage: Usage): number {
  // A server that counts more cached tokens than there were must not earn anybody money.
  const input = Math.max(0, usage.input);
  const output = Math.max(0, usage.output);
  const cacheRead = Math.max(0, usage.cacheRead ?? 0);
  const cacheWrite = Math.max(0, usage.cacheWrite ?? 0);
  const rates = ratesFor(price, input + cacheRead + cacheWrite);
  const perMillion =
    input * rates.input +
    cacheRead * (rates.cacheRead ?? rates.input) +
    cacheWrite * (rates.cacheWrite ?? rates.input) +
    // Reasoning is part of the output.
    output * rates.output;
  return perMillion / 1_000_000;
}

/** The cost of a reply at the price that is known of its model; null when none is. */
export function costOf({ price }: ModelInfo, usage: Usage): Cost | null {
  if (price === undefined) return null;
  return { usd: usdOf(price, usage), price, estimated: usage.estimated ?? false };
}

/** What a request would cost, in US dollars; null when no price is known. */
export function estimateUsd({ price }: ModelInfo, request: PlannedRequest): number | null {
  if (price === undefined) return null;
  const cacheRead = Math.min(request.cachedTokens, request.inputTokens);
  return usdOf(price, {
    input: request.inputTokens - cacheRead,
    cacheRead,
    output: request.expectedOutput,
  });
}
