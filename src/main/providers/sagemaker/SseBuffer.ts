/**
 * Server-sent events (WHATWG HTML §9.2) out of bytes that are cut anywhere: in the middle of a line, of a line end, of a
 * character. SageMaker hands on what a container writes, in parts that know nothing of lines. A container that answers in
 * lines of JSON without any framing is understood too: a line that begins with a brace is an event of its own, and no field.
 */
import { AppError } from '../../../shared/errors.ts';
import { maxLineBytes } from '../guardBody.ts';

/** Collects bytes and gives back the data of each event that is whole. */
export class SseBuffer {
  // Fatal would end a reply for one bad byte; a replacement character shows it and goes on.
  readonly #decoder = new TextDecoder();
  #line = '';
  #data: string[] = [];
  /** The last chunk ended with CR: an LF that follows belongs to it. */
  #afterReturn = false;

  /** The data of the events that these bytes complete. Throws `stream/too-large` for a line without end. */
  push(bytes: Uint8Array): readonly string[] {
    return this.#read(this.#decoder.decode(bytes, { stream: true }));
  }

  /** The data of an event that nothing has closed, once there are no more bytes. */
  end(): readonly string[] {
    const rest = [...this.#read(this.#decoder.decode()), ...this.#take(this.#line)];
    this.#line = '';
    return [...rest, ...this.#dispatch()];
  }

  #read(text: string): readonly string[] {
    const fresh = this.#afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') this.#afterReturn = text.endsWith('\r');
    const lines = fresh.split(/\r\n|\n|\r/);
    const events: string[] = [];
    for (const [index, piece] of lines.entries()) {
      this.#line += piece;
      if (this.#line.length > maxLineBytes) {
        throw new AppError('stream/too-large', 'The server sent a line without end', {
          details: { limit: maxLineBytes },
        });
      }
      if (index === lines.length - 1) break;
      events.push(...this.#take(this.#line));
      this.#line = '';
    }
    return events;
  }

  #take(line: string): readonly string[] {
    if (line === '') return this.#dispatch();
    if (line.startsWith('{')) return [...this.#dispatch(), line];
    const field = /^data(?:: ?(.*))?$/s.exec(line);
    if (field !== null) this.#data.push(field[1] ?? '');
    return [];
  }

  #dispatch(): readonly string[] {
    if (this.#data.length === 0) return [];
    const data = this.#data.join('\n');
    this.#data = [];
    return [data];
  }
}
