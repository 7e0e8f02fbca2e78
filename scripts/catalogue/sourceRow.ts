/**
 * One row of the source, and what is taken from it. Of a row's words some are the habits of the program they were written
 * for and no facts; the comments here say which, and why they are read as they are.
 */
import { z } from 'zod';
import type { CatalogueRow } from '../../src/main/catalogue/catalogueFile.ts';
import { reasoningEfforts, type ReasoningEffort } from '../../src/shared/reasoning.ts';

const ratesShape = { input: z.number(), output: z.number(), cacheRead: z.number(), cacheWrite: z.number() };

const sourceRowSchema = z.object({
  type: z.string(),
  id: z.string().min(1),
  name: z.string().min(1),
  reasoning: z.boolean().optional(),
  thinkingLevelMap: z.record(z.string(), z.string().nullable()).optional(),
  input: z.array(z.string()),
  cost: z.object({
    ...ratesShape,
    tiers: z.array(z.object({ ...ratesShape, inputTokensAbove: z.number() })).optional(),
  }),
  contextWindow: z.number().int().positive().optional(),
  maxTokens: z.number().int().positive().optional(),
  compat: z.object({ supportsReasoningEffort: z.boolean().optional() }).optional(),
});

/** A file of the source: rows by wire, then by kind and id. */
export const sourceFileSchema = z.record(z.string(), z.record(z.string(), sourceRowSchema));

export type SourceRow = z.infer<typeof sourceRowSchema>;
type Price = NonNullable<CatalogueRow['price']>;
type SourceRates = Pick<SourceRow['cost'], 'input' | 'output' | 'cacheRead' | 'cacheWrite'>;

/** The facts of a row. */
export function toCatalogueRow(row: SourceRow): CatalogueRow {
  const efforts = effortsOf(row);
  const price = priceOf(row);
  return {
    name: row.name,
    ...(row.contextWindow !== undefined && { contextWindow: row.contextWindow }),
    ...(row.maxTokens !== undefined && { maxOutput: row.maxTokens }),
    acceptsImages: row.input.includes('image'),
    // The source lists only chat models that call tools; its README says so.
    acceptsTools: true,
    ...(efforts !== null && { reasoningEfforts: [...efforts] }),
    ...(row.cost.cacheRead > 0 && { cachesPrompts: true }),
    ...(price !== null && { price }),
  };
}

/** Null where it is not known. The source writes 0 for that too, so only a model whose id says `:free` costs nothing. */
function priceOf({ id, cost }: SourceRow): Price | null {
  if (cost.input === 0 && cost.output === 0) return id.endsWith(':free') ? { input: 0, output: 0 } : null;
  if (cost.input < 0 || cost.output < 0) return null;
  const tiers = (cost.tiers ?? []).toSorted((a, b) => a.inputTokensAbove - b.inputTokensAbove);
  return {
    ...ratesOf(cost),
    ...(tiers.length > 0 && {
      tiers: tiers.map((tier) => ({ aboveInputTokens: tier.inputTokensAbove, ...ratesOf(tier) })),
    }),
  };
}

/** A cache rate of 0 means that there is none: such tokens are billed as input. */
function ratesOf({ input, output, cacheRead, cacheWrite }: SourceRates): Omit<Price, 'tiers'> {
  return {
    input,
    output,
    ...(cacheRead > 0 && { cacheRead }),
    ...(cacheWrite > 0 && { cacheWrite }),
  };
}

/**
 * The efforts that the wire takes; null where the model reasons but takes none by name. The source maps its own levels to the
 * wire's words: null is "not taken", another word than the level's own is an alias and no effort of its own, and a level that
 * is left out is taken when it is one of the usual three.
 */
function effortsOf(row: SourceRow): readonly ReasoningEffort[] | null {
  if (row.reasoning !== true) return [];
  if (row.compat?.supportsReasoningEffort === false) return null;
  const levels = row.thinkingLevelMap ?? {};
  return reasoningEfforts.filter((effort) => {
    const word = levels[effort === 'none' ? 'off' : effort];
    if (word !== undefined) return word?.toLowerCase() === effort;
    return effort === 'low' || effort === 'medium' || effort === 'high';
  });
}
