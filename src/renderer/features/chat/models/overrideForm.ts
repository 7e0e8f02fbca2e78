/** What a person sets about a model, as a form holds it, and back. An empty field is left to what is known otherwise. */
import type { ModelOverride, ModelRoute } from '../../../../shared/model.ts';
import { text } from '../../../app/text/text.ts';

/** The routes that can be chosen on Bedrock. */
export const routes: readonly ModelRoute[] = [
  { api: 'converse', endpoint: 'runtime' },
  { api: 'responses', endpoint: 'runtime' },
  { api: 'chat', endpoint: 'runtime' },
  { api: 'responses', endpoint: 'mantle', basePath: '/v1' },
  { api: 'responses', endpoint: 'mantle', basePath: '/openai/v1' },
  { api: 'chat', endpoint: 'mantle', basePath: '/v1' },
  { api: 'chat', endpoint: 'mantle', basePath: '/openai/v1' },
];

/** A route as the value of a list; '' chooses none. */
export const routeKey = (route: ModelRoute | undefined): string =>
  route === undefined ? '' : JSON.stringify(route);

export interface OverrideDraft {
  readonly route: ModelRoute | undefined;
  readonly region: string;
  readonly contextWindow: string;
  readonly maxOutput: string;
  /** US dollars a million tokens. */
  readonly priceIn: string;
  readonly priceOut: string;
}

export type OverrideErrors = Readonly<Partial<Record<keyof OverrideDraft, string>>>;

export type OverrideReading =
  | { readonly ok: true; readonly override: ModelOverride | null }
  | { readonly ok: false; readonly errors: OverrideErrors };

const region = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

const written = (value: number | undefined) => (value === undefined ? '' : String(value));

export function overrideDraftOf(override: ModelOverride | null): OverrideDraft {
  return {
    route: override?.route,
    region: override?.region ?? '',
    contextWindow: written(override?.contextWindow),
    maxOutput: written(override?.maxOutput),
    priceIn: written(override?.price?.input),
    priceOut: written(override?.price?.output),
  };
}

function tokensError(value: string): string | null {
  if (value.trim() === '') return null;
  const tokens = Number(value);
  return Number.isSafeInteger(tokens) && tokens > 0 ? null : text.chat.modelDetails.errors.whole;
}

function priceError(value: string, other: string): string | null {
  const words = text.chat.modelDetails.errors;
  if (value.trim() === '') return other.trim() === '' ? null : words.bothPrices;
  return Number(value) >= 0 && Number.isFinite(Number(value)) ? null : words.price;
}

/** What is wrong with each field, in words. */
export function overrideErrorsOf(draft: OverrideDraft): OverrideErrors {
  const isRegion = draft.region.trim() === '' || region.test(draft.region.trim());
  const found: Readonly<Partial<Record<keyof OverrideDraft, string | null>>> = {
    region: isRegion ? null : text.chat.modelDetails.errors.region,
    contextWindow: tokensError(draft.contextWindow),
    maxOutput: tokensError(draft.maxOutput),
    priceIn: priceError(draft.priceIn, draft.priceOut),
    priceOut: priceError(draft.priceOut, draft.priceIn),
  };
  return Object.fromEntries(Object.entries(found).filter(([, error]) => error !== null));
}

/**
 * Reads the form; an override of nothing is none. `stored` is what was there before: of a price that was not touched the
 * parts that the form does not show (cached tokens, tiers) stay.
 */
export function readOverride(draft: OverrideDraft, stored: ModelOverride | null): OverrideReading {
  const errors = overrideErrorsOf(draft);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const price = { input: Number(draft.priceIn), output: Number(draft.priceOut), source: 'override' as const };
  const known = stored?.price;
  const untouched = known !== undefined && known.input === price.input && known.output === price.output;
  const override: ModelOverride = {
    ...(draft.route === undefined ? {} : { route: draft.route }),
    ...(draft.region.trim() === '' ? {} : { region: draft.region.trim() }),
    ...(draft.contextWindow.trim() === '' ? {} : { contextWindow: Number(draft.contextWindow) }),
    ...(draft.maxOutput.trim() === '' ? {} : { maxOutput: Number(draft.maxOutput) }),
    ...(draft.priceIn.trim() === '' ? {} : { price: untouched ? known : price }),
  };
  return { ok: true, override: Object.keys(override).length === 0 ? null : override };
}
