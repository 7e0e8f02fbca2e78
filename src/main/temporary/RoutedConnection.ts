import { AppError } from '../../shared/errors.ts';
import type { History } from '../history/History.ts';
import type { HistoryConnection } from '../history/HistoryClient.ts';
import type { HistoryArguments, HistoryMethod, HistoryResults } from '../history/HistoryOperations.ts';
import { subjects } from './subjects.ts';
import type { TemporaryIds } from './TemporaryIds.ts';

type Operations = {
  readonly [M in HistoryMethod]: (...args: HistoryArguments[M]) => Promise<HistoryResults[M]>;
};

function callOn<M extends HistoryMethod>(
  history: Operations,
  method: M,
  args: HistoryArguments[M],
): Promise<HistoryResults[M]> {
  return history[method](...args);
}

function subjectOf<M extends HistoryMethod>(method: M, args: HistoryArguments[M]): string | null {
  return subjects[method](...args);
}

/**
 * Carries each call out where its subject lies. A call about a conversation that is just being kept waits until that is decided, so
 * nothing is written to where it would be lost; all others go on at once and in their order.
 */
export class RoutedConnection implements HistoryConnection {
  readonly #stored: History;
  readonly #ids: TemporaryIds;

  constructor(stored: History, ids: TemporaryIds) {
    this.#stored = stored;
    this.#ids = ids;
  }

  async call<M extends HistoryMethod>(method: M, ...args: HistoryArguments[M]): Promise<HistoryResults[M]> {
    const subject = subjectOf(method, args);
    if (subject === null) return callOn(this.#stored, method, args);
    const owner = this.#ids.ownerOf(subject);
    if (owner !== undefined && owner.keeping !== null) {
      await owner.keeping;
      return this.call(method, ...args);
    }
    if (this.#ids.isGone(subject)) {
      throw new AppError('history/not-found', 'The temporary conversation is gone.');
    }
    return callOn(owner?.memory ?? this.#stored, method, args);
  }

  close(): Promise<void> {
    return this.#stored.close();
  }
}
