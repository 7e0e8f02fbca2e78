import { AppError } from '../../shared/errors.ts';

interface Task<Result> {
  readonly result: Promise<Result>;
  readonly abort: AbortController;
  waiting: number;
}

/** The error of somebody who stopped waiting. */
export function givenUp(): AppError {
  return new AppError('sign-in/cancelled', 'Signing in was given up');
}

/**
 * Work that several callers need at the same time: begun by the first, shared by all that come while it lasts, and given up
 * when the last of them has left. Nothing is kept of it afterwards.
 */
export class SharedTasks<Result> {
  readonly #tasks = new Map<string, Task<Result>>();

  /** Rejects with `sign-in/cancelled` as soon as the caller's own signal is aborted, and otherwise as the work does. */
  async join(
    key: string,
    signal: AbortSignal,
    begin: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    if (signal.aborted) throw givenUp();
    const task = this.#tasks.get(key) ?? this.#begin(key, begin);
    task.waiting += 1;
    return new Promise<Result>((resolve, reject) => {
      let present = true;
      const leave = (): void => {
        if (!present) return;
        present = false;
        signal.removeEventListener('abort', onAbort);
        task.waiting -= 1;
        if (task.waiting > 0) return;
        if (this.#tasks.get(key) === task) this.#tasks.delete(key);
        task.abort.abort();
      };
      const onAbort = (): void => {
        leave();
        reject(givenUp());
      };
      signal.addEventListener('abort', onAbort, { once: true });
      task.result.finally(leave).then(resolve, reject);
    });
  }

  #begin(key: string, begin: (signal: AbortSignal) => Promise<Result>): Task<Result> {
    const abort = new AbortController();
    const task: Task<Result> = { result: begin(abort.signal), abort, waiting: 0 };
    this.#tasks.set(key, task);
    const forget = (): void => {
      if (this.#tasks.get(key) === task) this.#tasks.delete(key);
    };
    task.result.then(forget, forget);
    return task;
  }
}

/** A signal for work that nobody can give up. */
export const never: AbortSignal = new AbortController().signal;
