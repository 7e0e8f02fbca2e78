/** Makers of rows for the tests of the history and of what stands on it. Times and texts are given, ids are fresh. */
import type { AssistantMessage, Conversation, Lane, UserMessage } from '../../shared/conversation.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId, ConversationId, DeviceId, MessageId } from '../../shared/ids.ts';

const deviceId = newId<DeviceId>();
const connectionId = newId<ConnectionId>();
const epoch = Date.UTC(2026, 0, 1);

/** A point in time, some milliseconds after the beginning of the tests' year. */
export function at(milliseconds: number): number {
  return epoch + milliseconds;
}

export function makeConversation(change: Partial<Conversation> = {}): Conversation {
  return {
    id: newId(),
    title: 'A conversation',
    titleSource: 'auto',
    pinned: false,
    trashedAt: null,
    createdAt: at(0),
    updatedAt: at(0),
    deviceId,
    ...change,
  };
}

export function makeLane(conversationId: ConversationId, change: Partial<Lane> = {}): Lane {
  return { id: newId(), conversationId, position: 0, connectionId, modelId: 'demo', headId: null, ...change };
}

export function makePrompt(
  conversationId: ConversationId,
  parentId: MessageId | null,
  text: string,
  change: Partial<UserMessage> = {},
): UserMessage {
  return {
    id: newId(),
    conversationId,
    parentId,
    turnId: newId(),
    createdAt: at(0),
    updatedAt: at(0),
    deviceId,
    role: 'user',
    parts: [{ type: 'text', block: 0, text }],
    ...change,
  };
}

/** A reply of `lane` to `prompt`; streaming and empty unless `change` says otherwise. */
export function makeReply(
  lane: Lane,
  parentId: MessageId,
  change: Partial<AssistantMessage> = {},
): AssistantMessage {
  return {
    id: newId(),
    conversationId: lane.conversationId,
    parentId,
    turnId: newId(),
    createdAt: at(0),
    updatedAt: at(0),
    deviceId,
    role: 'assistant',
    laneId: lane.id,
    status: 'streaming',
    model: { connectionId, modelId: 'demo', provider: 'demo', modelName: 'Demo', connectionName: 'Demo' },
    parts: [],
    usage: null,
    stopReason: null,
    requestId: null,
    servedModel: null,
    error: null,
    timing: { startedAt: at(0), firstDeltaAt: null, endedAt: null },
    ...change,
  };
}

/** A reply that has ended with the given text. */
export function makeDoneReply(
  lane: Lane,
  parentId: MessageId,
  text: string,
  change: Partial<AssistantMessage> = {},
): AssistantMessage {
  return makeReply(lane, parentId, {
    status: 'done',
    stopReason: 'end',
    parts: [{ type: 'text', block: 0, text }],
    ...change,
  });
}
