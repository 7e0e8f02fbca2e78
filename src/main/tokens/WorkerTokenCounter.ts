/**
 * Counts in a worker thread that is started by the first question and ended when nobody has asked for a while, because the
 * vocabulary is large. Nothing is remembered: `ContextMeter` does. A worker that cannot be started or dies is no reason to
 * fail, since counts are estimates anyway: its questions are answered with a guess, and the next one starts a new worker.
 */
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../shared/clock.ts';
import type { CountReply, CountRequest } from './countMessages.ts';
import { guessTokens } from './countTokens.ts';
import type { TokenCounter } from './TokenCounter.ts';

interface WorkerTokenCounterOptions {
  /** The built or the unbuilt `tokenWorker`. */
  readonly entry: URL;
  readonly clock: Clock;
}

interface Asked {
  readonly text: string;
  readonly answer: (tokens: number) => void;
}

/** Silence after which the worker is ended, in milliseconds. */
const idleMs = 60_000;

export class WorkerTokenCounter implements TokenCounter {
  readonly #options: WorkerTokenCounterOptions;
  readonly #asked = new Map<number, Asked>();
  #lastId = 0;
  #worker: Worker | null = null;
  #cancelIdle: () => void = () => undefined;

  constructor(options: WorkerTokenCounterOptions) {
    this.#options = options;
  }

  /** Whether the worker is there. */
  get isRunning(): boolean {
    return this.#worker !== null;
  }

  /** Never rejects. */
  count(text: string): Promise<number> {
    if (text === '') return Promise.resolve(0);
    this.#cancelIdle();
    this.#worker ??= this.#start();
    this.#lastId += 1;
    const request: CountRequest = { id: this.#lastId, text };
    this.#worker.postMessage(request);
    return new Promise((resolve) => {
      this.#asked.set(request.id, { text, answer: resolve });
    });
  }

  /** Ends the worker; what it was asked is guessed. A later question starts a new one. */
  async close(): Promise<void> {
    this.#cancelIdle();
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#options.entry);
    worker.on('message', (reply: CountReply) => {
      this.#receive(reply);
    });
    // An error is always followed by the exit; without a listener it would end the app.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      this.#forget(worker);
    });
    return worker;
  }

  #receive({ id, tokens }: CountReply): void {
    this.#asked.get(id)?.answer(tokens);
    this.#asked.delete(id);
    if (this.#asked.size > 0) return;
    this.#cancelIdle();
    this.#cancelIdle = this.#options.clock.after(idleMs, () => {
      const worker = this.#worker;
      this.#worker = null;
      void worker?.terminate();
    });
  }

  /** Called when a worker has ended. One that was ended for its idleness has nothing left to answer. */
  #forget(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { text, answer } of this.#asked.values()) answer(guessTokens(text));
    this.#asked.clear();
  }
}
