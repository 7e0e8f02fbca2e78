/**
 * Listens to the requests of a connection test and tells how long each station took. A test may make more than one request
 * (signing in, then asking for models); each station counts where it was first passed.
 */
import type { Clock } from '../../shared/clock.ts';
import { networkHops } from '../../shared/errors.ts';
import type { NetworkHop } from '../../shared/errors.ts';
import type { WireTrace } from '../inspection/WireTrace.ts';

/** How long a station of a request took, in milliseconds. */
export interface HopTime {
  readonly hop: NetworkHop;
  readonly ms: number;
}

export class HopRecorder implements WireTrace {
  readonly #clock: Clock;
  readonly #times = new Map<NetworkHop, number>();
  #last: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#last = clock.now();
  }

  /** Whether the wire was used at all. */
  get heardAny(): boolean {
    return this.#times.size > 0;
  }

  request(): void {
    this.#last = this.#clock.now();
  }

  passed(hop: NetworkHop): void {
    const now = this.#clock.now();
    if (!this.#times.has(hop)) this.#times.set(hop, Math.max(0, now - this.#last));
    this.#last = now;
  }

  response(): void {
    // Clients that only tell of the answer's head have passed the station with it.
    if (!this.#times.has('http')) this.passed('http');
  }

  failed(): void {
    // The error itself says where.
  }

  /** The station after the last one that was passed: where a test stopped that nobody can say more of. */
  nextHop(): NetworkHop {
    const passed = networkHops.findLastIndex((hop) => this.#times.has(hop));
    // Between the socket and TLS there is a proxy only if one was passed.
    const next = networkHops[passed + 1] ?? 'auth';
    return next === 'proxy' ? 'tls' : next;
  }

  /** The stations in their order; those before `failedAt`, if the test failed there. */
  times(failedAt: NetworkHop | null): readonly HopTime[] {
    const end = failedAt === null ? networkHops.length : networkHops.indexOf(failedAt);
    return networkHops.slice(0, end).flatMap((hop) => {
      const ms = this.#times.get(hop);
      return ms === undefined ? [] : [{ hop, ms }];
    });
  }
}
