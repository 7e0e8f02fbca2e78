/**
 * Brings a database up to date, one transaction a step. A database from a newer version is refused before anything is
 * written.
 */
import { AppError } from '../../../shared/errors.ts';
import type { SqliteDriver } from '../SqliteDriver.ts';
import type { Migration } from './Migration.ts';

/** The `user_version` of a database; 0 when it is empty. The first read of a file, so a wrong key or damage shows here. */
export function schemaVersion(database: SqliteDriver): number {
  const version = database.get('PRAGMA user_version')?.['user_version'];
  if (typeof version !== 'number') throw new AppError('history/damaged', 'The schema has no version.');
  return version;
}

/** The steps that a database of `version` still needs. Throws `history/newer-version` when it is ahead of all of them. */
export function pendingMigrations(version: number, migrations: readonly Migration[]): readonly Migration[] {
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new AppError('history/newer-version', `The schema has version ${version}; ${newest} is known.`);
  }
  return migrations.filter((migration) => migration.version > version);
}

/** Applies the given steps. One that throws leaves the database at the version before it. */
export function applyMigrations(database: SqliteDriver, pending: readonly Migration[]): void {
  for (const { version, apply } of pending) {
    database.transaction(() => {
      apply(database);
      database.exec(`PRAGMA user_version = ${version}`);
    });
  }
}
