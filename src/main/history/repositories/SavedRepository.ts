import { savedItemSchema } from '../../../shared/saved.ts';
import type { SavedItem, SavedKind } from '../../../shared/saved.ts';
import type { DeviceId } from '../../../shared/ids.ts';
import type { SqliteDriver } from '../SqliteDriver.ts';
import { parseJson, parseStored } from '../stored.ts';

/** Model sets, prompts and pipelines. */
export class SavedRepository {
  readonly #database: SqliteDriver;
  readonly #deviceId: DeviceId;

  constructor(database: SqliteDriver, deviceId: DeviceId) {
    this.#database = database;
    this.#deviceId = deviceId;
  }

  /** In the order in which they were made. */
  list(kind: SavedKind): readonly SavedItem[] {
    return this.#database
      .all('SELECT kind, body FROM saved_items WHERE kind = $kind ORDER BY id', { kind })
      .map((row) =>
        parseStored(savedItemSchema, { kind: row['kind'], item: parseJson(row['body']) }, 'saved item'),
      );
  }

  put({ kind, item }: SavedItem): void {
    this.#database.run(
      `INSERT INTO saved_items (kind, id, body, updated_at, device_id)
       VALUES ($kind, $id, $body, $updatedAt, $deviceId)
       ON CONFLICT (kind, id) DO UPDATE
       SET body = excluded.body, updated_at = excluded.updated_at, device_id = excluded.device_id`,
      { kind, id: item.id, body: JSON.stringify(item), updatedAt: item.updatedAt, deviceId: this.#deviceId },
    );
  }

  delete(kind: SavedKind, id: string): void {
    this.#database.run('DELETE FROM saved_items WHERE kind = $kind AND id = $id', { kind, id });
  }
}
