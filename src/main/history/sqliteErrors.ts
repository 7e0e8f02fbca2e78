/**
 * The one place where SQLite's result codes become ours. The text of an SQLite error is never passed on: a full text query
 * that fails is quoted in it.
 */
import { AppError } from '../../shared/errors.ts';
import type { ErrorCode } from '../../shared/errors.ts';

interface Meaning {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable: boolean;
}

/** By extended or else by primary result code, https://sqlite.org/rescode.html; the one begins with the other. */
const meanings: Readonly<Record<string, Meaning>> = {
  SQLITE_CORRUPT: { code: 'history/damaged', message: 'A page is damaged', retryable: false },
  SQLITE_NOTADB: {
    code: 'history/damaged',
    message: 'The file is not readable with this key',
    retryable: false,
  },
  SQLITE_FULL: { code: 'history/disk-full', message: 'The disk is full', retryable: true },
  // The shared memory of the write-ahead log could not grow.
  SQLITE_IOERR_SHMSIZE: { code: 'history/disk-full', message: 'The disk is full', retryable: true },
  SQLITE_READONLY: { code: 'history/read-only', message: 'The file cannot be written', retryable: false },
  SQLITE_PERM: { code: 'history/read-only', message: 'Access was denied', retryable: false },
  SQLITE_CANTOPEN: { code: 'history/read-only', message: 'A file could not be opened', retryable: false },
  SQLITE_IOERR: { code: 'history/read-only', message: 'The disk reported an error', retryable: true },
  SQLITE_BUSY: { code: 'history/locked', message: 'Another program holds the file', retryable: true },
  SQLITE_LOCKED: { code: 'history/locked', message: 'Another program holds the file', retryable: true },
};

function resultCode(caught: unknown): string | null {
  if (!(caught instanceof Error) || !('code' in caught)) return null;
  return typeof caught.code === 'string' && caught.code.startsWith('SQLITE_') ? caught.code : null;
}

/** Turns whatever the driver threw into an `AppError`. One that already is an `AppError` passes unchanged. */
export function toHistoryError(caught: unknown): AppError {
  if (caught instanceof AppError) return caught;
  const code = resultCode(caught);
  // A misuse, which the driver describes without values: kept as the cause for whoever debugs it.
  if (code === null)
    return new AppError('internal', 'The database driver refused a call.', { cause: caught });
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') {
    return new AppError('history/not-found', `What a row refers to is not there (${code}).`);
  }
  const [, primary] = /^(SQLITE_[A-Z]+)/.exec(code) ?? [];
  const meaning = meanings[code] ?? (primary === undefined ? undefined : meanings[primary]);
  if (meaning === undefined) return new AppError('internal', `The database refused a statement (${code}).`);
  return new AppError(meaning.code, `${meaning.message} (${code}).`, { retryable: meaning.retryable });
}
