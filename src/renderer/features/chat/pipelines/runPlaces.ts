/** Where a run stands in a conversation. Pure, and without words: every chat looks for the runs that it ends in. */
import type { AssistantMessage, Message } from '../../../../shared/conversation.ts';
import type { MessageId, PipelineRunId } from '../../../../shared/ids.ts';
import type { ConversationState, LaneView } from '../store/conversationState.ts';
import { messageOf } from '../store/conversationState.ts';

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
