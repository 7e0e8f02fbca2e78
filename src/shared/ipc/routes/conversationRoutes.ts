/** The history as a person handles it: conversations, their lanes and messages. */
import { z } from 'zod';
import { connectionSecretSchema } from '../../connection.ts';
import {
  conversationSchema,
  conversationViewSchema,
  laneSchema,
  messageSchema,
  pathPageSchema,
  timestampSchema,
} from '../../conversation.ts';
import { inspectionSchema } from '../../inspection.ts';
import { contextStrategySchema, parametersSchema } from '../../parameters.ts';
import { switchReportSchema } from '../../preparation.ts';
import { maxLanes } from '../../workspaceLimits.ts';
import { defineRoute } from '../define.ts';
import type { RouteDefinition } from '../define.ts';
import {
  nothing,
  conversationId,
  laneId,
  messageId,
  conversationSummarySchema,
  liveReplySchema,
  lanePageSchema,
  searchHitSchema,
  laneChoice,
} from './shapes.ts';

export const conversationRoutes = {
  'conversations.list': defineRoute({
    input: z.strictObject({
      trashed: z.boolean(),
      /** Only those last changed before this time: the next page. */
      before: timestampSchema.nullable(),
      limit: z.number().int().min(1).max(500),
    }),
    output: z.array(conversationSummarySchema),
  }),
  /** Creates an empty conversation with its lanes. It shows in the sidebar once it holds a message. */
  'conversations.create': defineRoute({
    input: z.strictObject({
      id: conversationId,
      lanes: z
        .array(laneChoice.extend({ id: laneId, parameters: parametersSchema.exactOptional() }))
        .min(1)
        .max(maxLanes),
      view: conversationViewSchema.exactOptional(),
      /** Nothing of it is written to disk until it is kept. */
      temporary: z.literal(true).exactOptional(),
    }),
    output: z.strictObject({ conversation: conversationSchema, lanes: z.array(laneSchema) }),
  }),
  'conversations.open': defineRoute({
    input: z.strictObject({ id: conversationId, limit: z.number().int().min(1).max(500) }),
    output: z.strictObject({
      conversation: conversationSchema,
      lanes: z.array(lanePageSchema),
      live: z.array(liveReplySchema),
    }),
  }),
  'conversations.rename': defineRoute({
    input: z.strictObject({ id: conversationId, title: z.string().trim().min(1).max(500) }),
    output: nothing,
  }),
  'conversations.pin': defineRoute({
    input: z.strictObject({ id: conversationId, pinned: z.boolean() }),
    output: nothing,
  }),
  /** Parameters of all lanes that have none of their own, what happens when the context is full, and how lanes are shown. */
  'conversations.configure': defineRoute({
    input: z.strictObject({
      id: conversationId,
      parameters: parametersSchema.exactOptional(),
      contextStrategy: contextStrategySchema.exactOptional(),
      view: conversationViewSchema.exactOptional(),
    }),
    output: nothing,
  }),
  'conversations.trash': defineRoute({ input: z.strictObject({ id: conversationId }), output: nothing }),
  'conversations.restore': defineRoute({ input: z.strictObject({ id: conversationId }), output: nothing }),
  /** Deletes for good, from the trash only. */
  'conversations.purge': defineRoute({ input: z.strictObject({ id: conversationId }), output: nothing }),
  /** Newest first. Words are matched as prefixes; every word must occur. */
  'conversations.search': defineRoute({
    input: z.strictObject({
      query: z.string().max(500),
      before: timestampSchema.nullable(),
      limit: z.number().int().min(1).max(100),
    }),
    output: z.array(searchHitSchema),
  }),
  /** Adds a lane at the right, or at a place, on the path of `from` (null: an empty path). Rejects with `chat/too-many-lanes`. */
  'lanes.add': defineRoute({
    input: z.strictObject({
      id: laneId,
      conversationId,
      choice: laneChoice,
      from: messageId.nullable(),
      parameters: parametersSchema.exactOptional(),
      position: z.number().int().nonnegative().exactOptional(),
    }),
    output: lanePageSchema,
  }),
  /** Takes a lane off the screen; its messages stay in the tree. The last lane cannot be removed. */
  'lanes.remove': defineRoute({ input: z.strictObject({ id: laneId }), output: nothing }),
  'lanes.choose': defineRoute({ input: z.strictObject({ id: laneId, choice: laneChoice }), output: nothing }),
  /** Parameters of this lane alone. */
  'lanes.configure': defineRoute({
    input: z.strictObject({ id: laneId, parameters: parametersSchema }),
    output: nothing,
  }),
  /** What the lane would lose by going on with another model. */
  'lanes.switchReport': defineRoute({
    input: z.strictObject({ id: laneId, choice: laneChoice }),
    output: switchReportSchema,
  }),
  /** Makes the lane follow the branch through `messageId`, down to its newest leaf. */
  'lanes.selectBranch': defineRoute({
    input: z.strictObject({ id: laneId, messageId, limit: z.number().int().min(1).max(500) }),
    output: lanePageSchema,
  }),
  /** The part of a lane's path above a message, oldest first. */
  'messages.page': defineRoute({
    input: z.strictObject({ laneId, beforeId: messageId, limit: z.number().int().min(1).max(500) }),
    output: pathPageSchema,
  }),
  /** One message as it is now; for a streaming one also the number of the last batch it contains. */
  'messages.get': defineRoute({
    input: z.strictObject({ id: messageId }),
    output: z.strictObject({ message: messageSchema, live: liveReplySchema.nullable() }),
  }),
  /** What is on the wire of a reply, without secrets. Null when nothing was kept of it. */
  'messages.inspect': defineRoute({
    input: z.strictObject({ id: messageId }),
    output: z.strictObject({ inspection: inspectionSchema, curl: z.string() }).nullable(),
  }),
  /** Sets the values of extra headers (`headerNames` of the parameters) of a conversation or a lane; null deletes them all. */
  'parameters.setHeaders': defineRoute({
    input: z.strictObject({
      owner: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('conversation'), id: conversationId }),
        z.strictObject({ kind: z.literal('lane'), id: laneId }),
      ]),
      headers: connectionSecretSchema.shape.headers.unwrap().nullable(),
    }),
    output: nothing,
  }),
} satisfies Record<string, RouteDefinition>;
