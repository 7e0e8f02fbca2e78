/** Messages for tests: complete, with every field that a test does not speak of set to something plain. */
import type {
  AssistantMessage,
  Lane,
  Message,
  PathEntry,
  UserMessage,
} from '../../../../shared/conversation.ts';
import type {
  ConnectionId,
  ConversationId,
  DeviceId,
  LaneId,
  MessageId,
  TurnId,
} from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';

export const conversationId = newId<ConversationId>();
export const connectionId = newId<ConnectionId>();
export const laneId = newId<LaneId>();
const deviceId = newId<DeviceId>();

const base = () => ({
  id: newId<MessageId>(),
  conversationId,
  parentId: null,
  turnId: newId<TurnId>(),
  createdAt: 1_700_000_000_000,
  updatedAt: 1_700_000_000_000,
  deviceId,
});

/** A prompt. */
export function userMessage(text: string, fields: Partial<UserMessage> = {}): UserMessage {
  return { ...base(), role: 'user', parts: [{ type: 'text', block: 0, text }], ...fields };
}

/** A reply, finished unless said otherwise. */
export function assistantMessage(fields: Partial<AssistantMessage> = {}): AssistantMessage {
  return {
    ...base(),
    role: 'assistant',
    laneId,
    status: 'done',
    model: {
      connectionId,
      modelId: 'demo-writer',
      provider: 'demo',
      modelName: 'Demo Writer',
      connectionName: 'Demo',
    },
    parts: [],
    usage: null,
    stopReason: null,
    requestId: null,
    servedModel: null,
    error: null,
    timing: { startedAt: 1_700_000_000_000, firstDeltaAt: null, endedAt: null },
    ...fields,
  };
}

/** A lane that answers with the demo model. */
export function lane(fields: Partial<Lane> = {}): Lane {
  return {
    id: laneId,
    conversationId,
    position: 0,
    connectionId,
    modelId: 'demo-writer',
    headId: null,
    ...fields,
  };
}

/** A message on a path, alone at its place unless siblings are given. */
export function entry(message: Message, siblingIds: readonly MessageId[] = [message.id]): PathEntry {
  return { message, siblingIds: [...siblingIds] };
}
