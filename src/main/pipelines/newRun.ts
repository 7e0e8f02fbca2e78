/** What a run begins with: the row that says how far it is, and the message of what the person gave it. */
import type { UserMessage } from '../../shared/conversation.ts';
import { newId } from '../../shared/ids.ts';
import type { DeviceId, MessageId, TurnId } from '../../shared/ids.ts';
import type { RouteParsedInput } from '../../shared/ipc/routes.ts';
import type { PipelineRun } from '../../shared/pipeline.ts';
import { unbegunSteps } from './runState.ts';

type Start = RouteParsedInput<'pipelines.start'>;

/** The input as it stands in the conversation. `now` is milliseconds since 1970. */
export function inputMessage(
  { id: runId, conversationId, input, attachments = [] }: Start,
  parentId: MessageId | null,
  { now, deviceId }: { readonly now: number; readonly deviceId: DeviceId },
): UserMessage {
  return {
    id: newId<MessageId>(),
    conversationId,
    parentId,
    turnId: newId<TurnId>(),
    role: 'user',
    parts: input === '' ? [] : [{ type: 'text', block: 0, text: input }],
    ...(attachments.length > 0 && { attachments }),
    step: { runId, role: 'input', name: '', part: null, final: false },
    createdAt: now,
    updatedAt: now,
    deviceId,
  };
}

/** A run of which nothing has begun. It keeps the pipeline as it is now. */
export function newRun(
  { id, conversationId, laneId, pipeline, input }: Start,
  variables: PipelineRun['variables'],
  { id: inputId, createdAt }: UserMessage,
): PipelineRun {
  return {
    id,
    conversationId,
    laneId,
    pipeline,
    input,
    variables,
    state: 'running',
    steps: unbegunSteps(pipeline),
    inputId,
    createdAt,
    endedAt: null,
  };
}
