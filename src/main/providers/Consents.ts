/**
 * What a person has allowed in dialogs of the system, remembered until the app closes. A consent is for one exact thing: where
 * anything about it changes, it is asked for again. One dialog at a time, and no long row of them behind it.
 */
import { AppError } from '../../shared/errors.ts';

/** Questions that may wait behind the one that is open: as many as a prompt has lanes. */
const mostWaiting = 8;

export class Consents {
  readonly #given = new Set<string>();
  readonly #asked = new Map<string, Promise<boolean>>();
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Resolves once `thing` is allowed. Those who ask for the same thing meanwhile share the answer; a refusal is not remembered.
   * Rejects with `sign-in/not-confirmed`.
   */
  async require(thing: string, ask: () => Promise<boolean>): Promise<void> {
    if (this.#given.has(thing)) return;
    if (await (this.#asked.get(thing) ?? this.#ask(thing, ask))) return;
    throw new AppError('sign-in/not-confirmed', 'A sign-in was not confirmed');
  }

  #ask(thing: string, ask: () => Promise<boolean>): Promise<boolean> {
    if (this.#asked.size > mostWaiting) return Promise.resolve(false);
    const answer = this.#last.then(ask).then(
      (allowed) => {
        if (allowed) this.#given.add(thing);
        return allowed;
      },
      // A dialog that cannot be shown allows nothing.
      () => false,
    );
    this.#asked.set(thing, answer);
    this.#last = answer.finally(() => this.#asked.delete(thing));
    return answer;
  }
}
