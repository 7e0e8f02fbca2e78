/**
 * Who listens to the requests that a piece of work makes, however deep inside a vendor's SDK they are made: it follows the
 * work through its promises. It reaches the clients that take no trace of their own.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { WireTrace } from '../inspection/WireTrace.ts';

/** A listener. `fresh` asks for connections of its own, so that every station is passed where it can be seen. */
export interface CurrentTrace {
  readonly trace: WireTrace;
  readonly fresh: boolean;
}

const storage = new AsyncLocalStorage<CurrentTrace>();

/** Does the work with this listener. Work that is an async iterable has to be begun and read inside. */
export function runTraced<T>(current: CurrentTrace, work: () => T): T {
  return storage.run(current, work);
}

/** The listener of the work that runs now, or null. */
export function currentTrace(): CurrentTrace | null {
  return storage.getStore() ?? null;
}
