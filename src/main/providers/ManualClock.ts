/** A clock that stands still until a test moves it. */
import type { Clock } from '../../shared/clock.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Time under a test's control; timers fire in their order, inside `advance`. */
export class ManualClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  readonly #timers = new Set<Timer>();

  get pendingTimers(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Moves on by `ms`, firing what becomes due on the way. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = [...this.#timers].filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = next.at;
      next.callback();
    }
    this.#now = end;
  }

  /**
   * Lets time run in steps of `ms` until `promise` settles, giving the event loop a turn after each step. For code that sets
   * its timer somewhere behind an await, so that nobody has to know when.
   */
  async runUntil<T>(promise: Promise<T>, ms: number): Promise<T> {
    const state = { settled: false };
    const settle = (): void => {
      state.settled = true;
    };
    promise.then(settle, settle);
    for (let turn = 0; turn < 1_000 && !state.settled; turn += 1) {
      this.advance(ms);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return promise;
  }
}
