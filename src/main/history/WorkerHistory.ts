/**
 * A history behind worker threads. One writes and reads, in order. A second one, started when it is first needed, carries
 * out what can take long and only reads, over its own connection to the same file: a search or a large transcript never
 * stands before the journal of a live reply.
 */
import type { DeviceId } from '../../shared/ids.ts';
import type { HistoryState } from '../../shared/ipc/routes.ts';
import type { HistoryLocation } from './databaseFile.ts';
import type { History } from './History.ts';
import { HistoryClient } from './HistoryClient.ts';
import type { HistoryConnection } from './HistoryClient.ts';
import type { HistoryArguments, HistoryMethod, HistoryResults } from './HistoryOperations.ts';
import { WorkerThread } from './WorkerThread.ts';

const readerMethods: ReadonlySet<HistoryMethod> = new Set<HistoryMethod>([
  'search',
  'readArchive',
  'readTree',
  'listReplies',
]);

/** A history whose database is open. */
export interface OpenedWorkers {
  readonly connection: HistoryConnection;
  readonly deviceId: DeviceId;
}

class WorkerPair implements HistoryConnection {
  readonly #writer: WorkerThread;
  readonly #openReader: (() => Promise<WorkerThread>) | null;
  #reader: Promise<WorkerThread> | null = null;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(writer: WorkerThread, openReader: (() => Promise<WorkerThread>) | null) {
    this.#writer = writer;
    this.#openReader = openReader;
  }

  call<M extends HistoryMethod>(method: M, ...args: HistoryArguments[M]): Promise<HistoryResults[M]> {
    if (this.#openReader !== null && readerMethods.has(method))
      return this.#read(this.#openReader, method, args);
    const result = this.#writer.call(method, ...args);
    this.#lastWrite = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    const reader = await this.#reader?.catch(() => null);
    await reader?.close();
    await this.#writer.close();
  }

  /** Waits for the calls before it, so that a search finds what was written just now. */
  async #read<M extends HistoryMethod>(
    openReader: () => Promise<WorkerThread>,
    method: M,
    args: HistoryArguments[M],
  ): Promise<HistoryResults[M]> {
    await this.#lastWrite;
    // A writer that has gone says so itself.
    if (!this.#writer.isOpen) return this.#writer.call(method, ...args);
    this.#reader ??= openReader();
    return (await this.#reader).call(method, ...args);
  }
}

/** Where workers come from. One may be started ahead of its work, since starting takes as long as opening does. */
export class HistoryWorkers {
  readonly #entry: URL;
  #waiting: WorkerThread | null = null;

  /** `entry` is the built or the unbuilt `historyWorker`. */
  constructor(entry: URL) {
    this.#entry = entry;
  }

  /** Starts the worker that is taken next. */
  startAhead(): this {
    this.#waiting ??= WorkerThread.start(this.#entry);
    return this;
  }

  /** A worker that waits to be told what to open. */
  take(): WorkerThread {
    const thread = this.#waiting ?? WorkerThread.start(this.#entry);
    this.#waiting = null;
    return thread;
  }
}

/** Opens a database in a worker. Rejects with the `AppError` of the opening; see `openHistory` for what is made of it. */
export async function openWorkers(
  workers: HistoryWorkers,
  location: HistoryLocation,
): Promise<OpenedWorkers> {
  const thread = workers.take();
  const deviceId = await thread.open({ role: 'writer', location });
  const openReader =
    location.kind === 'file'
      ? async () => {
          const reader = workers.take();
          await reader.open({ role: 'reader', location });
          return reader;
        }
      : null;
  return { connection: new WorkerPair(thread, openReader), deviceId };
}

/** The same as a `History`. */
export async function openWorkerHistory(
  workers: HistoryWorkers,
  location: HistoryLocation,
  state: HistoryState,
): Promise<History> {
  const { connection, deviceId } = await openWorkers(workers, location);
  return new HistoryClient(connection, state, deviceId);
}
