/**
 * One history worker as seen from main. A worker that dies takes its unanswered calls with it: they are rejected, and so is
 * every later one. It is not started again, since whoever called would not know what of its work was done.
 */
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/errors.ts';
import type { ErrorInfo } from '../../shared/errors.ts';
import type { DeviceId } from '../../shared/ids.ts';
import type { HistoryConnection } from './HistoryClient.ts';
import type { HistoryArguments, HistoryMethod, HistoryResults } from './HistoryOperations.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './workerMessages.ts';

interface Pending {
  readonly resolve: (value: HistoryResults[HistoryMethod]) => void;
  readonly reject: (error: AppError) => void;
}

function toAppError({ code, message, retryable, details }: ErrorInfo): AppError {
  return new AppError(code, message, { retryable, ...(details === undefined ? {} : { details }) });
}

function goneError(cause?: Error): AppError {
  return new AppError('history/locked', 'The history was closed, or its worker has ended.', { cause });
}

export class WorkerThread implements HistoryConnection {
  readonly #worker: Worker;
  readonly #ended: Promise<void>;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #state: 'open' | 'closing' | 'ended' = 'open';
  #cause: Error | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.#ended = new Promise((resolve) => {
      worker.once('exit', () => {
        this.#end();
        resolve();
      });
    });
    // An error is always followed by the exit, which rejects what is pending; without a listener it would end the app.
    worker.on('error', (error: Error) => {
      this.#cause = error;
    });
    worker.on('message', (reply: WorkerReply) => {
      this.#receive(reply);
    });
  }

  /** Starts `entry` (the built or the unbuilt `historyWorker`), which then waits to be told what to open. */
  static start(entry: URL): WorkerThread {
    return new WorkerThread(new Worker(entry));
  }

  /** Opens a database, once in a worker's life. Rejects with the `AppError` that the database gave; the worker ends then. */
  open(start: WorkerStart): Promise<DeviceId> {
    return new Promise((resolve, reject) => {
      this.#worker.once('message', (reply: WorkerReply) => {
        if (reply.kind === 'opened') resolve(reply.deviceId);
        if (reply.kind === 'refused') reject(toAppError(reply.error));
      });
      void this.#ended.then(() => {
        reject(goneError(this.#cause));
      });
      this.#worker.postMessage(start);
    });
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  call<M extends HistoryMethod>(method: M, ...args: HistoryArguments[M]): Promise<HistoryResults[M]> {
    return new Promise((resolve, reject) => {
      if (this.#state !== 'open') {
        reject(goneError(this.#cause));
        return;
      }
      this.#lastId += 1;
      this.#pending.set(this.#lastId, {
        resolve: (value) => {
          // The worker answers a call of method M with a result of method M.
          resolve(value as HistoryResults[M]);
        },
        reject,
      });
      this.#worker.postMessage({ id: this.#lastId, method, args });
    });
  }

  /** Resolves when everything before has been carried out and the file is closed. Closing twice is no error. */
  close(): Promise<void> {
    if (this.#state === 'open') {
      this.#state = 'closing';
      const request: WorkerRequest = { method: 'close' };
      this.#worker.postMessage(request);
    }
    return this.#ended;
  }

  #receive(reply: WorkerReply): void {
    if (reply.kind === 'opened' || reply.kind === 'refused') return;
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (reply.kind === 'result') pending?.resolve(reply.value);
    else pending?.reject(toAppError(reply.error));
  }

  #end(): void {
    this.#state = 'ended';
    for (const { reject } of this.#pending.values()) reject(goneError(this.#cause));
    this.#pending.clear();
  }
}
