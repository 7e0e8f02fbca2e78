/** A run in words and numbers. Pure. */
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { PipelineRun, StepRun } from '../../../../shared/pipeline.ts';
import { text } from '../../../app/text/text.ts';

export type StepState = StepRun['status'];

/** The name of a call: that of its step, with the part it takes. */
export function callName({ pipeline }: PipelineRun, { key }: StepRun): string {
  const name = pipeline.stages[key.stage]?.steps[key.step]?.name ?? '';
  return text.pipelines.run.step(name, key.part);
}

/** How a reply stands, as far as the reply itself tells. */
export function stateOfReply({ status }: AssistantMessage): StepState {
  switch (status) {
    case 'streaming':
      return 'running';
    case 'done':
      return 'done';
    case 'error':
      return 'failed';
    case 'cancelled':
    case 'interrupted':
      return 'stopped';
  }
}

/** Calls that are over, and all calls. */
export function progressOf({ steps }: PipelineRun): { readonly done: number; readonly total: number } {
  const done = steps.filter(({ status }) => status === 'done' || status === 'skipped').length;
  return { done, total: steps.length };
}

/** A sum of costs, and how many replies it lacks because their price is not known. */
export interface RunTotal {
  readonly usd: number;
  readonly unknown: number;
  readonly replies: number;
}

/** What the replies of a run have cost. The demo costs nothing and is no question. */
export function totalOf(replies: readonly AssistantMessage[]): RunTotal {
  const paid = replies.filter(({ usage, model }) => usage !== null && model.provider !== 'demo');
  return {
    usd: paid.reduce((sum, { cost }) => sum + (cost?.usd ?? 0), 0),
    unknown: paid.filter(({ cost }) => cost === undefined).length,
    replies: paid.length,
  };
}

/** A total as it is printed; null where nothing that has a price was used. */
export function totalWords({ usd, unknown, replies }: RunTotal): string | null {
  if (replies === 0) return null;
  return unknown === replies ? text.pipelines.run.totalUnknown : text.pipelines.run.total(usd, unknown);
}
