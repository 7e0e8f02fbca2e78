/**
 * Stands between a vendor's stream and an adapter and owns the two ways in which a stream ends that vendors leave to their
 * callers: silence and abort. Both SDKs time out headers only, and both end their loops quietly on an abort, so time and
 * signal are watched here, once for all wires.
 *
 * - Silence longer than the patience closes the connection and throws `stream/stalled`.
 * - An abort of the caller's signal closes the connection and ends the iteration quietly; the caller asks its own signal.
 * - A consumer that leaves the loop early closes the connection.
 */
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { StreamPatience } from './ChatProvider.ts';

/** What the opener of a stream gets. */
export interface Watch {
  /** Aborts the request, whatever ended the watch. Hand it to the vendor's call. */
  readonly signal: AbortSignal;
  /** Tells that the server is alive although no chunk has come yet: bytes of a keep-alive comment, a part of a long line. */
  readonly alive: () => void;
}

export interface WatchOptions {
  readonly clock: Clock;
  readonly patience: StreamPatience;
  readonly signal: AbortSignal;
}

const interrupted = Symbol('interrupted');

/** One interruptible wait at a time, and the timer that interrupts it. */
class Watchdog {
  readonly #clock: Clock;
  readonly #patience: StreamPatience;
  #since: number;
  #limit: number | null;
  #cancelTimer: (() => void) | null = null;
  #interrupt: (() => void) | null = null;
  #verdict: 'watching' | 'aborted' | 'stalled' = 'watching';

  constructor(clock: Clock, patience: StreamPatience) {
    this.#clock = clock;
    this.#patience = patience;
    this.#since = clock.now();
    this.#limit = patience.firstEventMs;
  }

  get verdict(): 'watching' | 'aborted' | 'stalled' {
    return this.#verdict;
  }

  readonly alive = (): void => {
    this.#since = this.#clock.now();
  };

  /** The first event has come: from now on the patience between events counts. */
  arrived(): void {
    this.#limit = this.#patience.betweenEventsMs;
  }

  end(verdict: 'aborted' | 'stalled'): void {
    if (this.#verdict === 'watching') this.#verdict = verdict;
    this.#interrupt?.();
  }

  /** Waits for `promise`, or until abort or stall. Only time that is spent waiting for the server counts. */
  async wait<T>(promise: Promise<T>): Promise<T | typeof interrupted> {
    this.alive();
    this.#arm();
    try {
      // No Promise.race: a long-lived contestant would collect one reaction for every chunk of the reply.
      return await new Promise<T | typeof interrupted>((resolve, reject) => {
        this.#interrupt = () => {
          resolve(interrupted);
        };
        if (this.#verdict !== 'watching') resolve(interrupted);
        promise.then(resolve, reject);
      });
    } finally {
      this.#interrupt = null;
    }
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  /** One timer for many chunks: when it fires, it looks how long the silence really is and sleeps for the rest. */
  #arm(): void {
    if (this.#cancelTimer !== null || this.#limit === null) return;
    const remaining = this.#limit - (this.#clock.now() - this.#since);
    this.#cancelTimer = this.#clock.after(Math.max(remaining, 1), () => {
      this.#cancelTimer = null;
      // With no wait under way the consumer is the slow one; the next wait arms the timer again.
      if (this.#interrupt === null || this.#limit === null) return;
      if (this.#clock.now() - this.#since >= this.#limit) this.end('stalled');
      else this.#arm();
    });
  }
}

/** Opens a stream and yields its chunks under watch. What `open` or the stream throws goes through, except after an abort. */
export async function* watchStream<Chunk>(
  open: (watch: Watch) => Promise<AsyncIterable<Chunk>>,
  { clock, patience, signal }: WatchOptions,
): AsyncGenerator<Chunk, void, undefined> {
  const request = new AbortController();
  const watchdog = new Watchdog(clock, patience);
  const onAbort = (): void => {
    watchdog.end('aborted');
    request.abort();
  };
  if (signal.aborted) return;
  signal.addEventListener('abort', onAbort, { once: true });
  let iterator: AsyncIterator<Chunk> | null = null;
  let exhausted = false;
  try {
    const stream = await watchdog.wait(open({ signal: request.signal, alive: watchdog.alive }));
    if (stream !== interrupted) {
      iterator = stream[Symbol.asyncIterator]();
      for (;;) {
        const result = await watchdog.wait(iterator.next());
        if (result === interrupted) break;
        if (result.done === true) {
          exhausted = true;
          break;
        }
        watchdog.arrived();
        yield result.value;
      }
    }
    if (watchdog.verdict === 'stalled') {
      throw new AppError('stream/stalled', 'The server fell silent', { retryable: true });
    }
  } catch (caught) {
    if (watchdog.verdict !== 'aborted') throw caught;
  } finally {
    watchdog.stop();
    signal.removeEventListener('abort', onAbort);
    if (!exhausted) close(request, iterator);
  }
}

/** Closes without waiting: a vendor's iterator may be stuck in the very read that is being given up. */
function close(request: AbortController, iterator: AsyncIterator<unknown> | null): void {
  request.abort();
  iterator?.return?.().catch(() => undefined);
}

/** Runs one request under the same watch. Throws `network/timeout` when the server takes longer than `ms`. */
export async function withDeadline<T>(
  run: (signal: AbortSignal) => Promise<T>,
  { clock, ms, signal }: { clock: Clock; ms: number | null; signal: AbortSignal },
): Promise<T> {
  const patience = { firstEventMs: ms, betweenEventsMs: ms };
  const open = async (watch: Watch): Promise<AsyncIterable<T>> => single(await run(watch.signal));
  try {
    for await (const value of watchStream(open, { clock, patience, signal })) return value;
  } catch (caught) {
    if (!(caught instanceof AppError) || caught.code !== 'stream/stalled') throw caught;
    throw new AppError('network/timeout', 'The server did not answer in time', { retryable: true });
  }
  throw new AppError('network/reset', 'The request was given up');
}

async function* single<T>(value: T): AsyncGenerator<T, void, undefined> {
  yield await Promise.resolve(value);
}
