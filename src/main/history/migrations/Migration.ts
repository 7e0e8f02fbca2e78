import type { SqliteDriver } from '../SqliteDriver.ts';

/** One step of the schema. Runs inside a transaction that also sets `user_version`; a release never changes a migration. */
export interface Migration {
  /** The version that the database has afterwards; the first is 1, each one more than the one before. */
  readonly version: number;
  readonly apply: (database: SqliteDriver) => void;
}
