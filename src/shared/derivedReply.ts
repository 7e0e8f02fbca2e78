/** Replies that were not asked of a model: a person's own words for one, or its words once more on another branch. */
import type { AssistantMessage, Origin } from './conversation.ts';
import { newId } from './ids.ts';
import type { DeviceId, MessageId } from './ids.ts';

interface Made {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly deviceId: DeviceId;
}

/**
 * A reply with the given words in place of another one's. It stands beside it in the tree, and says where it comes from. Nothing
 * was used or paid for it.
 */
export function derivedReply(
  reply: AssistantMessage,
  { text, origin }: { readonly text: string; readonly origin: Origin },
  { now, deviceId }: Made,
): AssistantMessage {
  const { conversationId, parentId, turnId, laneId, model, step } = reply;
  return {
    id: newId<MessageId>(),
    conversationId,
    parentId,
    turnId,
    laneId,
    role: 'assistant',
    model,
    origin,
    ...(step !== undefined && { step }),
    status: 'done',
    parts: text === '' ? [] : [{ type: 'text', block: 0, text }],
    usage: null,
    stopReason: 'end',
    requestId: null,
    servedModel: null,
    error: null,
    timing: { startedAt: now, firstDeltaAt: null, endedAt: now },
    createdAt: now,
    updatedAt: now,
    deviceId,
  };
}

/** A reply in a person's own words. */
export function editedReply(reply: AssistantMessage, text: string, made: Made): AssistantMessage {
  return derivedReply(reply, { text, origin: { kind: 'edited', of: reply.id } }, made);
}
