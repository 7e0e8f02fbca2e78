/**
 * The frame that every adapter's reply runs in. It watches the stream, holds the grammar `start (delta | usage)* stop`, and
 * decides how a reply ended: by the terminal marker that the wire's mapper saw, by an abort, or by neither, which makes it
 * `stream/truncated`. Once the marker was seen the reply is whole, so whatever breaks afterwards is no error any more.
 */
import { AppError } from '../../shared/errors.ts';
import type { StopReason, StreamEvent } from '../../shared/stream.ts';
import { watchStream, type Watch, type WatchOptions } from './watchStream.ts';

/** What a mapper may say: everything but the end, which it reports as its `stopReason`. */
export type ReplyEvent = Exclude<StreamEvent, { type: 'stop' }>;

/** Turns the chunks of one reply of one wire into events. Pure but for what it remembers of the reply. */
export interface ReplyMapper<Chunk> {
  /** The events of a chunk. A chunk that tells of a failure throws an `AppError`. */
  map(chunk: Chunk): readonly ReplyEvent[];
  /** Called once when the stream is over, for what the mapper still holds back. */
  flush?(): readonly ReplyEvent[];
  /** What the terminal marker said; null until it was seen. */
  readonly stopReason: StopReason | null;
}

export interface ReplyOptions<Chunk> extends WatchOptions {
  /** Sends the request. The mapper comes with the stream, since it may need what the response's headers say. */
  readonly open: (
    watch: Watch,
  ) => Promise<{ readonly chunks: AsyncIterable<Chunk>; readonly mapper: ReplyMapper<Chunk> }>;
  /** The model that was asked for: what `start` names if the reply is cancelled before the server named one. */
  readonly modelId: string;
  /** Turns what the vendor's code throws into an `AppError`. */
  readonly toAppError: (caught: unknown) => AppError;
}

/** One reply on its way: its mapper, once the request was answered, and whether anything was said. */
class Reply<Chunk> {
  readonly #options: ReplyOptions<Chunk>;
  #mapper: ReplyMapper<Chunk> | null = null;
  #started = false;

  constructor(options: ReplyOptions<Chunk>) {
    this.#options = options;
  }

  readonly open = async (watch: Watch): Promise<AsyncIterable<Chunk>> => {
    const { chunks, mapper } = await this.#options.open(watch);
    this.#mapper = mapper;
    return chunks;
  };

  map(chunk: Chunk): readonly StreamEvent[] {
    return this.#begun(this.#mapper?.map(chunk) ?? []);
  }

  flush(): readonly StreamEvent[] {
    return this.#begun(this.#mapper?.flush?.() ?? []);
  }

  /** The stop, or null where nothing said that the reply is whole. */
  end(): readonly StreamEvent[] | null {
    const reason = this.#mapper?.stopReason ?? (this.#options.signal.aborted ? 'cancelled' : null);
    return reason === null ? null : this.#begun([{ type: 'stop', reason }]);
  }

  /** Puts a `start` before the first event where the wire had none. */
  #begun(events: readonly StreamEvent[]): readonly StreamEvent[] {
    const [first] = events;
    if (this.#started || first === undefined) return events;
    this.#started = true;
    return first.type === 'start' ? events : [{ type: 'start', model: this.#options.modelId }, ...events];
  }
}

/** Streams one reply. Throws an `AppError` in place of the `stop`. */
export async function* streamReply<Chunk>(
  options: ReplyOptions<Chunk>,
): AsyncGenerator<StreamEvent, void, undefined> {
  const reply = new Reply(options);
  let failure: AppError | null = null;
  try {
    for await (const chunk of watchStream(reply.open, options)) {
      for (const event of reply.map(chunk)) yield event;
    }
  } catch (caught) {
    failure = caught instanceof AppError ? caught : options.toAppError(caught);
  }
  for (const event of reply.flush()) yield event;
  const end = reply.end();
  if (end === null) throw failure ?? truncated();
  for (const event of end) yield event;
}

function truncated(): AppError {
  return new AppError('stream/truncated', 'The reply ended without its terminal marker', { retryable: true });
}
