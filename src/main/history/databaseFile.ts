/**
 * Opening the database file: modes, pragmas, migration. What is refused (wrong key, damage, a newer version) is refused
 * before the first write.
 */
import { chmodSync, closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { toFileError } from './historyFiles.ts';
import type { Migration } from './migrations/Migration.ts';
import { applyMigrations, pendingMigrations, schemaVersion } from './migrations/migrate.ts';
import { openSqlcipher } from './SqlcipherDriver.ts';
import type { SqliteDriver } from './SqliteDriver.ts';

/** Where a history lies. `verify` reads every page once before anything else, after damage was met. */
export type HistoryLocation =
  | { readonly kind: 'memory' }
  | { readonly kind: 'file'; readonly file: string; readonly key: string; readonly verify: boolean };

/** The copy that was made before the last migration, beside the database. */
export const migrationCopyName = 'history.before-migration.db';

const ownerOnly = 0o600;

/** Opens for reading and writing, brought up to date by `migrations`. Throws an `AppError` and leaves nothing open. */
export function openForWriting(location: HistoryLocation, migrations: readonly Migration[]): SqliteDriver {
  if (location.kind === 'memory') {
    return closedOnError(openSqlcipher(':memory:', null), (database) => {
      database.exec('PRAGMA foreign_keys = ON');
      applyMigrations(database, migrations);
    });
  }
  restrictToOwner(location.file);
  return closedOnError(openSqlcipher(location.file, location.key), (database) => {
    // Two seconds: long enough for a checkpoint of our own reader, short enough to say that another program holds the file.
    database.exec('PRAGMA busy_timeout = 2000');
    const version = schemaVersion(database);
    const pending = pendingMigrations(version, migrations);
    if (location.verify) verifyEveryPage(database);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    if (version > 0 && pending.length > 0) copyBeforeMigration(database, location);
    applyMigrations(database, pending);
    // The version must stand in the file itself: an older program that meets it there writes nothing at all.
    if (pending.length > 0) database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  });
}

/** Opens a second connection to a file that is open for writing already. It can only read. */
export function openForReading(location: HistoryLocation & { readonly kind: 'file' }): SqliteDriver {
  return closedOnError(openSqlcipher(location.file, location.key), (database) => {
    database.exec('PRAGMA busy_timeout = 2000; PRAGMA query_only = ON');
    schemaVersion(database);
  });
}

function closedOnError(database: SqliteDriver, prepare: (database: SqliteDriver) => void): SqliteDriver {
  try {
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Makes the file if it is not there. SQLite gives its side files (-wal, -shm) the mode of the database. */
function restrictToOwner(file: string): void {
  try {
    closeSync(openSync(file, 'a', ownerOnly));
    chmodSync(file, ownerOnly);
  } catch (error) {
    throw toFileError(error);
  }
}

/** Checks the authentication code of every page and then the structure. Throws `history/damaged`. */
function verifyEveryPage(database: SqliteDriver): void {
  const [broken] = database.all('PRAGMA cipher_integrity_check');
  const result =
    broken === undefined ? database.get('PRAGMA integrity_check(1)')?.['integrity_check'] : 'pages';
  if (result !== 'ok') throw new AppError('history/damaged', 'The check of the whole database failed.');
}

/** Keeps the newest verified copy. A copy that cannot be made or read stops the migration. */
function copyBeforeMigration(
  database: SqliteDriver,
  location: HistoryLocation & { readonly kind: 'file' },
): void {
  const folder = dirname(location.file);
  const unfinished = join(folder, `${migrationCopyName}.unfinished`);
  try {
    rmSync(unfinished, { force: true });
    restrictToOwner(unfinished);
    database.run('VACUUM INTO $file', { file: unfinished });
    const copy = openSqlcipher(unfinished, location.key);
    try {
      verifyEveryPage(copy);
    } finally {
      copy.close();
    }
    renameSync(unfinished, join(folder, migrationCopyName));
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
