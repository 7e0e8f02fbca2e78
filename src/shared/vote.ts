/** What a person said of the replies of a turn without knowing who wrote them. */
import { z } from 'zod';
import { modelRefSchema, timestampSchema } from './conversation.ts';
import { idSchema } from './idSchema.ts';
import type { ConversationId, MessageId, TurnId, VoteId } from './ids.ts';
import { maxLanes } from './workspaceLimits.ts';

export const voteSchema = z.strictObject({
  id: idSchema<VoteId>(),
  conversationId: idSchema<ConversationId>(),
  turnId: idSchema<TurnId>(),
  /** The replies that were compared, with the models as they were named that day. */
  replies: z
    .array(z.strictObject({ messageId: idSchema<MessageId>(), model: modelRefSchema }))
    .min(2)
    .max(maxLanes),
  verdict: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('better'), messageId: idSchema<MessageId>() }),
    z.strictObject({ kind: z.literal('both') }),
    z.strictObject({ kind: z.literal('neither') }),
  ]),
  /** What the prompt was about, in the person's own word; the empty string is none. */
  tag: z.string().trim().max(60),
  createdAt: timestampSchema,
});

export type Vote = z.infer<typeof voteSchema>;
