/** Prompts that wait their turn in a conversation: sent one after the other, each when the lanes it is for are free. */
import { z } from 'zod';
import { attachmentRefSchema, maxAttachments } from './attachment.ts';
import { errorInfoSchema, laneIdSchema, maxPromptLength, timestampSchema } from './conversation.ts';
import { idSchema } from './idSchema.ts';
import type { QueuedPromptId } from './ids.ts';
import { maxLanes, maxQueued } from './workspaceLimits.ts';

export const queuedPromptSchema = z.strictObject({
  id: idSchema<QueuedPromptId>(),
  /** Empty once all of its lanes were removed: it is kept and cannot be sent. */
  laneIds: z.array(laneIdSchema).max(maxLanes),
  text: z.string().max(maxPromptLength),
  attachments: z.array(attachmentRefSchema).max(maxAttachments),
  createdAt: timestampSchema,
});

/**
 * `held` says why nothing is sent although the lanes are free: the reply before was stopped or failed, the app was restarted, or
 * the first prompt was refused. Only a person lets it go on then: money is never spent unasked.
 */
export const queueSchema = z.strictObject({
  items: z.array(queuedPromptSchema).max(maxQueued),
  held: z.enum(['stopped', 'failed', 'restarted', 'refused']).nullable(),
  /** Why the first prompt was refused, where that is known. */
  refusal: errorInfoSchema.exactOptional(),
});

export type QueuedPrompt = z.infer<typeof queuedPromptSchema>;
export type Queue = z.infer<typeof queueSchema>;
