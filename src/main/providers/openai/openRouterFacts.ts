/**
 * What OpenRouter's list says of a model beyond its id: https://openrouter.ai/docs/api-reference/list-available-models. The
 * gateways that copy it use the same fields. Prices are texts, in US dollars for one token; `-1` means that it depends.
 */
import type { ModelInfo } from '../../../shared/model.ts';
import type { Price } from '../../../shared/money.ts';
import type { ReasoningEffort } from '../../../shared/reasoning.ts';
import { at, textAt } from '../readJson.ts';

/** What OpenRouter translates into each vendor's own words. */
const efforts: readonly ReasoningEffort[] = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'];

/** Dollars for a million tokens, without the digits that a multiplication of doubles leaves behind. */
function perMillion(pricing: unknown, field: string): number | undefined {
  const text = textAt(pricing, field);
  const price = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(price) && price >= 0 ? Number((price * 1e6).toPrecision(12)) : undefined;
}

function priceOf(pricing: unknown): Price | undefined {
  const input = perMillion(pricing, 'prompt');
  const output = perMillion(pricing, 'completion');
  if (input === undefined || output === undefined) return undefined;
  const cacheRead = perMillion(pricing, 'input_cache_read');
  const cacheWrite = perMillion(pricing, 'input_cache_write');
  return {
    input,
    output,
    ...(cacheRead === undefined ? {} : { cacheRead }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
    source: 'server',
  };
}

/** The facts of an entry, as far as it has OpenRouter's fields. */
export function openRouterFacts(entry: unknown): Partial<ModelInfo> {
  const modalities = at(entry, 'architecture', 'input_modalities');
  const parameters = at(entry, 'supported_parameters');
  const price = priceOf(at(entry, 'pricing'));
  return {
    ...(Array.isArray(modalities)
      ? { acceptsImages: modalities.includes('image'), acceptsDocuments: modalities.includes('file') }
      : {}),
    ...(Array.isArray(parameters)
      ? {
          acceptsTools: parameters.includes('tools'),
          reasoningEfforts: parameters.includes('reasoning') ? [...efforts] : [],
        }
      : {}),
    ...(price === undefined ? {} : { price }),
  };
}
