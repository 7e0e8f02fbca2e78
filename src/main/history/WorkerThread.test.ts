import { describe, expect, it } from 'vitest';
import { HistoryWorkers, openWorkerHistory } from './WorkerHistory.ts';

const memory = { kind: 'memory' } as const;
const state = { kind: 'persistent', quarantinedAs: null } as const;
const realEntry = new URL('./historyWorker.ts', import.meta.url);

/** A worker of the given source. */
function entryOf(source: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

const opened = `import { parentPort } from 'node:worker_threads';
  parentPort.postMessage({ kind: 'opened', deviceId: 'd' });`;
const gone = { name: 'AppError', code: 'history/locked' };

describe('a worker that ends', () => {
  it.each([
    ['by an exception', `${opened} parentPort.on('message', () => { throw new Error('defect'); });`],
    ['by exiting', `${opened} parentPort.on('message', () => process.exit(3));`],
  ])('%s takes its calls with it and refuses later ones', async (_name, source) => {
    const history = await openWorkerHistory(new HistoryWorkers(entryOf(source)), memory, state);
    const calls = [
      history.listTabs(),
      history.loadSettings(),
      history.search({ query: 'x', before: null, limit: 1 }),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject(gone);
    await expect(history.listTabs()).rejects.toMatchObject(gone);
    await history.close();
  });

  it.each([
    ['fails to load', "throw new Error('defect');"],
    ['ends before it has opened', 'process.exit(1);'],
  ])('and one that %s never opens', async (_name, source) => {
    await expect(openWorkerHistory(new HistoryWorkers(entryOf(source)), memory, state)).rejects.toMatchObject(
      gone,
    );
  });

  it('is not there any more after closing, which may be asked for twice', async () => {
    const history = await openWorkerHistory(new HistoryWorkers(realEntry), memory, state);
    const last = history.loadSettings();
    await Promise.all([history.close(), history.close()]);
    expect((await last).theme).toBe('system');
    await expect(history.loadSettings()).rejects.toMatchObject(gone);
    await history.close();
  });

  it('passes on why a database was refused', async () => {
    const location = {
      kind: 'file',
      file: '/nonexistent/history.db',
      key: 'ab'.repeat(32),
      verify: false,
    } as const;
    await expect(openWorkerHistory(new HistoryWorkers(realEntry), location, state)).rejects.toMatchObject({
      name: 'AppError',
      code: 'history/read-only',
      retryable: false,
    });
  });
});
