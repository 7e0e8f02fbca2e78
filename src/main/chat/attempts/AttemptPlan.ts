/**
 * What to do about a refusal that came before the first word of a reply. Nothing is tried again after a word was said: what
 * came is kept, and the person decides. In order:
 * 1. A parameter that the server named as refused is left out, once each, and remembered for the model.
 * 2. A session that ran out is renewed, once.
 * 3. A place that is throttled or down gives way to the next one that its person has chosen.
 * 4. What is worth waiting for is tried again after a wait that is shown and can be cancelled.
 */
import type { AppError, ErrorCode } from '../../../shared/errors.ts';
import { backoffMs, longestAskedWait } from './backoff.ts';
import type { Place } from './failoverPlaces.ts';

/** The next step after a refusal. */
export type NextStep =
  | { readonly kind: 'drop-parameter'; readonly parameter: string }
  | { readonly kind: 'renew-session' }
  | { readonly kind: 'go-elsewhere'; readonly place: Place }
  | { readonly kind: 'wait'; readonly attempt: number; readonly ms: number }
  | { readonly kind: 'give-up' };

/** How often the same request is sent to one place, and how long the first wait is at most, in milliseconds. */
interface Patience {
  readonly tries: number;
  readonly firstStepMs: number;
}

/** A hiccup is over at once, or not soon. */
const hiccup: Patience = { tries: 3, firstStepMs: 500 };
/** Quotas are counted by the second or the minute, so a little more patience often helps. */
const quota: Patience = { tries: 4, firstStepMs: 1000 };

/** How many parameters are left out before the server is believed to mean something else. */
const mostDropped = 4;

const sessionOver: readonly ErrorCode[] = ['provider/session-expired'];
const worthWaiting: readonly ErrorCode[] = [
  'provider/rate-limited',
  'provider/overloaded',
  'network/reset',
  'network/timeout',
];

/** Decides step by step for one reply. */
export class AttemptPlan {
  readonly #places: readonly Place[];
  readonly #random: () => number;
  readonly #dropped = new Set<string>();
  #at = 0;
  #tries = 1;
  #renewed = false;

  constructor(places: readonly Place[], random: () => number) {
    this.#places = places;
    this.#random = random;
  }

  /** What to do after `failure`. `give-up` is final. */
  next(failure: AppError): NextStep {
    const { parameter, retryAfterSeconds } = failure.details;
    if (failure.code === 'provider/bad-request' && parameter !== undefined) return this.#without(parameter);
    if (sessionOver.includes(failure.code) && !this.#renewed) {
      this.#renewed = true;
      return { kind: 'renew-session' };
    }
    if (!worthWaiting.includes(failure.code)) return { kind: 'give-up' };
    const place = this.#places[this.#at + 1];
    if (place !== undefined) {
      this.#at += 1;
      this.#tries = 1;
      return { kind: 'go-elsewhere', place };
    }
    const { tries, firstStepMs } = failure.code === 'provider/rate-limited' ? quota : hiccup;
    if (this.#tries >= tries || (retryAfterSeconds ?? 0) > longestAskedWait) return { kind: 'give-up' };
    const attempt = this.#tries;
    this.#tries += 1;
    const ms = backoffMs({ attempt, firstStepMs, retryAfterSeconds }, this.#random());
    return { kind: 'wait', attempt, ms };
  }

  #without(parameter: string): NextStep {
    if (this.#dropped.has(parameter) || this.#dropped.size >= mostDropped) return { kind: 'give-up' };
    this.#dropped.add(parameter);
    return { kind: 'drop-parameter', parameter };
  }
}
