import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeHistory } from './contract/historyContract.ts';
import { HistoryWorkers, openWorkerHistory } from './WorkerHistory.ts';

const entry = new URL('./historyWorker.ts', import.meta.url);
const key = '0123456789abcdef'.repeat(4);
const folder = mkdtempSync(join(tmpdir(), 'history-'));
let count = 0;

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describeHistory('a worker over a file', () => {
  count += 1;
  const location = { kind: 'file', file: join(folder, `${count}.db`), key, verify: false } as const;
  return openWorkerHistory(new HistoryWorkers(entry), location, { kind: 'persistent', quarantinedAs: null });
});

describeHistory('a worker over memory', () =>
  openWorkerHistory(
    new HistoryWorkers(entry),
    { kind: 'memory' },
    { kind: 'persistent', quarantinedAs: null },
  ),
);
