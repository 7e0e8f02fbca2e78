/** Prices, costs and budgets. All money is US dollars; what is not known is absent or null, never 0. */
import { z } from 'zod';

const perMillion = z.number().nonnegative();

const ratesShape = {
  input: perMillion,
  output: perMillion,
  cacheRead: perMillion.exactOptional(),
  cacheWrite: perMillion.exactOptional(),
};

/** What a million tokens cost on demand in the standard tier. */
export const priceSchema = z.strictObject({
  ...ratesShape,
  /** Other rates for requests whose whole input (cached included) is larger, ascending. The last that applies counts. */
  tiers: z
    .array(z.strictObject({ aboveInputTokens: z.number().int().positive(), ...ratesShape }))
    .exactOptional(),
  source: z.enum(['override', 'catalogue', 'genai-prices', 'server']),
});

/** What a reply has cost, at the price of its day. */
export const costSchema = z.strictObject({
  usd: z.number().nonnegative(),
  price: priceSchema,
  /** The wire said nothing of usage, so the tokens were counted here. */
  estimated: z.boolean(),
});

/** A soft limit warns, a hard one stops the send. US dollars. */
const budgetSchema = z.strictObject({
  soft: z.number().positive().exactOptional(),
  hard: z.number().positive().exactOptional(),
});

export const budgetsSchema = z.strictObject({
  /** Of each conversation, over its life. */
  conversation: budgetSchema.exactOptional(),
  /** Of all together, in a calendar month of local time. */
  month: budgetSchema.exactOptional(),
  /** Of single connections, in a calendar month of local time, by connection id. */
  connections: z.record(z.string(), budgetSchema).exactOptional(),
});

/** A sum of costs. `unknown` counts the replies with tokens but without a price, which the sum lacks. */
export const totalSchema = z.strictObject({
  usd: z.number().nonnegative(),
  replies: z.number().int().nonnegative(),
  unknown: z.number().int().nonnegative(),
  inputTokens: z.number().nonnegative(),
  cachedTokens: z.number().nonnegative(),
  outputTokens: z.number().nonnegative(),
});

/** Where a planned send stands with its budgets: the scope that is tightest. */
export const budgetStandingSchema = z.strictObject({
  level: z.enum(['within', 'soft', 'hard']),
  scope: z.enum(['conversation', 'connection', 'month']).nullable(),
  spentUsd: z.number().nonnegative(),
  limitUsd: z.number().positive().nullable(),
});

export type Price = z.infer<typeof priceSchema>;
export type Cost = z.infer<typeof costSchema>;
export type Budget = z.infer<typeof budgetSchema>;
export type Budgets = z.infer<typeof budgetsSchema>;
export type Total = z.infer<typeof totalSchema>;
export type BudgetStanding = z.infer<typeof budgetStandingSchema>;
