import { basename } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { AppError } from '../../shared/errors.ts';

/**
 * Writes beside the target, syncs and renames, so that there is the old file or the new one and never half of one. Readable
 * by this user only. Throws `file/write-failed`.
 */
export async function writeTextFile(path: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(path, text, { mode: 0o600, fsync: true });
  } catch (cause) {
    throw new AppError('file/write-failed', 'A file could not be written.', {
      retryable: true,
      details: { fileName: basename(path) },
      cause,
    });
  }
}
