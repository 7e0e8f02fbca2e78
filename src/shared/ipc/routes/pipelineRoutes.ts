/** Running pipelines. Every change of a run is told to all windows with `pipeline.changed`. */
import { z } from 'zod';
import { maxPromptLength } from '../../conversation.ts';
import { idSchema } from '../../idSchema.ts';
import type { PipelineRunId } from '../../ids.ts';
import { budgetStandingSchema } from '../../money.ts';
import { pipelineRunSchema, pipelineSchema, stepKeySchema, stepModelSchema } from '../../pipeline.ts';
import { defineRoute } from '../define.ts';
import type { RouteDefinition } from '../define.ts';
import { attachments, conversationId, laneId } from './shapes.ts';

const runId = idSchema<PipelineRunId>();
const step = z.strictObject({ runId, key: stepKeySchema });
const start = z.strictObject({
  conversationId,
  laneId,
  pipeline: pipelineSchema,
  input: z.string().max(maxPromptLength * 8),
  variables: z.record(z.string().max(40), z.string().max(200_000)),
});

export const pipelineRoutes = {
  /** What a run would take, from what is known before: changes nothing. Steps whose model is gone are named. */
  'pipelines.estimate': defineRoute({
    input: start,
    output: z.strictObject({
      steps: z.array(
        z.strictObject({
          key: stepKeySchema,
          name: z.string(),
          modelName: z.string().nullable(),
          connectionName: z.string().nullable(),
          /** US dollars; null where the price is not known. */
          usd: z.number().nonnegative().nullable(),
          problem: z.enum(['no-model', 'connection-gone']).nullable(),
        }),
      ),
      totalUsd: z.number().nonnegative().nullable(),
      budget: budgetStandingSchema,
    }),
  }),
  /** Rejects with `pipeline/…`, `chat/busy` or `chat/budget-reached` before anything is written. */
  'pipelines.start': defineRoute({
    input: start.extend({ id: runId, attachments: attachments.exactOptional() }),
    output: pipelineRunSchema,
  }),
  /** Stops every step that streams. What has come stays; the run waits. */
  'pipelines.stop': defineRoute({ input: z.strictObject({ runId }), output: pipelineRunSchema }),
  /** Goes on with a run that waits: steps that did not end are asked again. */
  'pipelines.resume': defineRoute({ input: z.strictObject({ runId }), output: pipelineRunSchema }),
  /** Asks one step again, with its own model or another; what depends on it runs again too. */
  'pipelines.retry': defineRoute({
    input: step.extend({ model: stepModelSchema.nullable() }),
    output: pipelineRunSchema,
  }),
  /** Goes on without a step: its output counts as empty. */
  'pipelines.skip': defineRoute({ input: step, output: pipelineRunSchema }),
  /** Saves other words for a step's output as a branch, and runs again what depends on it. */
  'pipelines.editOutput': defineRoute({
    input: step.extend({ text: z.string().max(maxPromptLength * 8) }),
    output: pipelineRunSchema,
  }),
  'pipelines.runs': defineRoute({
    input: z.strictObject({ conversationId }),
    output: z.array(pipelineRunSchema),
  }),
} satisfies Record<string, RouteDefinition>;
