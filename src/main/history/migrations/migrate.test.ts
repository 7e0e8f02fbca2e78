import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrationCopyName, openForWriting } from '../databaseFile.ts';
import { openSqlcipher } from '../SqlcipherDriver.ts';
import type { SqliteDriver } from '../SqliteDriver.ts';
import type { Migration } from './Migration.ts';
import { pendingMigrations, schemaVersion } from './migrate.ts';
import { migrations, newestSchemaVersion } from './migrations.ts';

const key = 'ab'.repeat(32);

/** A step as a later release may bring it. */
const addStars: Migration = {
  version: newestSchemaVersion + 1,
  apply(database) {
    database.exec('ALTER TABLE conversations ADD COLUMN starred INTEGER NOT NULL DEFAULT 0');
    database.run("UPDATE conversations SET starred = 1 WHERE title = 'kept'");
    database.exec('CREATE TABLE stars (id TEXT PRIMARY KEY) STRICT');
  },
};

/** The same, with a defect after the given number of statements. */
function failingAfter(statements: number): Migration {
  return {
    version: addStars.version,
    apply(database) {
      let left = statements;
      const count = (): void => {
        if (left === 0) database.exec('SELECT * FROM nowhere');
        left -= 1;
      };
      const counted: SqliteDriver = {
        run: (sql, parameters) => (count(), database.run(sql, parameters)),
        get: (sql, parameters) => database.get(sql, parameters),
        all: (sql, parameters) => database.all(sql, parameters),
        exec: (sql) => {
          count();
          database.exec(sql);
        },
        transaction: (work) => database.transaction(work),
        close: () => {
          database.close();
        },
      };
      addStars.apply(counted);
      count();
    },
  };
}

describe('migrations', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'migrate-'));
    file = join(folder, 'history.db');
    const database = open(migrations);
    database.run(
      `INSERT INTO conversations (id, title, title_source, pinned, created_at, updated_at, changed_at, device_id)
       VALUES ('c', 'kept', 'user', 0, 1, 1, 1, 'd')`,
    );
    database.close();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function open(steps: readonly Migration[]): SqliteDriver {
    return openForWriting({ kind: 'file', file, key, verify: false }, steps);
  }

  function dump(database: SqliteDriver): unknown {
    return [
      schemaVersion(database),
      database.all('SELECT type, name, sql FROM sqlite_schema ORDER BY name'),
      database.all('SELECT * FROM conversations'),
    ];
  }

  function dumpFile(path: string): unknown {
    const database = openSqlcipher(path, key);
    try {
      return dump(database);
    } finally {
      database.close();
    }
  }

  it('are numbered from 1 without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('make the same schema in one go as on a database in memory', () => {
    const memory = openForWriting({ kind: 'memory' }, migrations);
    const schema = 'SELECT type, name, sql FROM sqlite_schema ORDER BY name';
    const database = open(migrations);
    expect(database.all(schema)).toEqual(memory.all(schema));
    database.close();
    memory.close();
  });

  it('do nothing the second time, and make no copy', () => {
    const before = dumpFile(file);
    open(migrations).close();
    expect(dumpFile(file)).toEqual(before);
    expect(existsSync(join(folder, migrationCopyName))).toBe(false);
  });

  it('keep a verified, encrypted copy of what was there before', () => {
    const before = dumpFile(file);
    const database = open([...migrations, addStars]);
    expect(database.get('SELECT starred FROM conversations')).toEqual({ starred: 1 });
    expect(schemaVersion(database)).toBe(addStars.version);
    database.close();

    const copy = join(folder, migrationCopyName);
    expect(dumpFile(copy)).toEqual(before);
    expect(readFileSync(copy).includes('kept')).toBe(false);
    if (process.platform !== 'win32') expect(statSync(copy).mode & 0o777).toBe(0o600);
  });

  it('write the version into the file itself at once', () => {
    const database = open([...migrations, addStars]);
    expect(statSync(`${file}-wal`).size).toBe(0);
    database.close();
  });

  it.each([0, 1, 2, 3])('are undone whole when statement %i fails', (statements) => {
    const before = dumpFile(file);
    expect(() => open([...migrations, failingAfter(statements)])).toThrow(
      expect.objectContaining({ code: 'internal' }),
    );
    expect(dumpFile(file)).toEqual(before);
    // The repaired release migrates what the broken one left.
    open([...migrations, addStars]).close();
    expect(dumpFile(join(folder, migrationCopyName))).toEqual(before);
  });

  it('are not begun on a database from a newer version', () => {
    open([...migrations, addStars]).close();
    const bytes = readFileSync(file);
    expect(() => open(migrations)).toThrow(expect.objectContaining({ code: 'history/newer-version' }));
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(existsSync(`${file}-shm`)).toBe(false);
    expect(() => pendingMigrations(addStars.version, migrations)).toThrow();
  });
});
