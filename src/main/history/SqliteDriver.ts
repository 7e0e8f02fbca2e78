/**
 * The port to an SQLite database, as small as the history needs it. One file stands behind it (`SqlcipherDriver.ts`), so the
 * driver can be replaced without a change to any query. Everything is synchronous: it runs in a worker of its own.
 */

export type SqliteValue = string | number | null | Uint8Array<ArrayBuffer>;
export type SqliteRow = Readonly<Record<string, SqliteValue>>;
/** Values for `$name` in a statement, by their names without the dollar. */
export type SqliteParameters = Readonly<Record<string, SqliteValue>>;

/** Statements are compiled once and kept, so the text of a statement must not hold values. Throws `AppError`s only. */
export interface SqliteDriver {
  /** Runs a statement and returns how many rows it changed. */
  run(sql: string, parameters?: SqliteParameters): number;
  /** The first row of a result. */
  get(sql: string, parameters?: SqliteParameters): SqliteRow | undefined;
  all(sql: string, parameters?: SqliteParameters): readonly SqliteRow[];
  /** Runs one or more statements that take no values and return no rows. */
  exec(sql: string): void;
  /** All or nothing: what `work` wrote is rolled back when it throws. Does not nest. */
  transaction<T>(work: () => T): T;
  close(): void;
}
