/** What a person saves to use again: model sets, prompts and pipelines. They are kept, listed, exported and imported alike. */
import { z } from 'zod';
import { timestampSchema } from './conversation.ts';
import { idSchema } from './idSchema.ts';
import type { ConnectionId, ModelSetId, SavedPromptId } from './ids.ts';
import { parametersSchema } from './parameters.ts';
import { pipelineSchema } from './pipeline.ts';
import { maxLanes } from './workspaceLimits.ts';

const name = z.string().trim().min(1).max(200);

/** Models that are asked together. */
export const modelSetSchema = z.strictObject({
  id: idSchema<ModelSetId>(),
  name,
  lanes: z
    .array(
      z.strictObject({
        connectionId: idSchema<ConnectionId>(),
        modelId: z.string().min(1).max(2048),
        parameters: parametersSchema.exactOptional(),
      }),
    )
    .min(1)
    .max(maxLanes),
  layout: z.enum(['columns', 'grid', 'focus']).exactOptional(),
  updatedAt: timestampSchema,
});

/** A system prompt or a snippet. `{{name}}` in its text is a variable that is asked for when it is inserted. */
export const savedPromptSchema = z.strictObject({
  id: idSchema<SavedPromptId>(),
  kind: z.enum(['system', 'snippet']),
  name,
  /** Folders are just names; the empty string is none. */
  folder: z.string().trim().max(200),
  text: z.string().max(200_000),
  updatedAt: timestampSchema,
});

/** One saved thing with its kind. */
export const savedItemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('model-set'), item: modelSetSchema }),
  z.strictObject({ kind: z.literal('prompt'), item: savedPromptSchema }),
  z.strictObject({ kind: z.literal('pipeline'), item: pipelineSchema }),
]);

export const savedKindSchema = z.enum(['model-set', 'prompt', 'pipeline']);

export type ModelSet = z.infer<typeof modelSetSchema>;
export type SavedPrompt = z.infer<typeof savedPromptSchema>;
export type SavedItem = z.infer<typeof savedItemSchema>;
export type SavedKind = z.infer<typeof savedKindSchema>;
