/**
 * How a start finds its history. Two rules stand above the others. A person can always work: whatever is wrong, there is a
 * history, if need be one in memory that says why. And nothing is ever destroyed: losing the key, a newer version, a
 * full disk leave the files as they are; a damaged database is renamed, never deleted, and a new one begun beside it.
 *
 * A wrong key looks like damage to SQLite. The label beside the database tells them apart: with the wrong key nothing is
 * touched. Only where the label is missing too is the file put aside, and it still opens with its own key then.
 */
import { AppError, toErrorInfo } from '../../shared/errors.ts';
import type { SecretStore } from '../secrets/SecretStore.ts';
import { clearDamageMark, isMarkedDamaged, markingDamage } from './damageMark.ts';
import type { History } from './History.ts';
import { HistoryClient } from './HistoryClient.ts';
import { historyFiles, inspectFiles, prepareFolder, quarantine } from './historyFiles.ts';
import type { HistoryFiles } from './historyFiles.ts';
import { findHistoryKey } from './historyKey.ts';
import { keyCheck, readLabel, writeLabel } from './historyLabel.ts';
import { newestSchemaVersion } from './migrations/migrations.ts';
import { openWorkerHistory, openWorkers } from './WorkerHistory.ts';
import type { HistoryWorkers, OpenedWorkers } from './WorkerHistory.ts';

export interface OpenHistoryOptions {
  /** The profile of this user; the history lies in its folder `history`. */
  readonly profileFolder: string;
  readonly secrets: SecretStore;
  readonly workers: HistoryWorkers;
  /** Names what is put aside; milliseconds since 1970. */
  readonly now?: () => number;
}

interface Attempt extends OpenedWorkers {
  readonly quarantinedAs: string | null;
}

/** Opens the history, or one in memory whose `state` says why. Rejects only if no worker can be started at all. */
export async function openHistory(options: OpenHistoryOptions): Promise<History> {
  try {
    return await openPersistent(options);
  } catch (error) {
    return openWorkerHistory(
      options.workers,
      { kind: 'memory' },
      { kind: 'memory', error: toErrorInfo(error) },
    );
  }
}

async function openPersistent({
  profileFolder,
  secrets,
  workers,
  now,
}: OpenHistoryOptions): Promise<History> {
  if (secrets.state.kind === 'session') {
    throw new AppError('secret/store-unavailable', `There is no keychain (${secrets.state.reason}).`);
  }
  const files = historyFiles(profileFolder);
  const found = await inspectFiles(files);
  const key = await findHistoryKey(secrets, found);
  if (found === 'database') await checkLabel(files, key);
  await prepareFolder(files);

  const attempt = await openOrQuarantine({
    files,
    key,
    workers,
    time: (now ?? Date.now)(),
    usable: found !== 'unusable',
  });
  try {
    await writeLabel(files.label, { schemaVersion: newestSchemaVersion, keyCheck: keyCheck(key) });
    await clearDamageMark(files.damageMark);
  } catch (error) {
    await attempt.connection.close();
    throw error;
  }
  return new HistoryClient(
    markingDamage(attempt.connection, files.damageMark),
    { kind: 'persistent', quarantinedAs: attempt.quarantinedAs },
    attempt.deviceId,
  );
}

/** Refuses what another key or a newer version made, before the file is touched. */
async function checkLabel(files: HistoryFiles, key: string): Promise<void> {
  const label = await readLabel(files.label);
  if (label === null) return;
  if (label.keyCheck !== keyCheck(key)) {
    throw new AppError('history/key-missing', 'The key in the keychain is not the one of this history.');
  }
  if (label.schemaVersion > newestSchemaVersion) {
    throw new AppError('history/newer-version', `The schema has version ${label.schemaVersion}.`);
  }
}

interface Opening {
  readonly files: HistoryFiles;
  readonly key: string;
  readonly workers: HistoryWorkers;
  readonly time: number;
  readonly usable: boolean;
}

async function openOrQuarantine({ files, key, workers, time, usable }: Opening): Promise<Attempt> {
  const location = { kind: 'file', file: files.database, key, verify: false } as const;
  if (usable) {
    try {
      const verify = await isMarkedDamaged(files.damageMark);
      return { ...(await openWorkers(workers, { ...location, verify })), quarantinedAs: null };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'history/damaged') throw error;
    }
  }
  const quarantinedAs = await quarantine(files, time);
  return { ...(await openWorkers(workers, location)), quarantinedAs };
}
