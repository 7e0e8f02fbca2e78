import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { openSqlcipher } from './SqlcipherDriver.ts';
import { toHistoryError } from './sqliteErrors.ts';

/** An error as the driver throws it. */
function sqliteError(code: string): Error {
  return Object.assign(new Error(`sqlite error(${code}): near "private words"`), { code });
}

describe('errors of the database', () => {
  it.each([
    ['SQLITE_CORRUPT', 'history/damaged'],
    ['SQLITE_CORRUPT_VTAB', 'history/damaged'],
    ['SQLITE_NOTADB', 'history/damaged'],
    ['SQLITE_FULL', 'history/disk-full'],
    ['SQLITE_IOERR_SHMSIZE', 'history/disk-full'],
    ['SQLITE_READONLY_DBMOVED', 'history/read-only'],
    ['SQLITE_CANTOPEN_ISDIR', 'history/read-only'],
    ['SQLITE_IOERR_FSYNC', 'history/read-only'],
    ['SQLITE_BUSY_SNAPSHOT', 'history/locked'],
    ['SQLITE_LOCKED', 'history/locked'],
    ['SQLITE_CONSTRAINT_FOREIGNKEY', 'history/not-found'],
    ['SQLITE_CONSTRAINT_PRIMARYKEY', 'internal'],
    ['SQLITE_ERROR', 'internal'],
  ])('%s is %s', (code, expected) => {
    const error = toHistoryError(sqliteError(code));
    expect(error.code).toBe(expected);
    expect(error.message).not.toContain('private words');
    expect(error.cause).toBeUndefined();
  });

  it('leaves ours as they are and tells nothing of others', () => {
    const ours = new AppError('history/not-found', 'gone');
    expect(toHistoryError(ours)).toBe(ours);
    expect(toHistoryError('private words').message).not.toContain('private words');
  });

  it('rolls a failed transaction back and says what failed', () => {
    const database = openSqlcipher(':memory:', null);
    database.exec('CREATE TABLE t (a INTEGER PRIMARY KEY)');
    expect(() =>
      database.transaction(() => {
        database.run('INSERT INTO t VALUES ($a)', { a: 1 });
        database.run('INSERT INTO t VALUES ($a)', { a: 1 });
      }),
    ).toThrow(expect.objectContaining({ code: 'internal' }));
    expect(database.all('SELECT * FROM t')).toEqual([]);
    database.close();
  });

  it('never quotes a key that has not the right form', () => {
    const key = `${'ab'.repeat(31)}"'`;
    const open = (): unknown => openSqlcipher(':memory:', key);
    expect(open).toThrow(expect.objectContaining({ code: 'history/key-missing' }));
    expect(open).not.toThrow(key);
  });
});
