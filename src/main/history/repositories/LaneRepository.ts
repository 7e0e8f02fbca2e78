import { laneSchema } from '../../../shared/conversation.ts';
import type { Lane } from '../../../shared/conversation.ts';
import type { ConversationId, DeviceId, LaneId, MessageId } from '../../../shared/ids.ts';
import type { SqliteDriver, SqliteRow } from '../SqliteDriver.ts';
import { notFound, parseJson, parseStored, present, toJson } from '../stored.ts';

function toLane(row: SqliteRow): Lane {
  return parseStored(
    laneSchema,
    {
      id: row['id'],
      conversationId: row['conversation_id'],
      position: row['position'],
      connectionId: row['connection_id'],
      modelId: row['model_id'],
      headId: row['head_id'],
      ...present('parameters', parseJson(row['parameters'])),
    },
    'lane',
  );
}

/** The lanes of a conversation, from left to right. */
export class LaneRepository {
  readonly #database: SqliteDriver;
  readonly #deviceId: DeviceId;

  constructor(database: SqliteDriver, deviceId: DeviceId) {
    this.#database = database;
    this.#deviceId = deviceId;
  }

  list(conversationId: ConversationId): readonly Lane[] {
    return this.#database
      .all('SELECT * FROM lanes WHERE conversation_id = $conversationId ORDER BY position, id', {
        conversationId,
      })
      .map(toLane);
  }

  get(id: LaneId): Lane {
    const row = this.#database.get('SELECT * FROM lanes WHERE id = $id', { id });
    if (row === undefined) throw notFound('lane');
    return toLane(row);
  }

  insert(lane: Lane, now: number): void {
    this.#database.run(
      `INSERT INTO lanes
         (id, conversation_id, position, connection_id, model_id, head_id, parameters, updated_at, device_id)
       VALUES ($id, $conversationId, $position, $connectionId, $modelId, $headId, $parameters, $now, $deviceId)`,
      { ...lane, parameters: toJson(lane.parameters ?? null), now, deviceId: this.#deviceId },
    );
  }

  update({ id, connectionId, modelId, headId, parameters }: Lane, now: number): void {
    this.#database.run(
      `UPDATE lanes
       SET connection_id = $connectionId, model_id = $modelId, head_id = $headId, parameters = $parameters,
         updated_at = $now, device_id = $deviceId
       WHERE id = $id`,
      {
        id,
        connectionId,
        modelId,
        headId,
        parameters: toJson(parameters ?? null),
        now,
        deviceId: this.#deviceId,
      },
    );
  }

  /** Points a lane of this conversation at a message of it. */
  setHead(
    lane: { readonly id: LaneId; readonly conversationId: ConversationId; readonly headId: MessageId },
    now: number,
  ): void {
    const changed = this.#database.run(
      `UPDATE lanes SET head_id = $headId, updated_at = $now, device_id = $deviceId
       WHERE id = $id AND conversation_id = $conversationId`,
      { ...lane, now, deviceId: this.#deviceId },
    );
    if (changed === 0) throw notFound('lane');
  }

  delete(id: LaneId): void {
    this.#database.run('DELETE FROM lanes WHERE id = $id', { id });
  }

  deleteAll(conversationId: ConversationId): void {
    this.#database.run('DELETE FROM lanes WHERE conversation_id = $conversationId', { conversationId });
  }
}
