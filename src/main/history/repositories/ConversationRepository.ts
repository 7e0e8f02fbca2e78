import { conversationSchema } from '../../../shared/conversation.ts';
import type { Conversation } from '../../../shared/conversation.ts';
import type { ConversationId } from '../../../shared/ids.ts';
import type { ListConversations, StoredConversation } from '../History.ts';
import type { SqliteDriver, SqliteParameters, SqliteRow } from '../SqliteDriver.ts';
import { notFound, parseJson, parseStored, present, toJson } from '../stored.ts';

const columns = `id, title, title_source, pinned, trashed_at, created_at, updated_at, device_id,
  parameters, context_strategy, view, (SELECT count(*) FROM lanes WHERE conversation_id = conversations.id) AS lane_count`;

function toStored(row: SqliteRow): StoredConversation {
  const conversation = parseStored(
    conversationSchema,
    {
      id: row['id'],
      title: row['title'],
      titleSource: row['title_source'],
      pinned: row['pinned'] === 1,
      trashedAt: row['trashed_at'],
      createdAt: row['created_at'],
      updatedAt: row['updated_at'],
      deviceId: row['device_id'],
      ...present('parameters', parseJson(row['parameters'])),
      ...present('contextStrategy', parseJson(row['context_strategy'])),
      ...present('view', parseJson(row['view'])),
    },
    'conversation',
  );
  return { conversation, laneCount: Number(row['lane_count']) };
}

/** What a person can change about a conversation, as columns. */
function changeable(conversation: Conversation): SqliteParameters {
  const { id, title, titleSource, pinned, trashedAt, deviceId, parameters, contextStrategy, view } =
    conversation;
  return {
    id,
    title,
    titleSource,
    pinned: Number(pinned),
    trashedAt,
    deviceId,
    parameters: toJson(parameters ?? null),
    contextStrategy: toJson(contextStrategy ?? null),
    view: toJson(view ?? null),
  };
}

/** Conversations, without what is in them. */
export class ConversationRepository {
  readonly #database: SqliteDriver;

  constructor(database: SqliteDriver) {
    this.#database = database;
  }

  insert(conversation: Conversation): void {
    this.#database.run(
      `INSERT INTO conversations
         (id, title, title_source, pinned, trashed_at, created_at, updated_at, changed_at, device_id,
          parameters, context_strategy, view)
       VALUES ($id, $title, $titleSource, $pinned, $trashedAt, $createdAt, $updatedAt, $updatedAt, $deviceId,
         $parameters, $contextStrategy, $view)`,
      { ...changeable(conversation), updatedAt: conversation.updatedAt, createdAt: conversation.createdAt },
    );
  }

  get(id: ConversationId): StoredConversation {
    const row = this.#database.get(`SELECT ${columns} FROM conversations WHERE id = $id`, { id });
    if (row === undefined) throw notFound('conversation');
    return toStored(row);
  }

  /** Pinned ones all come with the first page; see `History.listConversations`. */
  list({ trashed, before, limit }: ListConversations): readonly StoredConversation[] {
    const pinned = before === null ? this.#page({ trashed, pinned: true, before: null, limit: -1 }) : [];
    const others = this.#page({ trashed, pinned: false, before, limit: Math.max(1, limit - pinned.length) });
    return [...pinned, ...others].map(toStored);
  }

  /** Writes everything that a person can change, and who changed it when. */
  update(conversation: Conversation, changedAt: number): void {
    this.#database.run(
      `UPDATE conversations
       SET title = $title, title_source = $titleSource, pinned = $pinned, trashed_at = $trashedAt,
         changed_at = $changedAt, device_id = $deviceId, parameters = $parameters,
         context_strategy = $contextStrategy, view = $view
       WHERE id = $id`,
      { ...changeable(conversation), changedAt },
    );
  }

  /** Moves a conversation to its place in the list when messages are added. */
  touch(id: ConversationId, time: number): void {
    const changed = this.#database.run(
      `UPDATE conversations
       SET has_messages = 1, updated_at = max(updated_at, $time), changed_at = max(changed_at, $time)
       WHERE id = $id`,
      { id, time },
    );
    if (changed === 0) throw notFound('conversation');
  }

  delete(id: ConversationId): void {
    this.#database.run('DELETE FROM conversations WHERE id = $id', { id });
  }

  /** Deletes those among `ids` that hold no message and stand in no tab. */
  dropEmpty(ids: readonly ConversationId[]): void {
    this.#database.run(
      `DELETE FROM conversations
       WHERE id IN (SELECT value FROM json_each($ids)) AND has_messages = 0
         AND NOT EXISTS (SELECT 1 FROM tabs WHERE conversation_id = conversations.id)`,
      { ids: JSON.stringify(ids) },
    );
  }

  /** The same for all of them: what a crash between two steps left behind. */
  dropAllEmpty(): void {
    this.#database.run(
      `DELETE FROM conversations
       WHERE has_messages = 0 AND NOT EXISTS (SELECT 1 FROM tabs WHERE conversation_id = conversations.id)`,
    );
  }

  /** At most `limit` rows, and then those of the same millisecond as the last one, so that the next page misses none. */
  #page(options: ListConversations & { readonly pinned: boolean }): readonly SqliteRow[] {
    const selection: SqliteParameters = { trashed: Number(options.trashed), pinned: Number(options.pinned) };
    const listed = 'has_messages = 1 AND (trashed_at IS NOT NULL) = $trashed AND pinned = $pinned';
    const rows = this.#database.all(
      `SELECT ${columns} FROM conversations WHERE ${listed} AND updated_at < $before
       ORDER BY updated_at DESC, id DESC LIMIT $limit`,
      { ...selection, before: options.before ?? Number.MAX_SAFE_INTEGER, limit: options.limit },
    );
    const last = rows.at(-1);
    if (last === undefined || rows.length !== options.limit) return rows;
    const ties = this.#database.all(
      `SELECT ${columns} FROM conversations WHERE ${listed} AND updated_at = $time AND id < $id ORDER BY id DESC`,
      { ...selection, time: last['updated_at'] ?? 0, id: last['id'] ?? '' },
    );
    return [...rows, ...ties];
  }
}
