/**
 * The worker that opens files, as seen from main. It is started when it is needed and let go after a while without work, since
 * codecs and parsers hold a lot of memory. One job at a time; one that takes too long or too much memory, or that ends the
 * worker, makes its file unreadable and nothing else: the next job gets a new worker.
 */
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { FileJob, FileJobAnswer, FileJobKind, FileJobs } from './fileJobs.ts';

export interface FileThreadOptions {
  /** The built or the unbuilt `fileWorker`. */
  readonly entry: URL;
  readonly clock: Clock;
  /** What the process takes in bytes; injected so that tests can make it grow. */
  readonly memoryInUse?: () => number;
}

/** How long one file may take, in milliseconds. A PDF of 5,000 pages takes five seconds on an idle machine, twenty on a busy one. */
const maxJobMs = 60_000;
/** How much the process may grow while a file is opened, in bytes. Buffers do not count towards a worker's own limits. */
const maxGrowth = 1_500_000_000;
const memoryCheckMs = 250;
/** How long an idle worker is kept, in milliseconds: from one file of a prompt to the next. */
const idleMs = 20_000;

/** All of the environment that the worker sees: libvips keeps its warnings to itself. */
const quiet = { VIPS_WARNING: '0' } as const;

const limits = { maxOldGenerationSizeMb: 768, stackSizeMb: 8 } as const;

type Outcome = FileJobAnswer | { readonly kind: 'ended'; readonly why: string };

export class FileThread {
  readonly #options: Required<FileThreadOptions>;
  #worker: Worker | null = null;
  #cancelIdle: () => void = () => undefined;
  /** The job before, whatever became of it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: FileThreadOptions) {
    this.#options = { memoryInUse: () => process.memoryUsage.rss(), ...options };
  }

  /** Rejects with `attachment/unreadable`, or `attachment/too-large` where a file holds too much. */
  run<K extends FileJobKind>(kind: K, input: FileJobs[K]['input']): Promise<FileJobs[K]['output']> {
    const answer = this.#last.then(() => this.#perform({ kind, input } as FileJob));
    this.#last = answer.catch(() => undefined);
    // The worker answers a job of kind K with an output of kind K.
    return answer as Promise<FileJobs[K]['output']>;
  }

  /** Ends the worker with whatever it is doing. It starts again when there is work. */
  async close(): Promise<void> {
    this.#cancelIdle();
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  async #perform(job: FileJob): Promise<FileJobs[FileJobKind]['output']> {
    this.#cancelIdle();
    const outcome = await this.#outcomeOf(job);
    if (outcome.kind === 'done') {
      this.#cancelIdle = this.#options.clock.after(idleMs, () => void this.close());
      return outcome.output;
    }
    if (outcome.kind === 'ended') {
      await this.close();
      throw new AppError('attachment/unreadable', `The file could not be read: ${outcome.why}.`);
    }
    const { code, message, details } = outcome.error;
    throw new AppError(code, message, details === undefined ? {} : { details });
  }

  #outcomeOf(job: FileJob): Promise<Outcome> {
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve) => {
      const stopWatching = this.#watch((why) => {
        settle({ kind: 'ended', why });
      });
      const onExit = (): void => {
        settle({ kind: 'ended', why: 'its reader has ended' });
      };
      const settle = (outcome: Outcome): void => {
        stopWatching();
        worker.off('message', settle);
        worker.off('exit', onExit);
        resolve(outcome);
      };
      worker.on('message', settle);
      worker.on('exit', onExit);
      worker.postMessage(job);
    });
  }

  #start(): Worker {
    const worker = new Worker(this.#options.entry, { resourceLimits: limits, env: quiet });
    // An error is always followed by the exit; without a listener it would end the app.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    // A worker that waits for work does not keep the app alive.
    worker.unref();
    return worker;
  }

  /** Calls `end` once when the job has taken too long or too much; the returned function stops watching. */
  #watch(end: (why: string) => void): () => void {
    const { clock, memoryInUse } = this.#options;
    const started = clock.now();
    const before = memoryInUse();
    const check = (): void => {
      if (clock.now() - started >= maxJobMs) end('it takes too long');
      else if (memoryInUse() - before > maxGrowth) end('it takes too much memory');
      else cancel = clock.after(memoryCheckMs, check);
    };
    let cancel = clock.after(memoryCheckMs, check);
    return () => {
      cancel();
    };
  }
}
