import { open } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';

/** Largest file that is imported, in bytes. */
const maxImportBytes = 32_000_000;

async function readBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new AppError('import/unreadable', 'This is no file.');
    // The size is asked first, so that nothing larger is ever in memory.
    if (stats.size > maxImportBytes) {
      throw new AppError('import/too-large', 'The file is too large.', {
        details: { limit: maxImportBytes },
      });
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** The text of a file that a person chose, a byte order mark left out. Rejects with `import/unreadable` or `import/too-large`. */
export async function readChosenText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readBytes(path));
  } catch (caught) {
    if (caught instanceof AppError) throw caught;
    // What the system says names the whole path.
    throw new AppError('import/unreadable', 'A chosen file cannot be read.');
  }
}
