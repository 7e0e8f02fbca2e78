import { connectionSchema } from '../../../shared/connection.ts';
import type { Connection } from '../../../shared/connection.ts';
import type { ConnectionId, DeviceId } from '../../../shared/ids.ts';
import type { SqliteDriver } from '../SqliteDriver.ts';
import { parseJson, parseStored } from '../stored.ts';

/** Connections, whole and as JSON: they are few, and each provider's fields differ. */
export class ConnectionRepository {
  readonly #database: SqliteDriver;
  readonly #deviceId: DeviceId;

  constructor(database: SqliteDriver, deviceId: DeviceId) {
    this.#database = database;
    this.#deviceId = deviceId;
  }

  /** In the order in which they were made. */
  list(): readonly Connection[] {
    return this.#database
      .all('SELECT body FROM connections ORDER BY id')
      .map((row) => parseStored(connectionSchema, parseJson(row['body']), 'connection'));
  }

  save(connection: Connection): void {
    this.#database.run(
      `INSERT INTO connections (id, body, updated_at, device_id) VALUES ($id, $body, $updatedAt, $deviceId)
       ON CONFLICT (id) DO UPDATE
       SET body = excluded.body, updated_at = excluded.updated_at, device_id = excluded.device_id`,
      {
        id: connection.id,
        body: JSON.stringify(connection),
        updatedAt: connection.updatedAt,
        deviceId: this.#deviceId,
      },
    );
  }

  /** Deleting what is not there is no error. */
  delete(id: ConnectionId): void {
    this.#database.run('DELETE FROM connections WHERE id = $id', { id });
  }
}
