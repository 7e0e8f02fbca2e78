/**
 * The tree of messages. A message's number (`seq`) is its time of creation in milliseconds times 2,048 plus a counter, so
 * numbers sort by time, stay below 2^53 until the year 2109, and leave room for what is made in the same millisecond.
 */
import { z } from 'zod';
import { pathEntrySchema } from '../../../shared/conversation.ts';
import { idSchema } from '../../../shared/idSchema.ts';
import type { AssistantMessage, Lane, Message, PathEntry, PathPage } from '../../../shared/conversation.ts';
import type { ConversationId, MessageId } from '../../../shared/ids.ts';
import type { SqliteDriver, SqliteRow } from '../SqliteDriver.ts';
import { notFound, parseJson, parseStored } from '../stored.ts';
import { messageColumns, replyColumns, toMessage } from './messageRows.ts';

/** How many numbers one millisecond has; see `seq` above. */
export const seqPerMillisecond = 2048;

const messageId = idSchema<MessageId>();
const seqSchema = z.number().int().nonnegative();

/** A message with its row number, which is also its number in the full text index. */
export interface NumberedMessage {
  readonly seq: number;
  readonly message: Message;
}

/** The alternatives of message `m`: for a prompt its edits, for a reply the retries of the same lane; in order of time. */
const siblingIds = `(
  SELECT json_group_array(s.id ORDER BY s.seq) FROM messages s
  WHERE s.conversation_id = m.conversation_id AND s.parent_id IS m.parent_id
    AND s.role = m.role AND s.lane_id IS m.lane_id AND s.trashed_root IS NULL)`;

/** The way up from `$id`, at most `$limit` messages. A queue of one row, so its depth costs no stack. */
const pathUpwards = `WITH RECURSIVE path (seq, parent_id, depth) AS (
  SELECT seq, parent_id, 0 FROM messages WHERE id = $id
  UNION ALL
  SELECT m.seq, m.parent_id, path.depth + 1 FROM path CROSS JOIN messages m ON m.id = path.parent_id
  LIMIT $limit)`;

function toNumbered(row: SqliteRow): NumberedMessage {
  return { seq: parseStored(seqSchema, row['seq'], 'message number'), message: toMessage(row) };
}

function toEntry(row: SqliteRow): PathEntry {
  const ids = parseStored(
    pathEntrySchema.shape.siblingIds,
    parseJson(row['sibling_ids']),
    'list of siblings',
  );
  return { message: toMessage(row), siblingIds: ids };
}

export class MessageRepository {
  readonly #database: SqliteDriver;

  constructor(database: SqliteDriver) {
    this.#database = database;
  }

