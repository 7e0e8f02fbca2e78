/** The shape of a conversation's tree, small enough to be drawn: a chain of messages without a fork is one segment. */
import { z } from 'zod';
import { laneIdSchema, timestampSchema } from './conversation.ts';
import { idSchema } from './idSchema.ts';
import type { ConversationId, LaneId, MessageId } from './ids.ts';

/** Most segments that one map shows; of a larger tree the newest branches. */
export const maxSegments = 2000;

export const treeSegmentSchema = z.strictObject({
  /** Its first and its last message. */
  firstId: idSchema<MessageId>(),
  lastId: idSchema<MessageId>(),
  /** The last message of the segment it hangs on; null at a root. */
  parentId: idSchema<MessageId>().nullable(),
  messages: z.number().int().positive(),
  /** The beginning of its first prompt, or of its first message where it has none. At most 80 characters. */
  excerpt: z.string().max(80),
  role: z.enum(['user', 'assistant']),
  /** Names of the models that answered in it, each once, in order; at most 8. */
  models: z.array(z.string()).max(8),
  createdAt: timestampSchema,
  /** Lanes whose path ends in it. */
  laneIds: z.array(laneIdSchema),
});

export const conversationTreeSchema = z.strictObject({
  segments: z.array(treeSegmentSchema).max(maxSegments),
  /** Segments that the map leaves out. */
  left: z.number().int().nonnegative(),
});

/** A branch in the trash: everything from one message downwards. */
export const trashedBranchSchema = z.strictObject({
  rootId: idSchema<MessageId>(),
  conversationId: idSchema<ConversationId>(),
  conversationTitle: z.string(),
  excerpt: z.string().max(80),
  messages: z.number().int().positive(),
  trashedAt: timestampSchema,
});

/** Where a lane ended before its branch was thrown away. */
export const laneHeadSchema = z.strictObject({
  laneId: idSchema<LaneId>(),
  headId: idSchema<MessageId>().nullable(),
  /** Where it was left to end instead. */
  leftAt: idSchema<MessageId>().nullable(),
});

export type TreeSegment = z.infer<typeof treeSegmentSchema>;
export type ConversationTree = z.infer<typeof conversationTreeSchema>;
export type TrashedBranch = z.infer<typeof trashedBranchSchema>;
export type LaneHead = z.infer<typeof laneHeadSchema>;
