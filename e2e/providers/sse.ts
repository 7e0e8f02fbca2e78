/** Server-sent events as the OpenAI wires write them (WHATWG HTML §9.2), with the liberties that real servers take. */
import type { Framing } from './behaviour.ts';

const encoder = new TextEncoder();

/** Writes events with one framing. */
export class SseEncoder {
  readonly #newline: string;
  readonly #comment: string;

  constructor(framing: Framing) {
    this.#newline = framing.newline ?? '\n';
    this.#comment = framing.comments === undefined ? '' : `: keep-alive${this.#newline}${this.#newline}`;
  }

  /** One event. `name` is left out on the wire that does not use it. */
  event(data: string, name?: string): Uint8Array {
    const eventLine = name === undefined ? '' : `event: ${name}${this.#newline}`;
    return encoder.encode(`${this.#comment}${eventLine}data: ${data}${this.#newline}${this.#newline}`);
  }
}

export const sseHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
} as const;
