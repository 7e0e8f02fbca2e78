import type { DeviceId } from '../../../shared/ids.ts';
import { settingsSchema } from '../../../shared/settings.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { SqliteDriver } from '../SqliteDriver.ts';
import { parseJson, parseStored } from '../stored.ts';

/** The settings of the app, in one row. */
export class SettingsRepository {
  readonly #database: SqliteDriver;
  readonly #deviceId: DeviceId;

  constructor(database: SqliteDriver, deviceId: DeviceId) {
    this.#database = database;
    this.#deviceId = deviceId;
  }

  /** The defaults while nothing has been chosen. */
  load(): Settings {
    const row = this.#database.get('SELECT body FROM settings');
    return parseStored(settingsSchema, row === undefined ? {} : parseJson(row['body']), 'set of settings');
  }

  save(settings: Settings, now: number): void {
    this.#database.run(
      `INSERT INTO settings (only, body, updated_at, device_id) VALUES (1, $body, $now, $deviceId)
       ON CONFLICT (only) DO UPDATE
       SET body = excluded.body, updated_at = excluded.updated_at, device_id = excluded.device_id`,
      { body: JSON.stringify(settings), now, deviceId: this.#deviceId },
    );
  }
}
