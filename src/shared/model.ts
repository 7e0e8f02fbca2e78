import { z } from 'zod';
import { awsRegionSchema } from './aws.ts';
import { priceSchema } from './money.ts';
import { reasoningEfforts } from './reasoning.ts';

/**
 * How a model on Bedrock is spoken to. `basePath` matters on mantle, where it differs by model; the wrong one is answered with
 * "isn't supported on this route".
 */
export const modelRouteSchema = z.strictObject({
  api: z.enum(['converse', 'responses', 'chat']),
  endpoint: z.enum(['runtime', 'mantle']),
  basePath: z.enum(['/v1', '/openai/v1']).exactOptional(),
});

/** A model as a connection offers it. What is not known is absent, never guessed. */
export const modelInfoSchema = z.strictObject({
  /** The id that goes on the wire: a model id, an inference profile id, an ARN, a deployment's name. */
  id: z.string().min(1).max(2048),
  name: z.string().min(1).max(300),
  /** Who made it, where the server says so (`Anthropic`, `Meta`, …). */
  vendor: z.string().max(100).exactOptional(),
  /** Tokens that fit in one request, reply included. */
  contextWindow: z.number().int().positive().exactOptional(),
  /** Tokens of one reply at most. */
  maxOutput: z.number().int().positive().exactOptional(),
  acceptsImages: z.boolean().exactOptional(),
  acceptsDocuments: z.boolean().exactOptional(),
  acceptsTools: z.boolean().exactOptional(),
  /** The efforts that may be chosen; empty for a model that does not reason. */
  reasoningEfforts: z.array(z.enum(reasoningEfforts)).exactOptional(),
  /** The wire takes cache points, or caches by itself. */
  cachesPrompts: z.boolean().exactOptional(),
  price: priceSchema.exactOptional(),
  /** Bedrock: the model that several inference profiles lead to, and where this one runs (`us`, `eu`, `global`, `region`). */
  profileOf: z.strictObject({ modelId: z.string().max(2048), geography: z.string().max(20) }).exactOptional(),
});

/** What a person has set for one model of one connection; it wins over everything else that is known. */
export const modelOverrideSchema = z.strictObject({
  route: modelRouteSchema.exactOptional(),
  /** Bedrock: send to this region instead of the connection's. */
  region: awsRegionSchema.exactOptional(),
  contextWindow: z.number().int().positive().exactOptional(),
  maxOutput: z.number().int().positive().exactOptional(),
  price: priceSchema.exactOptional(),
});

/** What "Test this model" has found. */
export const modelVerdictSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('works'), route: modelRouteSchema.nullable() }),
  z.strictObject({ kind: z.literal('not-enabled') }),
  /** The regions that have it, as far as they could be asked. */
  z.strictObject({ kind: z.literal('wrong-region'), regions: z.array(z.string()) }),
  /** The inference profiles that lead to it. */
  z.strictObject({ kind: z.literal('needs-profile'), profileIds: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('no-permission'), action: z.string() }),
]);

export type ModelRoute = z.infer<typeof modelRouteSchema>;
export type ModelInfo = z.infer<typeof modelInfoSchema>;
export type ModelOverride = z.infer<typeof modelOverrideSchema>;
export type ModelVerdict = z.infer<typeof modelVerdictSchema>;
