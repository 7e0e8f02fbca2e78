import { basename } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { AppError } from '../../shared/errors.ts';

/**
 * Writes beside the target, syncs and renames, so that there is the old file or the new one and never half of one. Readable
 * by this user only. Throws `transcript/write-failed`.
 */
export async function writeTranscript(path: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(path, text, { mode: 0o600, fsync: true });
  } catch (cause) {
    throw new AppError('transcript/write-failed', 'The transcript could not be written.', {
      retryable: true,
      details: { fileName: basename(path) },
      cause,
    });
  }
}
