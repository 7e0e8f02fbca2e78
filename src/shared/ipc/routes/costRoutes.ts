/** What replies have cost. */
import { z } from 'zod';
import { totalSchema } from '../../money.ts';
import { defineRoute } from '../define.ts';
import type { RouteDefinition } from '../define.ts';
import { nothing, connectionId, conversationId } from './shapes.ts';

export const costRoutes = {
  /** Costs of all replies, by local days: today, this month, each day and each connection of the month. */
  'costs.summary': defineRoute({
    input: nothing,
    output: z.strictObject({
      today: totalSchema,
      month: totalSchema,
      days: z.array(z.strictObject({ day: z.string(), total: totalSchema })),
      connections: z.array(z.strictObject({ connectionId, name: z.string(), total: totalSchema })),
    }),
  }),
  'costs.conversation': defineRoute({ input: z.strictObject({ id: conversationId }), output: totalSchema }),
} satisfies Record<string, RouteDefinition>;
