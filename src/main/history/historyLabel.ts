/**
 * A small file beside the database that says what it is without its key: the version of its schema and a one-way check of
 * the key that opens it. It answers two questions before the database is touched: was it written by a newer version
 * (opening it, even to look, would fold its log into it), and is this the right key? Without it a wrong key looks the same as a damaged file.
 * The key is 32 random bytes, so its check gives nothing away. A lost label costs nothing but these early answers.
 */
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { toFileError } from './historyFiles.ts';

const labelSchema = z.object({ schemaVersion: z.number().int(), keyCheck: z.string() });

export type HistoryLabel = z.infer<typeof labelSchema>;

/** The one-way check of a key. */
export function keyCheck(key: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update('switchyard history key').digest('hex');
}

/** Null when there is no label or it cannot be read as one. */
export async function readLabel(file: string): Promise<HistoryLabel | null> {
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'));
    return labelSchema.safeParse(content).data ?? null;
  } catch {
    return null;
  }
}

/** Writes the label if it says anything new. */
export async function writeLabel(file: string, label: HistoryLabel): Promise<void> {
  const current = await readLabel(file);
  if (current?.keyCheck === label.keyCheck && current.schemaVersion === label.schemaVersion) return;
  try {
    await writeFileAtomic(file, `${JSON.stringify(label)}\n`, { mode: 0o600 });
  } catch (error) {
    throw toFileError(error);
  }
}
