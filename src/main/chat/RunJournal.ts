/**
 * Writes the events of live replies to disk while they come, for all of them in one transaction at least every 100 ms, so
 * that a crash loses no more than that. What is on disk is at every moment a prefix of what has come. A failed write ends
 * the replies that were in it: they would go on costing money without being kept.
 */
import type { Clock } from '../../shared/clock.ts';
import type { StreamEvent } from '../../shared/stream.ts';
import type { History, JournalEntry } from '../history/History.ts';
import { appendEvent } from './mergeEvents.ts';
import type { RunIds } from './ports.ts';

/** Milliseconds that an event may wait before its write begins. */
const flushMs = 100;

interface Parts {
  readonly ids: RunIds;
  readonly request: () => void;
  readonly onFailure: (caught: unknown) => void;
}

/** One reply's page in the journal. */
export class JournalWriter {
  readonly #parts: Parts;
  #events: StreamEvent[] = [];
  #seq = 0;
  #open = true;
  #written: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  push(event: StreamEvent): void {
    if (!this.#open) return;
    appendEvent(this.#events, event);
    this.#parts.request();
  }

  /** Takes what waits, to be written as part of `written`. */
  take(): JournalEntry | null {
    if (this.#events.length === 0) return null;
    const { runId, messageId } = this.#parts.ids;
    this.#seq += 1;
    const entry: JournalEntry = { runId, messageId, seq: this.#seq, events: this.#events };
    this.#events = [];
    return entry;
  }

  /** Notes the write that contains what was last taken. Nothing more is accepted after a failed one. */
  follow(write: Promise<void>): void {
    this.#written = write.catch((caught: unknown) => {
      const wasOpen = this.#open;
      this.#open = false;
      this.#events = [];
      if (wasOpen) this.#parts.onFailure(caught);
    });
  }

  /**
   * Drops what waits, since the final form of the reply will contain it, and resolves when the last write is over: the
   * final form must not be overtaken by an older entry.
   */
  async close(): Promise<void> {
    this.#open = false;
    this.#events = [];
    await this.#written;
  }
}

export class RunJournal {
  readonly #history: Pick<History, 'appendJournal'>;
  readonly #clock: Clock;
  readonly #writers = new Set<JournalWriter>();
  #timerRuns = false;
  #writing = false;

  constructor({
    history,
    clock,
  }: {
    readonly history: Pick<History, 'appendJournal'>;
    readonly clock: Clock;
  }) {
    this.#history = history;
    this.#clock = clock;
  }

  /** Begins the page of a reply. `onFailure` is called once, when its events could not be written. */
  open(ids: RunIds, onFailure: (caught: unknown) => void): JournalWriter {
    const writer: JournalWriter = new JournalWriter({
      ids,
      onFailure,
      request: () => {
        this.#writers.add(writer);
        this.#startTimer();
      },
    });
    return writer;
  }

  #startTimer(): void {
    // While a write runs, its end starts the next timer: a slow disk gets larger writes, not more of them.
    if (this.#timerRuns || this.#writing) return;
    this.#timerRuns = true;
    this.#clock.after(flushMs, () => {
      this.#timerRuns = false;
      void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    const writers = [...this.#writers];
    this.#writers.clear();
    const taken = writers
      .map((writer) => ({ writer, entry: writer.take() }))
      .filter(({ entry }) => entry !== null);
    const entries = taken.flatMap(({ entry }) => (entry === null ? [] : [entry]));
    if (entries.length === 0) return;
    this.#writing = true;
    const write = this.#history.appendJournal(entries);
    for (const { writer } of taken) writer.follow(write);
    await write.catch(() => undefined);
    this.#writing = false;
    if (this.#writers.size > 0) this.#startTimer();
  }
}
