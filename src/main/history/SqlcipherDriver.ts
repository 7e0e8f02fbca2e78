/**
 * The one file that knows `@signalapp/sqlcipher`. Its licence (AGPL-3.0-only) is the reason why it stays behind a port.
 * The key is 32 raw bytes, so no password hashing slows the start. Neither the key nor a value of a row may leave this file
 * in an error.
 */
import Database from '@signalapp/sqlcipher';
import { AppError } from '../../shared/errors.ts';
import type { SqliteDriver, SqliteParameters, SqliteRow } from './SqliteDriver.ts';
import { toHistoryError } from './sqliteErrors.ts';

class SqlcipherDriver implements SqliteDriver {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  run(sql: string, parameters?: SqliteParameters): number {
    return guarded(() => this.#database.prepare(sql).run(parameters).changes);
  }

  get(sql: string, parameters?: SqliteParameters): SqliteRow | undefined {
    return guarded(() => this.#database.prepare(sql).get(parameters));
  }

  all(sql: string, parameters?: SqliteParameters): readonly SqliteRow[] {
    return guarded(() => this.#database.prepare(sql).all(parameters));
  }

  exec(sql: string): void {
    guarded(() => {
      this.#database.exec(sql);
    });
  }

  transaction<T>(work: () => T): T {
    this.exec('BEGIN');
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  close(): void {
    guarded(() => {
      this.#database.close();
    });
  }

  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // After a full disk SQLite has rolled back by itself; the first error is the one that counts.
    }
  }
}

function guarded<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw toHistoryError(error);
  }
}

/**
 * Opens a database. `path` is a file that exists or can be made, or `:memory:`; `key` is 64 hex digits, null for a database
 * in memory. Reads nothing yet, so a wrong key shows at the first query. Throws `history/read-only` when the file
 * cannot be opened at all.
 */
export function openSqlcipher(path: string, key: string | null): SqliteDriver {
  let database: Database;
  try {
    database = new Database(path, { cacheStatements: true });
  } catch {
    // The driver gives no code here; who opens a file has looked at it before.
    throw new AppError('history/read-only', 'The history file could not be opened.');
  }
  const driver = new SqlcipherDriver(database);
  // Damage is reported by our own errors, not on the standard error stream.
  driver.exec('PRAGMA cipher_log_level = NONE');
  if (key !== null) {
    if (!/^[0-9a-f]{64}$/.test(key))
      throw new AppError('history/key-missing', 'The key has not the right form.');
    driver.exec(`PRAGMA key = "x'${key}'"`);
  }
  return driver;
}
