/**
 * One live reply: takes the events of a stream, folds them into the message, hands them to the journal and to the window,
 * and comes to exactly one end. The message always equals the fold of the events that were taken; after the end none is.
 */
import type { Clock } from '../../shared/clock.ts';
import type { AssistantMessage } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import type { ErrorInfo } from '../../shared/errors.ts';
import { reduceStream } from '../../shared/stream.ts';
import type { StreamEvent } from '../../shared/stream.ts';
import type { EventBatcher, RunFeed } from './EventBatcher.ts';
import type { RunIds } from './ports.ts';
import type { JournalWriter, RunJournal } from './RunJournal.ts';

/** How a reply ended. An `interrupted` one was cut by us, without anybody asking for it: the app was closed. */
type Ending =
  | { readonly status: 'done' | 'cancelled' | 'interrupted' }
  | { readonly status: 'error'; readonly caught: unknown };

export interface RunOptions {
  readonly ids: RunIds;
  /** The row as it was written, with status `streaming`. */
  readonly reply: AssistantMessage;
  /** Reads what the request needs and sends it. */
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<StreamEvent>>;
  readonly clock: Clock;
  readonly journal: RunJournal;
  readonly batcher: EventBatcher;
  /** What may be stored and shown of a failure. */
  readonly describeError: (caught: unknown) => ErrorInfo;
  /** Takes care of the final form. The run counts as live until it resolves. Must not reject. */
  readonly onEnd: (final: AssistantMessage, caught: unknown) => Promise<void>;
}

/** Milliseconds that an adapter has to end its stream after a stop; then the run ends without it. */
const stopPatienceMs = 1000;

export class Run {
  readonly ids: RunIds;
  readonly #options: RunOptions;
  readonly #feed: RunFeed;
  readonly #journal: JournalWriter;
  readonly #abort = new AbortController();
  #reply: AssistantMessage;
  #taking = true;
  #cut: (ending: Ending) => void = () => undefined;
  #markEnded: () => void = () => undefined;
  readonly #ended: Promise<void>;

  constructor(options: RunOptions) {
    this.ids = options.ids;
    this.#options = options;
    this.#reply = options.reply;
    this.#feed = options.batcher.open(options.ids);
    this.#journal = options.journal.open(options.ids, (caught) => {
      this.#end({ status: 'error', caught });
    });
    this.#ended = new Promise((resolve) => {
      this.#markEnded = resolve;
    });
  }

  /** The reply as it is now. */
  get reply(): AssistantMessage {
    return this.#reply;
  }

  /** The reply as the window has seen it up to `seq`; sends first what was held back. */
  snapshot(): { readonly reply: AssistantMessage; readonly seq: number } {
    this.#feed.flush();
    return { reply: this.#reply, seq: this.#feed.seq };
  }

  /** Lets the reply begin. Called once. */
  start(): void {
    void this.#execute();
  }

  /** Ends the reply because a person asked for it. Resolves when it has ended; no error if it has already. */
  async stop(): Promise<void> {
    this.#abort.abort();
    this.#options.clock.after(stopPatienceMs, () => {
      this.#cut({ status: 'cancelled' });
    });
    await this.#ended;
  }

  /** Ends the reply at once because the app closes. What has come stays, and can be gone on with. */
  async interrupt(): Promise<void> {
    this.#end({ status: 'interrupted' });
    await this.#ended;
  }

  /** Ends from outside: nothing that still comes is taken. */
  #end(ending: Ending): void {
    this.#taking = false;
    this.#abort.abort();
    this.#cut(ending);
  }

  async #execute(): Promise<void> {
    const cut = new Promise<Ending>((resolve) => {
      this.#cut = resolve;
    });
    const startedAt = this.#options.clock.now();
    this.#reply = { ...this.#reply, timing: { ...this.#reply.timing, startedAt } };
    // A run that was stopped or interrupted before it began sends nothing.
    const ending = this.#abort.signal.aborted
      ? endingBeforeStart(this.#taking)
      : await Promise.race([this.#consume(), cut]);
    await this.#settle(ending);
    this.#markEnded();
  }

  async #consume(): Promise<Ending> {
    const { signal } = this.#abort;
    try {
      const events = await this.#options.open(signal);
      for await (const event of events) {
        // Leaving the loop closes the socket.
        if (!this.#taking) break;
        this.#take(event);
        if (event.type === 'stop') break;
      }
    } catch (caught) {
      return signal.aborted ? { status: 'cancelled' } : { status: 'error', caught };
    }
    const { stopReason } = this.#reply;
    if (stopReason !== null && stopReason !== 'cancelled') return { status: 'done' };
    if (signal.aborted || stopReason === 'cancelled') return { status: 'cancelled' };
    return {
      status: 'error',
      caught: new AppError('stream/truncated', 'The stream ended without its end.', { retryable: true }),
    };
  }

  #take(event: StreamEvent): void {
    this.#reply = reduceStream(this.#reply, event);
    if ('delta' in event && event.delta !== '' && this.#reply.timing.firstDeltaAt === null) {
      const timing = { ...this.#reply.timing, firstDeltaAt: this.#options.clock.now() };
      this.#reply = { ...this.#reply, timing };
    }
    this.#journal.push(event);
    this.#feed.push(event);
  }

  async #settle(ending: Ending): Promise<void> {
    if (ending.status === 'cancelled' && this.#reply.stopReason === null) {
      this.#take({ type: 'stop', reason: 'cancelled' });
    }
    this.#taking = false;
    this.#abort.abort();
    this.#feed.flush();
    await this.#journal.close();
    const now = this.#options.clock.now();
    const caught = ending.status === 'error' ? ending.caught : null;
    const error: ErrorInfo | null = caught === null ? null : this.#options.describeError(caught);
    this.#reply = {
      ...this.#reply,
      status: ending.status,
      error,
      updatedAt: now,
      timing: { ...this.#reply.timing, endedAt: now },
    };
    await this.#options.onEnd(this.#reply, caught);
  }
}

function endingBeforeStart(taking: boolean): Ending {
  return { status: taking ? 'cancelled' : 'interrupted' };
}
