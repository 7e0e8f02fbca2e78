import { idSchema } from '../../../shared/idSchema.ts';
import { newId } from '../../../shared/ids.ts';
import type { DeviceId } from '../../../shared/ids.ts';
import type { SqliteDriver } from '../SqliteDriver.ts';
import { parseStored } from '../stored.ts';

/** What the database knows of itself. */
export class MetaRepository {
  readonly #database: SqliteDriver;

  constructor(database: SqliteDriver) {
    this.#database = database;
  }

  /** The id of the device that this database was made on; made once. */
  deviceId(): DeviceId {
    const stored = this.#database.get("SELECT value FROM meta WHERE name = 'device-id'");
    if (stored !== undefined) return parseStored(idSchema<DeviceId>(), stored['value'], 'device id');
    const id = newId<DeviceId>();
    this.#set('device-id', id);
    return id;
  }

  /** Notes the start. A real write, so that a full disk or a read-only file shows now and not at the first prompt. */
  noteOpened(now: number): void {
    this.#set('opened-at', String(now));
  }

  #set(name: string, value: string): void {
    this.#database.run(
      'INSERT INTO meta (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      { name, value },
    );
  }
}
