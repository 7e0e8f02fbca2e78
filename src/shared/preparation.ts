/** What is known of a send before it is made: what will be changed, what is in the way, what it will take and cost. */
import { z } from 'zod';
import { laneIdSchema } from './conversation.ts';
import { budgetStandingSchema } from './money.ts';

/** What is mended without asking, because nothing of meaning is lost. */
export const repairSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('image-resized'),
    hash: z.string(),
    maxEdge: z.number(),
    maxBytes: z.number(),
  }),
  z.strictObject({ kind: z.literal('sent-as-text'), hash: z.string() }),
  z.strictObject({ kind: z.literal('renamed'), hash: z.string(), name: z.string() }),
  z.strictObject({ kind: z.literal('empty-text-dropped') }),
  z.strictObject({ kind: z.literal('messages-joined') }),
  z.strictObject({ kind: z.literal('parameter-dropped'), parameter: z.string() }),
  z.strictObject({
    kind: z.literal('context-cut'),
    droppedMessages: z.number().int(),
    summarised: z.boolean(),
  }),
]);

/** What stands in the way of sending. `hash` names the attachment that it is about. */
export const problemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('images-not-taken'), hash: z.string() }),
  z.strictObject({ kind: z.literal('format-not-taken'), hash: z.string(), mediaType: z.string() }),
  z.strictObject({ kind: z.literal('file-too-large'), hash: z.string(), limit: z.number() }),
  z.strictObject({ kind: z.literal('no-text-found'), hash: z.string() }),
  z.strictObject({ kind: z.literal('too-many-images'), limit: z.number() }),
  z.strictObject({ kind: z.literal('too-many-documents'), limit: z.number() }),
  z.strictObject({ kind: z.literal('context-too-long'), tokens: z.number(), limit: z.number() }),
  z.strictObject({ kind: z.literal('invalid-extra-body') }),
]);

/** One lane's part of a planned send. */
const lanePreparationSchema = z.strictObject({
  laneId: laneIdSchema,
  repairs: z.array(repairSchema),
  problems: z.array(problemSchema),
  /** Tokens of the whole request as far as they can be told here; `window` is null where the model's is unknown. */
  inputTokens: z.number().int().nonnegative(),
  window: z.number().int().positive().nullable(),
  /** US dollars for the input (with what a warm cache would save) and for a reply as long as the last ones; null: unknown. */
  estimateUsd: z.number().nonnegative().nullable(),
});

export const preparationSchema = z.strictObject({
  lanes: z.array(lanePreparationSchema),
  /** Of the lanes whose price is known; null when none is. */
  totalUsd: z.number().nonnegative().nullable(),
  budget: budgetStandingSchema,
});

/** What will not come along when a lane goes on with another model. */
export const switchReportSchema = z.strictObject({
  drops: z.array(z.enum(['images', 'documents', 'reasoning', 'tool-results', 'cache'])),
  /** What it costs to send again what lies in the cache of the old model; null when unknown or nothing. */
  lostCacheUsd: z.number().nonnegative().nullable(),
});

export type Repair = z.infer<typeof repairSchema>;
export type Problem = z.infer<typeof problemSchema>;
export type LanePreparation = z.infer<typeof lanePreparationSchema>;
export type Preparation = z.infer<typeof preparationSchema>;
export type SwitchReport = z.infer<typeof switchReportSchema>;
