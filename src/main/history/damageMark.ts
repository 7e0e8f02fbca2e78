/**
 * Damage in the middle of a database shows when the page is read, long after the start. The mark lets the next start read
 * every page before it relies on the file; doing so each time would make every start wait for nothing.
 */
import { rm, writeFile } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import type { HistoryConnection } from './HistoryClient.ts';
import { statOrNull } from './historyFiles.ts';

export async function isMarkedDamaged(mark: string): Promise<boolean> {
  return (await statOrNull(mark)) !== null;
}

export async function clearDamageMark(mark: string): Promise<void> {
  await rm(mark, { force: true });
}

/** The same connection, which leaves the mark when a call meets damage. */
export function markingDamage(connection: HistoryConnection, mark: string): HistoryConnection {
  return {
    call: async (method, ...args) => {
      try {
        return await connection.call(method, ...args);
      } catch (error) {
        if (error instanceof AppError && error.code === 'history/damaged') {
          // The damage itself is what has to be told; a mark that cannot be left only costs the check.
          await writeFile(mark, '', { mode: 0o600 }).catch(() => undefined);
        }
        throw error;
      }
    },
    close: () => connection.close(),
  };
}