  /** Returns the row number that it got. */
  insert(message: Message): number {
    const seq = this.#freeSeq(message.createdAt);
    this.#database.run(
      `INSERT INTO messages (seq, id, conversation_id, parent_id, turn_id, role, lane_id, status, created_at,
         updated_at, device_id, model, usage, stop_reason, request_id, served_model, error, timing, notices,
         replay, cost, attachments, sources, step, origin, parts)
       VALUES ($seq, $id, $conversationId, $parentId, $turnId, $role, $laneId, $status, $createdAt,
         $updatedAt, $deviceId, $model, $usage, $stopReason, $requestId, $servedModel, $error, $timing, $notices,
         $replay, $cost, $attachments, $sources, $step, $origin, $parts)`,
      { seq, ...messageColumns(message) },
    );
    return seq;
  }

  /** Writes all of a reply except its place in the tree. */
  updateReply(reply: AssistantMessage): void {
    this.#database.run(
      `UPDATE messages
       SET status = $status, updated_at = $updatedAt, device_id = $deviceId, model = $model, usage = $usage,
         stop_reason = $stopReason, request_id = $requestId, served_model = $servedModel, error = $error,
         timing = $timing, notices = $notices, replay = $replay, cost = $cost, origin = $origin, parts = $parts
       WHERE id = $id`,
      { id: reply.id, ...replyColumns(reply) },
    );
  }

  find(id: MessageId): NumberedMessage | null {
    const row = this.#database.get('SELECT * FROM messages WHERE id = $id', { id });
    return row === undefined ? null : toNumbered(row);
  }

  get(id: MessageId): Message {
    const found = this.find(id);
    if (found === null) throw notFound('message');
    return found.message;
  }

  /** The newest replies that are not in the trash, newest first. */
  listReplies(conversationId: ConversationId, limit: number): readonly AssistantMessage[] {
    return this.#database
      .all(
        `SELECT * FROM messages
         WHERE conversation_id = $conversationId AND role = 'assistant' AND trashed_root IS NULL
         ORDER BY seq DESC LIMIT $limit`,
        { conversationId, limit },
      )
      .map(toMessage)
      .filter((message) => message.role === 'assistant');
  }

  listStreaming(): readonly NumberedMessage[] {
    return this.#database
      .all("SELECT * FROM messages WHERE status = 'streaming' ORDER BY seq")
      .map(toNumbered);
  }

  /** All messages of a conversation that are not in the trash, in the order of their ids. */
  listAll(conversationId: ConversationId): readonly Message[] {
    return this.#database
      .all(
        'SELECT * FROM messages WHERE conversation_id = $conversationId AND trashed_root IS NULL ORDER BY id',
        {
          conversationId,
        },
      )
      .map(toMessage);
  }

  deleteAll(conversationId: ConversationId): void {
    this.#database.run('DELETE FROM messages WHERE conversation_id = $conversationId', { conversationId });
  }

  /** The path from the root to `id`, oldest first. */
  readPath(id: MessageId): readonly Message[] {
    const rows = this.#database.all(
      `${pathUpwards} SELECT m.* FROM path CROSS JOIN messages m ON m.seq = path.seq ORDER BY path.depth DESC`,
      { id, limit: -1 },
    );
    if (rows.length === 0) throw notFound('message');
    return rows.map(toMessage);
  }

  /** The last `limit` messages of the path that ends in `id` (null: an empty path), with their alternatives. */
  readPage(id: MessageId | null, limit: number): PathPage {
    if (id === null) return { entries: [], hasMore: false };
    const rows = this.#database.all(
      `${pathUpwards} SELECT m.*, ${siblingIds} AS sibling_ids
       FROM path CROSS JOIN messages m ON m.seq = path.seq ORDER BY path.depth DESC`,
      { id, limit },
    );
    const entries = rows.map(toEntry);
    const [top] = entries;
    return { entries, hasMore: top !== undefined && top.message.parentId !== null };
  }

  /** The newest leaf below `id` (itself, when nothing follows it), a reply of the lane's own before any other. */
  newestLeaf(id: MessageId, lane: Lane): MessageId {
    const row = this.#database.get(
      `WITH RECURSIVE below (seq, id) AS (
         SELECT seq, id FROM messages
         WHERE id = $id AND conversation_id = $conversationId AND trashed_root IS NULL
         UNION ALL
         SELECT m.seq, m.id FROM below CROSS JOIN messages m
           ON m.conversation_id = $conversationId AND m.parent_id = below.id AND m.trashed_root IS NULL)
       SELECT m.id FROM below CROSS JOIN messages m ON m.seq = below.seq
       WHERE NOT EXISTS (
         SELECT 1 FROM messages c
         WHERE c.conversation_id = $conversationId AND c.parent_id = m.id AND c.trashed_root IS NULL)
       ORDER BY (m.lane_id IS $laneId) DESC, m.seq DESC LIMIT 1`,
      { id, conversationId: lane.conversationId, laneId: lane.id },
    );
    if (row === undefined) throw notFound('message');
    return parseStored(messageId, row['id'], 'message id');
  }

  /** The alternative of a message that is nearest to it in time: the one before it, or else the one after it. */
  nearestSibling(id: MessageId): MessageId | null {
    const row = this.#database.get(
      `SELECT s.id FROM messages m CROSS JOIN messages s
         ON s.conversation_id = m.conversation_id AND s.parent_id IS m.parent_id AND s.role = m.role
           AND s.lane_id IS m.lane_id AND s.id <> m.id AND s.trashed_root IS NULL
       WHERE m.id = $id ORDER BY s.seq > m.seq, abs(s.seq - m.seq) LIMIT 1`,
      { id },
    );
    return row === undefined ? null : parseStored(messageId, row['id'], 'message id');
  }

  /** The first free number of a millisecond; the next millisecond's when it is full, as an import can make it. */
  #freeSeq(createdAt: number): number {
    for (let first = createdAt * seqPerMillisecond; ; first += seqPerMillisecond) {
      const row = this.#database.get(
        'SELECT max(seq) AS seq FROM messages WHERE seq >= $first AND seq < $end',
        { first, end: first + seqPerMillisecond },
      );
      const taken = row?.['seq'];
      if (typeof taken !== 'number') return first;
      if (taken + 1 < first + seqPerMillisecond) return taken + 1;
    }
  }
}
