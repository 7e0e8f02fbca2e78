/**
 * One reply over as many requests as it takes. Everything that happens on the way is told as a notice, so a person always sees
 * why nothing comes yet and from whom the answer came. An abort ends every wait at once.
 */
import type { Clock } from '../../../shared/clock.ts';
import type { Connection } from '../../../shared/connection.ts';
import { AppError, toErrorInfo } from '../../../shared/errors.ts';
import type { Notice, StreamEvent } from '../../../shared/stream.ts';
import { AttemptPlan } from './AttemptPlan.ts';
import { failoverPlaces } from './failoverPlaces.ts';
import type { Place } from './failoverPlaces.ts';

export interface AttemptOptions {
  readonly connection: Connection;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** In [0, 1); spreads the waits. */
  readonly random: () => number;
  /** Sends the request to a place. Called once for each try; what is left out is known to whoever builds the request. */
  readonly send: (place: Place) => Promise<AsyncIterable<StreamEvent>>;
  /** Remembers that the model refuses a parameter, so that the next request comes without it. */
  readonly refuse: (parameter: string) => void;
  /** Signs in again, with the person's help if need be. */
  readonly renewSession: (connection: Connection, signal: AbortSignal) => Promise<'renewed' | 'cannot'>;
}

/** A wait that ends early, without an error, when the signal aborts. */
function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      cancel();
      signal.removeEventListener('abort', over);
      resolve();
    };
    const cancel = clock.after(ms, over);
    signal.addEventListener('abort', over);
    if (signal.aborted) over();
  });
}

function notice(of: Notice): StreamEvent {
  return { type: 'notice', notice: of };
}

/** Whether an event is part of the answer. Before the first such event another try changes nothing that was seen. */
function isSaid(event: StreamEvent): boolean {
  return event.type !== 'start' && event.type !== 'notice';
}

/** Streams a reply. Throws the last `AppError` in place of the stop; an abort ends it as `cancelled`. */
export async function* streamWithAttempts(
  options: AttemptOptions,
): AsyncGenerator<StreamEvent, void, undefined> {
  const { signal, clock } = options;
  const plan = new AttemptPlan(failoverPlaces(options.connection), options.random);
  let place: Place = { connection: options.connection, elsewhere: null };
  for (;;) {
    const attempt = new Attempt();
    try {
      for await (const event of await options.send(place)) yield* attempt.take(event);
      return;
    } catch (caught) {
      if (attempt.said || signal.aborted || !(caught instanceof AppError)) throw caught;
      const step = plan.next(caught);
      switch (step.kind) {
        case 'give-up':
          throw caught;
        case 'drop-parameter':
          options.refuse(step.parameter);
          yield notice({ kind: 'parameter-dropped', parameter: step.parameter });
          break;
        case 'renew-session':
          if ((await options.renewSession(place.connection, signal)) === 'cannot') throw caught;
          yield notice({ kind: 'signed-in-again' });
          break;
        case 'go-elsewhere':
          place = step.place;
          yield notice({ kind: 'failed-over', ...place.elsewhere, code: toErrorInfo(caught).code });
          break;
        case 'wait':
          yield notice({
            kind: 'retrying',
            attempt: step.attempt,
            until: clock.now() + step.ms,
            code: caught.code,
          });
          await pause(step.ms, clock, signal);
          break;
      }
    }
    if (signal.aborted) {
      yield { type: 'stop', reason: 'cancelled' };
      return;
    }
  }
}

/** One try. Holds back its `start` until something is said, so that a reply that took three tries starts once. */
class Attempt {
  #held: StreamEvent | null = null;
  #said = false;

  get said(): boolean {
    return this.#said;
  }

  *take(event: StreamEvent): Generator<StreamEvent, void, undefined> {
    if (event.type === 'start' && !this.#said) {
      this.#held = event;
      return;
    }
    if (isSaid(event)) {
      this.#said = true;
      if (this.#held !== null) yield this.#held;
      this.#held = null;
    }
    yield event;
  }
}
