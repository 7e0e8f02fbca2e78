/**
 * The files of a history and what is done with them as files. Nothing in here ever deletes or overwrites a database: what
 * cannot be used is renamed and stays.
 */
import { chmod, mkdir, readdir, rename, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** Where the parts of a history lie. */
export interface HistoryFiles {
  readonly folder: string;
  readonly database: string;
  /** What the database is, readable without its key; see `historyLabel.ts`. */
  readonly label: string;
  /** There while the database is under suspicion; see `damageMark.ts`. */
  readonly damageMark: string;
}

/**
 * What stands where the database belongs. `unusable` is something that cannot be a database any more: a folder, a file cut
 * to nothing, or a log without its file.
 */
export type Found = 'nothing' | 'database' | 'unusable';

/** The files of the history in a profile folder. */
export function historyFiles(profileFolder: string): HistoryFiles {
  const folder = join(profileFolder, 'history');
  return {
    folder,
    database: join(folder, 'history.db'),
    label: join(folder, 'history.label.json'),
    damageMark: join(folder, 'history.suspect'),
  };
}

/** An error of the file system as one of ours; without the path, which may name a person. */
export function toFileError(caught: unknown): AppError {
  const code = errorCode(caught);
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new AppError('history/disk-full', `The disk is full (${code}).`, { retryable: true })
    : new AppError('history/read-only', `The folder of the history cannot be written (${code}).`);
}

/** Makes the folder if it is not there, for its owner only. */
export async function prepareFolder({ folder }: HistoryFiles): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  } catch (error) {
    throw toFileError(error);
  }
}

/** Looks without touching. */
export async function inspectFiles(files: HistoryFiles): Promise<Found> {
  const database = await statOrNull(files.database);
  if (database !== null && !database.isFile()) return 'unusable';
  if (database !== null && database.size > 0) return 'database';
  const log = await statOrNull(`${files.database}-wal`);
  if (log !== null && log.size > 0) return 'unusable';
  // An empty file is the first step of making one; with a label it was one already, and has lost everything.
  return database !== null && (await statOrNull(files.label)) !== null ? 'unusable' : 'nothing';
}

/** Puts the database and its side files aside under a name of their own. Returns the new name of the database. */
export async function quarantine({ folder, database }: HistoryFiles, now: number): Promise<string> {
  const time = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  try {
    const taken = new Set(await readdir(folder));
    let name = `history.damaged-${time}.db`;
    for (let number = 2; taken.has(name); number += 1) name = `history.damaged-${time}-${number}.db`;
    // The log goes first: left behind alone it would be taken for the log of the new database.
    for (const side of ['-wal', '-shm', '']) {
      if ((await statOrNull(database + side)) !== null)
        await rename(database + side, join(folder, name + side));
    }
    return name;
  } catch (error) {
    throw toFileError(error);
  }
}

/** Null when there is nothing, or nothing that can be reached, under that name. */
export async function statOrNull(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw toFileError(error);
  }
}

function errorCode(caught: unknown): string {
  return caught instanceof Error && 'code' in caught && typeof caught.code === 'string'
    ? caught.code
    : 'unknown';
}
