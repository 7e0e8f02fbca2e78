/** Comparing replies: their figures over a whole conversation, and votes. */
import { z } from 'zod';
import { assistantMessageSchema } from '../../conversation.ts';
import { idSchema } from '../../idSchema.ts';
import type { VoteId } from '../../ids.ts';
import { voteSchema } from '../../vote.ts';
import { defineRoute } from '../define.ts';
import type { RouteDefinition } from '../define.ts';
import { nothing, conversationId } from './shapes.ts';

export const compareRoutes = {
  /** The figures of the replies of a conversation that are not in the trash, newest first, at most the last 5,000. */
  'compare.figures': defineRoute({
    input: z.strictObject({ conversationId }),
    output: z.array(
      assistantMessageSchema
        .pick({
          id: true,
          turnId: true,
          laneId: true,
          createdAt: true,
          status: true,
          model: true,
          usage: true,
          cost: true,
          timing: true,
          stopReason: true,
        })
        .extend({ characters: z.number().int().nonnegative() }),
    ),
  }),
  /** Keeps a vote; a second one on the same replies takes the place of the first. */
  'votes.put': defineRoute({ input: voteSchema, output: nothing }),
  'votes.delete': defineRoute({ input: z.strictObject({ id: idSchema<VoteId>() }), output: nothing }),
  'votes.list': defineRoute({ input: nothing, output: z.array(voteSchema) }),
  /** Asks for a file name and writes the scoreboard as CSV (RFC 4180). Null when the dialog was closed. */
  'votes.export': defineRoute({
    input: z.strictObject({ tag: z.string().max(60).nullable() }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
  }),
} satisfies Record<string, RouteDefinition>;
