import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { historyFiles } from '../src/main/history/historyFiles.ts';
import { openSqlcipher } from '../src/main/history/SqlcipherDriver.ts';
import type { SqliteDriver } from '../src/main/history/SqliteDriver.ts';

/**
 * Reads the history of a profile as it lies on disk, on a copy, so that the app that may be writing it is not disturbed and what
 * a crash has left is not mended. A copy taken in the middle of a write may not open: then it throws, and can be tried again.
 */
export async function readHistory<T>(
  profileFolder: string,
  key: string,
  read: (database: SqliteDriver) => T,
): Promise<T> {
  const files = historyFiles(profileFolder);
  const copy = await mkdtemp(join(tmpdir(), 'sy-history-'));
  try {
    await cp(files.folder, copy, { recursive: true });
    const database = openSqlcipher(join(copy, basename(files.database)), key);
    try {
      return read(database);
    } finally {
      database.close();
    }
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
