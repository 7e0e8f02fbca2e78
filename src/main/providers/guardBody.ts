/**
 * Watches the bytes of an SSE response on their way to the vendor's parser, which has no limits of its own and swallows
 * comments: reports signs of life, refuses a line or a reply without end before it fills the memory, and remembers whether
 * the stream closed with `[DONE]`.
 */
import { AppError } from '../../shared/errors.ts';

/** Bytes in one line of a stream: far above any real event, far below what would hurt. */
export const maxLineBytes = 8 * 1024 * 1024;
/** Bytes in one reply: hundreds of thousands of tokens with the fattest events there are. */
export const maxReplyBytes = 256 * 1024 * 1024;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const doneMarker = /(^|[\r\n])data: ?\[DONE\]\s*$/;
const tailBytes = 64;

export interface GuardedBody {
  readonly body: ReadableStream<Uint8Array>;
  /** Whether the last thing that came was `data: [DONE]`. */
  readonly sawDone: () => boolean;
}

function tooLarge(limit: number): AppError {
  return new AppError('stream/too-large', 'The server sent more than a reply can hold', {
    details: { limit },
  });
}

/** Counts what has come. Throws `stream/too-large`. */
class ByteCount {
  #line = 0;
  #total = 0;

  add(chunk: Uint8Array): void {
    const lastBreak = Math.max(chunk.lastIndexOf(lineFeed), chunk.lastIndexOf(carriageReturn));
    this.#line = lastBreak === -1 ? this.#line + chunk.length : chunk.length - lastBreak - 1;
    this.#total += chunk.length;
    if (this.#line > maxLineBytes) throw tooLarge(maxLineBytes);
    if (this.#total > maxReplyBytes) throw tooLarge(maxReplyBytes);
  }
}

/** Wraps a response's body. `alive` is called for every chunk. Cancelling the guarded body cancels the real one. */
export function guardBody(body: ReadableStream<Uint8Array>, alive: () => void): GuardedBody {
  const reader = body.getReader();
  const count = new ByteCount();
  let tail: Uint8Array = new Uint8Array();
  const guarded = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const result = await reader.read();
        if (result.done) {
          controller.close();
          return;
        }
        alive();
        try {
          count.add(result.value);
        } catch (caught) {
          await reader.cancel();
          throw caught;
        }
        tail = lastBytes(tail, result.value);
        controller.enqueue(result.value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // No read-ahead: a reply that nobody reads must stay in the socket.
    { highWaterMark: 0 },
  );
  return { body: guarded, sawDone: () => doneMarker.test(new TextDecoder().decode(tail)) };
}

function lastBytes(before: Uint8Array, chunk: Uint8Array): Uint8Array {
  if (chunk.length >= tailBytes) return chunk.slice(-tailBytes);
  return Buffer.concat([before, chunk]).subarray(-tailBytes);
}
