/** Shapes of the contract: what its topics share, and what its types are named after. */
import { z } from 'zod';
import { attachmentRefSchema, maxAttachmentBytes, maxAttachments } from '../../attachment.ts';
import {
  conversationSchema,
  errorInfoSchema,
  laneSchema,
  pathPageSchema,
  timestampSchema,
} from '../../conversation.ts';
import { networkHops } from '../../errors.ts';
import { idSchema } from '../../idSchema.ts';
import type { ConnectionId, ConversationId, LaneId, MessageId, RunId } from '../../ids.ts';

export const nothing = z.strictObject({});
export const connectionId = idSchema<ConnectionId>();
export const conversationId = idSchema<ConversationId>();
export const laneId = idSchema<LaneId>();
export const messageId = idSchema<MessageId>();

/** Whether what is said today is kept. `memory` tells why nothing is written to disk. */
export const historyStateSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('persistent'),
    /** Set when a damaged database was put aside under this name and a new one was begun. */
    quarantinedAs: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('memory'), error: errorInfoSchema }),
]);

/** A conversation as the sidebar shows it. */
export const conversationSummarySchema = z.strictObject({
  conversation: conversationSchema,
  laneCount: z.number().int(),
  /** A reply is streaming into it at this moment. */
  streaming: z.boolean(),
});

/** A reply that is streaming now, and the number of the last batch of events it already contains. */
export const liveReplySchema = z.strictObject({
  runId: idSchema<RunId>(),
  messageId,
  conversationId,
  seq: z.number().int(),
});

/** A lane and the newest part of its path. */
export const lanePageSchema = z.strictObject({ lane: laneSchema, page: pathPageSchema });

/** One highlighted stretch of a search hit's text. */
const snippetPieceSchema = z.strictObject({ text: z.string(), match: z.boolean() });

export const searchHitSchema = z.strictObject({
  conversationId,
  conversationTitle: z.string(),
  messageId,
  role: z.enum(['user', 'assistant']),
  createdAt: timestampSchema,
  snippet: z.array(snippetPieceSchema),
});

/** A planned or real prompt. */
export const attachments = z.array(attachmentRefSchema).max(maxAttachments);
/** Bytes as base64, at most those of one attachment. */
export const base64Bytes = z
  .string()
  .max(Math.ceil(maxAttachmentBytes / 3) * 4)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/);
/** How long each station of a test took, in milliseconds, as far as it came. */
export const hopTimes = z.array(z.strictObject({ hop: z.enum(networkHops), ms: z.number().nonnegative() }));

export const laneChoice = z.strictObject({
  connectionId: connectionId.nullable(),
  modelId: z.string().max(2048).nullable(),
});

/** What a transcript contains beside the text of the messages. */
export const transcriptOptionsSchema = z.strictObject({
  format: z.enum(['markdown', 'json']),
  /** One lane's path, or the whole tree (JSON) and every lane one after the other (Markdown). */
  laneId: laneId.nullable(),
  includeReasoning: z.boolean(),
});
