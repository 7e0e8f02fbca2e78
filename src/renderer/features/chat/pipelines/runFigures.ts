/** A run in words and numbers. Pure. */
import type { AssistantMessage, Message } from '../../../../shared/conversation.ts';
import type { MessageId, PipelineRunId } from '../../../../shared/ids.ts';
import type { PipelineRun, StepRun } from '../../../../shared/pipeline.ts';
import { text } from '../../../app/text/text.ts';
import type { ConversationState, LaneView } from '../store/conversationState.ts';
import { messageOf } from '../store/conversationState.ts';

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

/** Whether a message is the prompt or the reply of a step: what a person does with it is done with the run. */
export function isStepOfRun({ step }: Message): boolean {
  return step?.role === 'step';
}

function runIdOf(message: Message | undefined): PipelineRunId | null {
  return message?.step?.runId ?? null;
}

/** The run that a lane's path ends in, if any. */
export function runAtEnd(state: ConversationState, { path }: LaneView): PipelineRunId | null {
  const last = path.at(-1);
  return last === undefined ? null : runIdOf(messageOf(state, last.id));
}

/** Whether a message of a run is the last of it on a lane's path, and whether the path goes on after it. */
export function placeInRun(
  state: ConversationState,
  view: LaneView | undefined,
  id: MessageId,
): 'within' | 'end' | 'end-of-lane' {
  const index = view?.path.findIndex((item) => item.id === id) ?? -1;
  if (view === undefined || index < 0) return 'within';
  const next = view.path[index + 1];
  if (next === undefined) return 'end-of-lane';
  return runIdOf(messageOf(state, next.id)) === runIdOf(messageOf(state, id)) ? 'within' : 'end';
}

/** The reply that follows a step's prompt on a lane's path. */
export function replyAfter(
  state: ConversationState,
  view: LaneView | undefined,
  promptId: MessageId,
): AssistantMessage | null {
  const index = view?.path.findIndex((item) => item.id === promptId) ?? -1;
  const next = index < 0 ? undefined : view?.path[index + 1];
  const message = next === undefined ? undefined : messageOf(state, next.id);
  return message?.role === 'assistant' ? message : null;
}
