/**
 * The operating system's keychain, reached through keytar, with its three bad habits contained:
 * - A call may never return (a prompt that nobody answers, a frozen service). Each one gets five seconds.
 * - Every call occupies a thread of libuv's pool of four until it returns; four hung ones would stop all file access of the
 *   process. So only one runs at a time, and while one hangs beyond its time, later ones fail at once.
 * - It says what went wrong only in words. `classifyKeychainError` is the one place that reads them.
 */
import type { Clock } from '../../shared/clock.ts';
import type { SecretStoreState } from '../../shared/connection.ts';
import { classifyKeychainError } from './classifyKeychainError.ts';

/** The part of keytar that is used. Values hold no NUL and are not empty. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** Why the keychain cannot be used. */
export type KeychainTrouble = Extract<SecretStoreState, { kind: 'session' }>['reason'];

/** What became of a call. `cause` is for the log only. */
export type KeychainOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: KeychainTrouble; readonly cause: unknown };

interface KeychainOptions {
  readonly keytar: Keytar;
  readonly clock: Clock;
  /** Milliseconds that a call may take, waiting for earlier calls included. */
  readonly timeoutMs: number;
}

export class Keychain {
  readonly #keytar: Keytar;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  /** Settles, always well, when the last call in line is done. */
  #line: Promise<void> = Promise.resolve();
  #hanging = false;

  constructor({ keytar, clock, timeoutMs }: KeychainOptions) {
    this.#keytar = keytar;
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Whether a call has outlived its time and still occupies a thread. The process cannot end in an orderly way then: libuv
   * waits for its threads.
   */
  get hanging(): boolean {
    return this.#hanging;
  }

  /** Runs one operation after those before it. Never rejects. */
  async call<T>(operation: (keytar: Keytar) => Promise<T>): Promise<KeychainOutcome<T>> {
    if (this.#hanging) return timedOut();
    const deadline = new AbortController();
    const expired = new Promise<KeychainOutcome<T>>((resolve) => {
      deadline.signal.addEventListener('abort', () => {
        resolve(timedOut());
      });
    });
    const cancelTimer = this.#clock.after(this.#timeoutMs, () => {
      deadline.abort();
    });
    const work = this.#line.then(() => this.#run(operation, deadline.signal));
    this.#line = work.then(cancelTimer);
    return Promise.race([work, expired]);
  }

  async #run<T>(
    operation: (keytar: Keytar) => Promise<T>,
    deadline: AbortSignal,
  ): Promise<KeychainOutcome<T>> {
    // Whoever waited for it was told that it failed, so it must not happen after all.
    if (deadline.aborted) return timedOut();
    const markHanging = (): void => {
      this.#hanging = true;
    };
    deadline.addEventListener('abort', markHanging);
    const outcome = await attempt(() => operation(this.#keytar));
    deadline.removeEventListener('abort', markHanging);
    this.#hanging = false;
    return outcome;
  }
}

function timedOut(): { readonly ok: false; readonly reason: 'timeout'; readonly cause: undefined } {
  return { ok: false, reason: 'timeout', cause: undefined };
}

async function attempt<T>(operation: () => Promise<T>): Promise<KeychainOutcome<T>> {
  try {
    return { ok: true, value: await operation() };
  } catch (caught) {
    return { ok: false, reason: classifyKeychainError(caught), cause: caught };
  }
}
