/**
 * Prices that the catalogue lacks, from the package genai-prices: its own data, on this machine. It is told which service is
 * meant and never asked to update itself, which would reach for the network. Loaded on the first question.
 */
import type { ModelPrice } from '@pydantic/genai-prices';
import type { Price } from '../../shared/money.ts';

type Rate = 'input' | 'output' | 'cacheRead' | 'cacheWrite';

const rateKeys: Readonly<Record<Rate, string>> = {
  input: 'input_mtok',
  output: 'output_mtok',
  cacheRead: 'cache_read_mtok',
  cacheWrite: 'cache_write_mtok',
};
const rates: readonly Rate[] = ['input', 'output', 'cacheRead', 'cacheWrite'];

/**
 * Which answers of the package are taken: all, since it knows how a service writes its ids; only those whose id is the very
 * one that was asked for (a deployment's name is anybody's choice); or only those that tell Bedrock's geographies apart.
 */
export type Matching = 'by-the-service' | 'whole-ids' | 'by-geography';

export interface PriceQuestion {
  /** The service's id in genai-prices. */
  readonly service: string;
  /** The ids to try, in order. */
  readonly ids: readonly string[];
  readonly matching: Matching;
  /** Prices change; milliseconds since 1970. */
  readonly at: number;
}

/** The price of a model at a time; null where the package does not know it, or knows only a part of it. */
export async function fallbackPrice({ service, ids, matching, at }: PriceQuestion): Promise<Price | null> {
  const { calcPrice } = await import('@pydantic/genai-prices');
  for (const id of ids) {
    const found = calcPrice({}, id, { providerId: service, timestamp: new Date(at) });
    if (found === null || !isTaken(found.model.id, id, matching)) continue;
    const price = toPrice(found.model_price);
    if (price !== null) return price;
  }
  return null;
}

function isTaken(found: string, asked: string, matching: Matching): boolean {
  switch (matching) {
    case 'by-the-service':
      return true;
    case 'whole-ids':
      return found === asked;
    case 'by-geography':
      return /^(?:regional|global)\./.test(found);
  }
}

/** Reads a price of the package, tiers and all. A tier of one rate holds for the whole request, as ours do. */
export function toPrice(price: ModelPrice): Price | null {
  const starts = new Set(rates.flatMap((rate) => tiersOf(price, rate).map(({ start }) => start)));
  const base = ratesAbove(price, -1);
  if (base === null) return null;
  const tiers = [...starts]
    .toSorted((a, b) => a - b)
    .flatMap((start) => {
      const above = ratesAbove(price, start);
      return above === null || start <= 0 ? [] : [{ aboveInputTokens: start, ...above }];
    });
  return { ...base, ...(tiers.length > 0 && { tiers }), source: 'genai-prices' };
}

function tiersOf(
  price: ModelPrice,
  rate: Rate,
): readonly { readonly start: number; readonly price: number }[] {
  const value = price[rateKeys[rate]];
  return typeof value === 'object' ? value.tiers : [];
}

/** The rates of a request with more input than `start` tokens; null without a rate for input and one for output. */
function ratesAbove(price: ModelPrice, start: number): Omit<Price, 'tiers' | 'source'> | null {
  const rateOf = (rate: Rate): number | undefined => {
    const value = price[rateKeys[rate]];
    if (typeof value !== 'object') return value;
    return value.tiers.findLast((tier) => tier.start <= start)?.price ?? value.base;
  };
  const [input, output] = [rateOf('input'), rateOf('output')];
  const [cacheRead, cacheWrite] = [rateOf('cacheRead'), rateOf('cacheWrite')];
  if (input === undefined || output === undefined) return null;
  return {
    input,
    output,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(cacheWrite !== undefined && { cacheWrite }),
  };
}
