/**
 * Watches the frames of `application/vnd.amazon.eventstream` on their way to the SDK's parser, which sets aside as much memory
 * as the first four bytes of a frame ask for, up to four gigabytes. A frame or a reply without measure is refused before that.
 * https://smithy.io/2.0/aws/amazon-eventstream.html
 */
import { AppError } from '../../../shared/errors.ts';
import { maxLineBytes, maxReplyBytes } from '../guardBody.ts';

/** A frame is as much of a unit as a line of SSE, and gets the same bound. */
export const maxFrameBytes = maxLineBytes;

/** Two lengths and two checksums: a frame without headers and body. */
const smallestFrame = 16;
const lengthBytes = 4;

function checkLength(length: number): void {
  if (length > maxFrameBytes) {
    throw new AppError('stream/too-large', 'The server announced a frame that is too large', {
      details: { limit: maxFrameBytes },
    });
  }
  if (length < smallestFrame) {
    throw new AppError(
      'provider/unexpected-reply',
      'The server sent something else than event stream frames',
    );
  }
}

/** Follows the lengths of frames through chunks that are cut anywhere. */
class FrameLengths {
  #header = 0;
  #headerBytes = 0;
  #rest = 0;

  /** Throws as soon as the bytes seen announce a frame that cannot be right. */
  follow(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) {
      if (this.#rest > 0) {
        const skipped = Math.min(this.#rest, chunk.length - at);
        this.#rest -= skipped;
        at += skipped;
        continue;
      }
      this.#header = this.#header * 256 + (chunk[at] ?? 0);
      this.#headerBytes += 1;
      at += 1;
      if (this.#headerBytes < lengthBytes) continue;
      checkLength(this.#header);
      this.#rest = this.#header - lengthBytes;
      this.#header = 0;
      this.#headerBytes = 0;
    }
  }
}

/**
 * Passes bytes through. Throws `stream/too-large`, or `provider/unexpected-reply` where the bytes cannot be frames. Leaving the
 * loop early ends the body's own iteration, which closes the connection.
 */
export async function* guardFrames(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const lengths = new FrameLengths();
  let total = 0;
  for await (const chunk of body) {
    lengths.follow(chunk);
    total += chunk.length;
    if (total > maxReplyBytes) {
      throw new AppError('stream/too-large', 'The server sent more than a reply can hold', {
        details: { limit: maxReplyBytes },
      });
    }
    yield chunk;
  }
}
