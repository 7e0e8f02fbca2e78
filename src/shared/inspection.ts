/** What the inspector shows of a reply: the wire, without secrets. */
import { z } from 'zod';
import { networkHops } from './errors.ts';

/** One request and its answer. Times are milliseconds after the reply's first request began. */
const wireRequestSchema = z.strictObject({
  method: z.string().max(20),
  url: z.string().max(4096),
  /** Values of headers that sign in are replaced by `•••`. */
  headers: z.record(z.string(), z.string()),
  /** Null when there was none or it is too long to keep. */
  body: z.string().nullable(),
  startedMs: z.number().nonnegative(),
  hops: z.array(z.strictObject({ hop: z.enum(networkHops), atMs: z.number().nonnegative() })),
  response: z
    .strictObject({
      status: z.number().int(),
      headers: z.record(z.string(), z.string()),
      atMs: z.number().nonnegative(),
    })
    .nullable(),
  failure: z.string().max(200).nullable(),
});

/** Everything of one reply: more than one request where it was tried again. */
export const inspectionSchema = z.strictObject({
  requests: z.array(wireRequestSchema).max(20),
  firstDeltaMs: z.number().nonnegative().nullable(),
  endedMs: z.number().nonnegative().nullable(),
});

export type WireRequest = z.infer<typeof wireRequestSchema>;
export type Inspection = z.infer<typeof inspectionSchema>;
