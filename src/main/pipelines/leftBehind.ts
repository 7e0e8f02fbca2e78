/** Runs whose replies nobody writes any more, because the app ended in the middle of them: read from what the history has made of those. */
import type { AssistantMessage } from '../../shared/conversation.ts';
import { toErrorInfo } from '../../shared/errors.ts';
import type { MessageId } from '../../shared/ids.ts';
import type { PipelineRun } from '../../shared/pipeline.ts';
import type { History } from '../history/History.ts';
import { cutOff } from './runState.ts';
import type { CallOutcome } from './runState.ts';

/** What a reply with this status means for its call; null while it is still to come. */
export const outcomes: Readonly<Record<AssistantMessage['status'], CallOutcome | null>> = {
  streaming: null,
  done: 'done',
  cancelled: 'stopped',
  interrupted: 'stopped',
  error: 'failed',
};

/** The run with the ends of its replies. A reply that is not there (any more) was never asked for. */
export async function asLeft(
  run: PipelineRun,
  history: Pick<History, 'getMessage'>,
  now: number,
): Promise<PipelineRun> {
  const found = new Map<MessageId, CallOutcome>();
  for (const { status, messageId } of run.steps) {
    if (status !== 'running' || messageId === null) continue;
    const message = await history.getMessage(messageId).catch(unlessGone);
    // The history has ended every reply that was streaming when the app did.
    if (message?.role === 'assistant') found.set(messageId, outcomes[message.status] ?? 'stopped');
  }
  return cutOff(run, (id) => found.get(id) ?? null, now);
}

/** What was deleted for good is null; any other failure stays one. */
function unlessGone(caught: unknown): null {
  if (toErrorInfo(caught).code === 'history/not-found') return null;
  throw caught;
}

/** Whether a run that waits still names a reply that nobody writes: it was being stopped when the app ended. */
export function isLeftBehind({ state, steps }: PipelineRun, isLive: (id: MessageId) => boolean): boolean {
  if (state !== 'waiting') return false;
  return steps.some(
    ({ status, messageId }) => status === 'running' && messageId !== null && !isLive(messageId),
  );
}
