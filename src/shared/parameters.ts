/**
 * What a person sets about a conversation or one of its lanes. Nothing has a default and nothing unset is ever sent, because
 * models refuse parameters that they do not know. A lane's own value wins over the conversation's.
 */
import { z } from 'zod';
import { idSchema } from './idSchema.ts';
import type { ConnectionId } from './ids.ts';
import { reasoningEfforts } from './reasoning.ts';

/** Longest system prompt, in characters (UTF-16 units). */
const maxSystemPromptLength = 200_000;

export const parametersSchema = z.strictObject({
  system: z.string().max(maxSystemPromptLength).exactOptional(),
  temperature: z.number().min(0).max(2).exactOptional(),
  topP: z.number().min(0).max(1).exactOptional(),
  /** Tokens of a reply at most, reasoning included. */
  maxOutput: z.number().int().min(1).max(10_000_000).exactOptional(),
  stop: z.array(z.string().min(1).max(500)).max(16).exactOptional(),
  reasoningEffort: z.enum(reasoningEfforts).exactOptional(),
  verbosity: z.enum(['low', 'medium', 'high']).exactOptional(),
  serviceTier: z.enum(['auto', 'default', 'flex', 'priority', 'reserved']).exactOptional(),
  /** Bedrock's latency-optimised inference. */
  latency: z.enum(['standard', 'optimized']).exactOptional(),
  /** A JSON object as text, merged into the body of the request last. */
  extraBody: z.string().max(50_000).exactOptional(),
  /** Names of extra headers. Their values count as secrets and lie in the keychain. */
  headerNames: z
    .array(z.string().regex(/^[A-Za-z0-9-]{1,100}$/))
    .max(50)
    .exactOptional(),
});

/** What happens when a conversation no longer fits into the model's context window. */
export const contextStrategySchema = z.discriminatedUnion('kind', [
  /** Says so and sends nothing. The default. */
  z.strictObject({ kind: z.literal('stop') }),
  z.strictObject({ kind: z.literal('drop-oldest') }),
  /** Replaces what is oldest with a summary written by a chosen model. */
  z.strictObject({
    kind: z.literal('summarise'),
    connectionId: idSchema<ConnectionId>(),
    modelId: z.string().max(2048),
  }),
]);

export type Parameters = z.infer<typeof parametersSchema>;
export type ContextStrategy = z.infer<typeof contextStrategySchema>;
/** The name of one parameter: what a notice says was left out. */
export type ParameterName = keyof Parameters;
