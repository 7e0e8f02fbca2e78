/** Prompts that wait their turn. Every change is told to all windows with `queue.changed`. */
import { z } from 'zod';
import { idSchema } from '../../idSchema.ts';
import type { QueuedPromptId } from '../../ids.ts';
import { maxPromptLength } from '../../conversation.ts';
import { queueSchema } from '../../queue.ts';
import { maxLanes } from '../../workspaceLimits.ts';
import { defineRoute } from '../define.ts';
import type { RouteDefinition } from '../define.ts';
import { nothing, attachments, conversationId, laneId } from './shapes.ts';

const id = idSchema<QueuedPromptId>();
const text = z.string().max(maxPromptLength * 8);
const address = z.strictObject({ conversationId, id });

export const queueRoutes = {
  /** Puts a prompt at the end. It is sent at once when its lanes are free and nothing waits before it. */
  'queue.add': defineRoute({
    input: z.strictObject({
      conversationId,
      id,
      laneIds: z.array(laneId).min(1).max(maxLanes),
      text,
      attachments,
    }),
    output: queueSchema,
  }),
  /** Rejects with `queue/gone` when it was sent meanwhile. */
  'queue.edit': defineRoute({ input: address.extend({ text }), output: queueSchema }),
  'queue.withdraw': defineRoute({ input: address, output: queueSchema }),
  /** Puts a prompt before all others, stops what streams in its lanes, and sends it as soon as they are free. */
  'queue.steer': defineRoute({ input: address, output: queueSchema }),
  /** Lets a queue that is held go on. */
  'queue.resume': defineRoute({ input: z.strictObject({ conversationId }), output: queueSchema }),
  'queue.read': defineRoute({ input: z.strictObject({ conversationId }), output: queueSchema }),
  'queue.clear': defineRoute({ input: z.strictObject({ conversationId }), output: nothing }),
} satisfies Record<string, RouteDefinition>;
