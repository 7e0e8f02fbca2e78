/** Editing time: nothing is overwritten, every change is a branch, and every branch can be reached, thrown away and brought back. */
import { z } from 'zod';
import { maxPromptLength } from '../../conversation.ts';
import { idSchema } from '../../idSchema.ts';
import type { TurnId } from '../../ids.ts';
import { conversationTreeSchema, trashedBranchSchema } from '../../tree.ts';
import { defineRoute } from '../define.ts';
import type { RouteDefinition } from '../define.ts';
import { nothing, conversationId, laneId, messageId, lanePageSchema } from './shapes.ts';

const editedText = z.string().max(maxPromptLength * 8);

export const treeRoutes = {
  /** The whole tree as segments. */
  'branches.tree': defineRoute({ input: z.strictObject({ conversationId }), output: conversationTreeSchema }),
  /** Saves other words for a message of any kind as its sibling, and lets the lane end there. Asks no model. */
  'branches.edit': defineRoute({
    input: z.strictObject({ laneId, messageId, text: editedText }),
    output: lanePageSchema,
  }),
  /**
   * The same for a reply, and sends the prompt that follows it on the lane's path again, below the new words. Rejects with
   * `chat/nothing-to-resend` where none follows.
   */
  'branches.editAndResend': defineRoute({
    input: z.strictObject({ laneId, messageId, turnId: idSchema<TurnId>(), text: editedText }),
    output: lanePageSchema,
  }),
  /**
   * Puts a message and everything below it into the trash. Lanes that end there go on at the nearest sibling, or else end above
   * it. Rejects with `chat/busy` while a reply streams in it.
   */
  'branches.trash': defineRoute({ input: z.strictObject({ messageId }), output: trashedBranchSchema }),
  /** Brings a branch back, and the lanes that ended in it. */
  'branches.restore': defineRoute({ input: z.strictObject({ rootId: messageId }), output: nothing }),
  /** Deletes a branch for good, from the trash only. */
  'branches.purge': defineRoute({ input: z.strictObject({ rootId: messageId }), output: nothing }),
  'branches.listTrashed': defineRoute({ input: nothing, output: z.array(trashedBranchSchema) }),
  /** Copies a lane's path down to a message into a new conversation with one lane. `id` is the one that the new conversation gets. */
  'conversations.fork': defineRoute({
    input: z.strictObject({ id: conversationId, laneId, messageId }),
    output: z.strictObject({ conversationId }),
  }),
  /** Writes a temporary conversation to the history. Rejects with `chat/temporary-busy` while a reply streams in it. */
  'conversations.keep': defineRoute({ input: z.strictObject({ id: conversationId }), output: nothing }),
} satisfies Record<string, RouteDefinition>;
