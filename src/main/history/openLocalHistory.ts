import { AppError } from '../../shared/errors.ts';
import type { HistoryLocation } from './databaseFile.ts';
import type { History } from './History.ts';
import { HistoryClient } from './HistoryClient.ts';
import { HistoryDatabase } from './HistoryDatabase.ts';
import { perform } from './HistoryOperations.ts';

/**
 * A history in this thread, without a worker: for tests of what stands on the history, and for scripts. The app itself uses
 * `openHistory`. `now` gives milliseconds since 1970.
 */
export function openLocalHistory(
  location: HistoryLocation = { kind: 'memory' },
  now?: () => number,
): History {
  const database = HistoryDatabase.open(location, now);
  const state =
    location.kind === 'file'
      ? { kind: 'persistent' as const, quarantinedAs: null }
      : {
          kind: 'memory' as const,
          error: new AppError('secret/store-unavailable', 'Kept in memory only.').toInfo(),
        };
  return new HistoryClient(
    {
      // An async function, so that what the database throws becomes a rejection as it does across threads.
      call: async (method, ...args) => perform(database, method, args),
      close: async () => {
        database.close();
      },
    },
    state,
    database.deviceId,
  );
}
