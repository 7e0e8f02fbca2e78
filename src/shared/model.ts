import { z } from 'zod';

/** A model as a connection offers it. What is not known is absent, never guessed. */
export const modelInfoSchema = z.strictObject({
  /** The id that goes on the wire: a model id, an inference profile id or an ARN. */
  id: z.string().min(1).max(2048),
  name: z.string().min(1).max(300),
  /** Who made it, where the server says so (`Anthropic`, `Meta`, …). */
  vendor: z.string().max(100).exactOptional(),
  /** Tokens that fit in one request, reply included. */
  contextWindow: z.number().int().positive().exactOptional(),
  acceptsImages: z.boolean().exactOptional(),
});

export type ModelInfo = z.infer<typeof modelInfoSchema>;
