/** Messages as rows, and back. What only an assistant's message has is null in the row of a prompt. */
import { messageSchema } from '../../../shared/conversation.ts';
import type { AssistantMessage, Message } from '../../../shared/conversation.ts';
import type { SqliteParameters, SqliteRow } from '../SqliteDriver.ts';
import { parseJson, parseStored, present, toJson } from '../stored.ts';

/** The columns that change while a reply comes into being. */
export function replyColumns(reply: AssistantMessage): SqliteParameters {
  return {
    status: reply.status,
    updatedAt: reply.updatedAt,
    deviceId: reply.deviceId,
    model: JSON.stringify(reply.model),
    usage: toJson(reply.usage),
    stopReason: reply.stopReason,
    requestId: reply.requestId,
    servedModel: reply.servedModel,
    error: toJson(reply.error),
    timing: JSON.stringify(reply.timing),
    notices: toJson(reply.notices ?? null),
    replay: toJson(reply.replay ?? null),
    cost: toJson(reply.cost ?? null),
    origin: toJson(reply.origin ?? null),
    parts: JSON.stringify(reply.parts),
  };
}

/** All columns of a message except its number. */
export function messageColumns(message: Message): SqliteParameters {
  const { id, conversationId, parentId, turnId, role, createdAt, updatedAt, deviceId } = message;
  const step = toJson(message.step ?? null);
  const common = { id, conversationId, parentId, turnId, role, createdAt, step };
  if (message.role === 'assistant')
    return { ...common, laneId: message.laneId, attachments: null, sources: null, ...replyColumns(message) };
  return {
    ...common,
    updatedAt,
    deviceId,
    laneId: null,
    status: null,
    model: null,
    usage: null,
    stopReason: null,
    requestId: null,
    servedModel: null,
    error: null,
    timing: null,
    notices: null,
    replay: null,
    cost: null,
    origin: null,
    sources: toJson(message.sources ?? null),
    attachments: toJson(message.attachments ?? null),
    parts: JSON.stringify(message.parts),
  };
}

/** Reads a row that was selected with all its columns. Throws `history/damaged`. */
export function toMessage(row: SqliteRow): Message {
  const common = {
    id: row['id'],
    conversationId: row['conversation_id'],
    parentId: row['parent_id'],
    turnId: row['turn_id'],
    role: row['role'],
    createdAt: row['created_at'],
    updatedAt: row['updated_at'],
    deviceId: row['device_id'],
    parts: parseJson(row['parts']),
    ...present('step', parseJson(row['step'])),
  };
  if (row['role'] === 'user') {
    const attachments = parseJson(row['attachments']);
    const sources = present('sources', parseJson(row['sources']));
    return parseStored(
      messageSchema,
      { ...common, ...present('attachments', attachments), ...sources },
      'message',
    );
  }
  return parseStored(
    messageSchema,
    {
      ...common,
      laneId: row['lane_id'],
      status: row['status'],
      model: parseJson(row['model']),
      usage: parseJson(row['usage']),
      stopReason: row['stop_reason'],
      requestId: row['request_id'],
      servedModel: row['served_model'],
      error: parseJson(row['error']),
      timing: parseJson(row['timing']),
      ...present('notices', parseJson(row['notices'])),
      ...present('replay', parseJson(row['replay'])),
      ...present('cost', parseJson(row['cost'])),
      ...present('origin', parseJson(row['origin'])),
    },
    'message',
  );
}
