/**
 * One request that a fake provider received, and the reply to it. It can be stepped by hand, so that a test decides when
 * each byte leaves:
 *
 *   const request = await server.nextRequest();
 *   await request.emit({ text: 'Hello' });     // headers and opening events are sent before the first delta
 *   await request.finish();                    // terminal marker, usage, end of the response
 *   request.cut();                             // or: the socket is destroyed
 *   await request.end();                       // or: the response ends without its marker
 *   expect(await request.closed).toBe('by-client');
 */
import { defaultUsage, type FakeUsage, type Finish, type Framing } from './behaviour.ts';
import type { HttpAnswer, WireWriter } from './Wire.ts';

/** How the exchange ended: by the server's last byte, by the client leaving early, or by the server's own cut. */
export type Closing = 'completed' | 'by-client' | 'cut';

/** What was asked for, by path. */
export type Topic = 'responses' | 'chat' | 'converse' | 'sagemaker' | 'models' | 'unknown';

/** A request as it came in. Header names are in lower case. */
export interface RequestRecord {
  readonly index: number;
  readonly topic: Topic;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The model id that the request named, or an empty string. */
  readonly model: string;
}

/** What HTTP/1.1 and HTTP/2 responses have in common. */
export interface Outgoing {
  writeHead(status: number, headers: Record<string, string>): unknown;
  /** HTTP/1.1 holds headers back until the first byte of the body; HTTP/2 does not. */
  flushHeaders?(): void;
  write(bytes: Uint8Array, written: () => void): boolean;
  end(body: string | Uint8Array): unknown;
  once(event: 'close', listener: () => void): unknown;
  off(event: 'close', listener: () => void): unknown;
}

/** How to answer: where the bytes go, how to break the connection, and the wire to write, if the request asked for one. */
export interface Answering {
  readonly outgoing: Outgoing;
  readonly hangUp: () => void;
  readonly createWriter: ((framing: Framing) => WireWriter) | null;
}

/** A request with the means to answer it. */
export class FakeRequest implements RequestRecord {
  readonly index: number;
  readonly topic: Topic;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly model: string;
  /** Resolves when the exchange is over. */
  readonly closed: Promise<Closing>;
  readonly #response: Outgoing;
  readonly #answering: Answering;
  #writer: WireWriter | null = null;
  #state: 'waiting' | 'streaming' | 'ended' | 'cut' | 'closed' = 'waiting';
  #opened = false;

  constructor(record: RequestRecord, answering: Answering) {
    this.index = record.index;
    this.topic = record.topic;
    this.method = record.method;
    this.path = record.path;
    this.headers = record.headers;
    this.body = record.body;
    this.model = record.model;
    this.#response = answering.outgoing;
    this.#answering = answering;
    this.closed = new Promise((resolve) => {
      answering.outgoing.once('close', () => {
        const closing = { ended: 'completed', cut: 'cut' } as const;
        const state = this.#state;
        this.#state = 'closed';
        resolve(state === 'ended' || state === 'cut' ? closing[state] : 'by-client');
      });
    });
  }

  /** Whether the other side can still be told anything. */
  get isOpen(): boolean {
    return this.#state === 'waiting' || this.#state === 'streaming';
  }

  /** The request's body as JSON; undefined where it is none. */
  get json(): unknown {
    return this.body === '' ? undefined : JSON.parse(this.body);
  }

  /** The writer of the wire that was asked. Throws for a request that asked for no stream. */
  get writer(): WireWriter {
    return this.#writer ?? this.frameWith({});
  }

  /** Chooses how events are written down, before the first of them. */
  frameWith(framing: Framing): WireWriter {
    const { createWriter } = this.#answering;
    if (createWriter === null) throw new Error(`${this.method} ${this.path} asks for no stream`);
    this.#writer = createWriter(framing);
    return this.#writer;
  }

  /** Sends status 200 and the headers of the stream, once. */
  async sendHeaders(): Promise<void> {
    if (this.#state !== 'waiting') return;
    this.#state = 'streaming';
    this.#response.writeHead(200, {
      ...this.writer.headers,
      'x-request-id': `req_fake_${String(this.index)}`,
    });
    this.#response.flushHeaders?.();
    await Promise.resolve();
  }

  /** Sends headers and the events that come before the first delta, once. */
  async open(): Promise<void> {
    await this.sendHeaders();
    if (this.#opened) return;
    this.#opened = true;
    await this.sendAll(this.writer.opening());
  }

  /** Sends deltas in the order reasoning, text, refusal. Resolves when the bytes are out. */
  async emit(delta: { reasoning?: string; text?: string; refusal?: string }): Promise<void> {
    await this.open();
    for (const kind of ['reasoning', 'text', 'refusal'] as const) {
      const text = delta[kind];
      if (text !== undefined) await this.sendAll(this.writer.delta(kind, text));
    }
  }

  /** Closes the reply as its wire demands and ends the response. */
  async finish(finish: Finish = 'end', usage: FakeUsage = defaultUsage): Promise<void> {
    await this.open();
    await this.sendAll(this.writer.closing(finish, usage));
    await this.end();
  }

  /** Sends bytes as they are. Headers go first. A client that has left is no error. */
  async send(bytes: Uint8Array): Promise<void> {
    await this.sendHeaders();
    if (!this.isOpen) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#response.off('close', done);
        resolve();
      };
      this.#response.once('close', done);
      this.#response.write(bytes, done);
    });
  }

  /** Sends several events, each in a write of its own. */
  async sendAll(events: readonly Uint8Array[]): Promise<void> {
    for (const event of events) await this.send(event);
  }

  /** Answers without a stream. */
  async answer({ status, headers, body }: HttpAnswer): Promise<void> {
    this.#state = 'streaming';
    this.#response.writeHead(status, { 'x-request-id': `req_fake_${String(this.index)}`, ...headers });
    await this.#end(body);
  }

  /** Ends the response politely, with or without its marker. */
  async end(): Promise<void> {
    if (this.isOpen) await this.#end('');
  }

  /** Destroys the connection. */
  cut(): void {
    if (!this.isOpen) return;
    this.#state = 'cut';
    this.#answering.hangUp();
  }

  async #end(body: string | Uint8Array): Promise<void> {
    this.#state = 'ended';
    this.#response.end(body);
    await this.closed;
  }
}
