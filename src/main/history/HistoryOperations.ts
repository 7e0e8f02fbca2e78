/**
 * The methods of the history by name, as they look on the side where the work is done: the same arguments, but with their
 * results at once. Derived from the port, so a method added there is missing here until it compiles.
 */
import type { History } from './History.ts';

type MethodName = {
  [K in keyof History]: History[K] extends (...args: never[]) => Promise<unknown> ? K : never;
}[keyof History];

/** Every method that is carried out by a database. Closing is a matter of whoever opened it. */
export type HistoryMethod = Exclude<MethodName, 'close'>;

export type HistoryArguments = { [M in HistoryMethod]: Parameters<History[M]> };
export type HistoryResults = { [M in HistoryMethod]: Awaited<ReturnType<History[M]>> };

export type HistoryOperations = {
  readonly [M in HistoryMethod]: (...args: HistoryArguments[M]) => HistoryResults[M];
};

/** Carries out one method by its name. */
export function perform<M extends HistoryMethod>(
  operations: HistoryOperations,
  method: M,
  args: HistoryArguments[M],
): HistoryResults[M] {
  return operations[method](...args);
}
