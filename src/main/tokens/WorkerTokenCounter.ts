/**
 * Counts in a worker thread that is started by the first question and ended when nobody has asked for a while, because the
 * vocabulary is large. What was counted lately is remembered: a meter asks for the same messages again with every key that
 * is pressed. A worker that cannot be started or dies is no reason to fail, since counts are estimates anyway: its questions
 * are answered with a guess, and the next one starts a new worker.
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

/** Characters of the texts whose counts are remembered, all together. */
const rememberedCharacters = 4_000_000;

export class WorkerTokenCounter implements TokenCounter {
  readonly #options: WorkerTokenCounterOptions;
  /** Oldest first. */
  readonly #counts = new Map<string, Promise<number>>();
  readonly #asked = new Map<number, Asked>();
  #rememberedLength = 0;
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
    const known = this.#counts.get(text);
    if (known !== undefined) {
      // Asked for again, so it is the newest now.
      this.#counts.delete(text);
      this.#counts.set(text, known);
      return known;
    }
    const counted = this.#ask(text);
    this.#remember(text, counted);
    return counted;
  }

  /** Ends the worker; what it was asked is guessed. A later question starts a new one. */
  async close(): Promise<void> {
    this.#cancelIdle();
    await this.#worker?.terminate();
  }

  #ask(text: string): Promise<number> {
    this.#cancelIdle();
    this.#worker ??= this.#start();
    this.#lastId += 1;
    const request: CountRequest = { id: this.#lastId, text };
    this.#worker.postMessage(request);
    return new Promise((resolve) => {
      this.#asked.set(request.id, { text, answer: resolve });
    });
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
    for (const { text, answer } of this.#asked.values()) {
      answer(guessTokens(text));
      this.#drop(text);
    }
    this.#asked.clear();
  }

  #remember(text: string, counted: Promise<number>): void {
    this.#counts.set(text, counted);
    this.#rememberedLength += text.length;
    for (const oldest of this.#counts.keys()) {
      if (this.#rememberedLength <= rememberedCharacters) return;
      this.#drop(oldest);
    }
  }

  #drop(text: string): void {
    if (this.#counts.delete(text)) this.#rememberedLength -= text.length;
  }
}
