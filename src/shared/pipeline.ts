/**
 * Pipelines: saved recipes of steps, and runs of them. A pipeline is a row of stages; the steps of one stage run side by side
 * (fan-out) and a stage begins when the one before is complete (fan-in), so it cannot loop. What a template may refer to and
 * how it is filled in is decided in `template.ts`.
 */
import { z } from 'zod';
import { errorInfoSchema, laneIdSchema, maxPromptLength, timestampSchema } from './conversation.ts';
import { idSchema } from './idSchema.ts';
import type { ConnectionId, ConversationId, MessageId, PipelineId, PipelineRunId } from './ids.ts';
import { parametersSchema } from './parameters.ts';
import { pipelineLimits, stepNamePattern, variableNamePattern } from './workspaceLimits.ts';

/** Who runs a step. */
export const stepModelSchema = z.strictObject({
  connectionId: idSchema<ConnectionId>(),
  modelId: z.string().min(1).max(2048),
});

export const pipelineStepSchema = z.strictObject({
  name: z.string().regex(stepNamePattern),
  /** The template of its prompt. */
  prompt: z.string().max(200_000),
  /** Null: the model of the lane that the pipeline is started in. */
  model: stepModelSchema.nullable(),
  parameters: parametersSchema.exactOptional(),
  /** Runs once for each part of a long text, which the template calls `{{part}}`; the outputs are joined in order. */
  split: z
    .strictObject({ of: z.enum(['input', 'previous']), characters: z.number().int().min(500).max(1_000_000) })
    .exactOptional(),
});

export const pipelineSchema = z.strictObject({
  id: idSchema<PipelineId>(),
  name: z.string().trim().min(1).max(200),
  description: z.string().max(2000),
  /** Asked for when the pipeline is started. */
  variables: z
    .array(
      z.strictObject({
        name: z.string().regex(variableNamePattern),
        label: z.string().max(200),
        initial: z.string().max(20_000),
      }),
    )
    .max(20),
  stages: z
    .array(z.strictObject({ steps: z.array(pipelineStepSchema).min(1).max(pipelineLimits.stepsOfStage) }))
    .min(1)
    .max(pipelineLimits.stages),
  updatedAt: timestampSchema,
});

/** What names one call of a run: stage and step from 0, and the part of a split text. */
export const stepKeySchema = z.strictObject({
  stage: z.number().int().nonnegative(),
  step: z.number().int().nonnegative(),
  part: z.number().int().nonnegative().nullable(),
});

export const stepRunSchema = z.strictObject({
  key: stepKeySchema,
  status: z.enum(['waiting', 'running', 'done', 'failed', 'stopped', 'skipped']),
  /** The reply that it streams into or ended in. */
  messageId: idSchema<MessageId>().nullable(),
  /** The model that was chosen for this run in place of the pipeline's own. */
  model: stepModelSchema.nullable(),
});

/** A run of a pipeline. It holds the recipe as it was at its start, so a later change of the pipeline does not touch it. */
export const pipelineRunSchema = z.strictObject({
  id: idSchema<PipelineRunId>(),
  conversationId: idSchema<ConversationId>(),
  laneId: laneIdSchema,
  pipeline: pipelineSchema,
  input: z.string().max(maxPromptLength),
  variables: z.record(z.string(), z.string().max(200_000)),
  /** `waiting`: stopped, failed or cut off by the end of the app; it goes on when a person says how. */
  state: z.enum(['running', 'waiting', 'done']),
  /** Why a stage could not begin, where no message says so: a budget, a model that is gone, a prompt that is too long. */
  problem: errorInfoSchema.exactOptional(),
  steps: z.array(stepRunSchema),
  /** The message of the person's input. */
  inputId: idSchema<MessageId>(),
  createdAt: timestampSchema,
  endedAt: timestampSchema.nullable(),
});

export type StepModel = z.infer<typeof stepModelSchema>;
export type PipelineStep = z.infer<typeof pipelineStepSchema>;
export type Pipeline = z.infer<typeof pipelineSchema>;
export type StepKey = z.infer<typeof stepKeySchema>;
export type StepRun = z.infer<typeof stepRunSchema>;
export type PipelineRun = z.infer<typeof pipelineRunSchema>;
