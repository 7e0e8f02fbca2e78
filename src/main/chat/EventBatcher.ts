/**
 * Sends the events of live replies to the window: at most once per frame for all of them together, the first words of a
 * reply at once, and every later one at once too while the stream is slower than the screen. The batches of one reply are
 * numbered without a gap from 1, so that the window notices a lost one and reads the message again.
 */
import type { Clock } from '../../shared/clock.ts';
import type { StreamEvent } from '../../shared/stream.ts';
import type { EmitEvent, RunIds } from './ports.ts';
import { appendEvent } from './mergeEvents.ts';

/** A frame of a 60 Hz screen, in milliseconds. */
const frameMs = 16;

/** The way of one reply to the window. */
export class RunFeed {
  readonly #ids: RunIds;
  readonly #emit: EmitEvent;
  readonly #schedule: (feed: RunFeed) => void;
  #events: StreamEvent[] = [];
  #seq = 0;
  #hasSpoken = false;

  constructor(ids: RunIds, emit: EmitEvent, schedule: (feed: RunFeed) => void) {
    this.#ids = ids;
    this.#emit = emit;
    this.#schedule = schedule;
  }

  /** The number of the last batch that was sent; 0 before the first. */
  get seq(): number {
    return this.#seq;
  }

  push(event: StreamEvent): void {
    appendEvent(this.#events, event);
    const speaks = 'delta' in event && event.delta !== '';
    if (speaks && !this.#hasSpoken) {
      this.#hasSpoken = true;
      this.flush();
    } else {
      this.#schedule(this);
    }
  }

  /** Sends now what was held back. */
  flush(): void {
    if (this.#events.length === 0) return;
    const events = this.#events;
    this.#events = [];
    this.#seq += 1;
    this.#emit('run.updated', { ...this.#ids, seq: this.#seq, events });
  }
}

export class EventBatcher {
  readonly #clock: Clock;
  readonly #emit: EmitEvent;
  readonly #waiting = new Set<RunFeed>();
  #frameRuns = false;

  constructor({ clock, emit }: { readonly clock: Clock; readonly emit: EmitEvent }) {
    this.#clock = clock;
    this.#emit = emit;
  }

  /** Begins to send a reply. There is nothing to close: a feed without events costs nothing. */
  open(ids: RunIds): RunFeed {
    return new RunFeed(ids, this.#emit, (feed) => {
      this.#waiting.add(feed);
      if (!this.#frameRuns) this.#sendFrame();
    });
  }

  #sendFrame(): void {
    this.#frameRuns = this.#waiting.size > 0;
    if (!this.#frameRuns) return;
    const feeds = [...this.#waiting];
    this.#waiting.clear();
    this.#clock.after(frameMs, () => {
      this.#sendFrame();
    });
    for (const feed of feeds) feed.flush();
  }
}
