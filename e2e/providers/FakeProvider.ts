/**
 * A model provider that exists only for tests, demos and benches: a real server on 127.0.0.1 that speaks the real wires.
 *
 *   const server = await startFakeProvider({ behaviours: [{ kind: 'answer', text: 'Hi' }] });
 *   server.url                      // http://127.0.0.1:PORT — base URL of OpenAI wires is `${server.url}/v1`, of Bedrock `server.url`
 *   server.script({ kind: 'cut' })  // what the next streams do; the last one repeats
 *   server.requests                 // everything that was asked, streams and lists, in order
 *   const request = await server.nextRequest();   // the next request not handed out yet, for stepping by hand
 *   await server.sawClose(0);       // resolves when the client has closed request 0 before its reply was over
 *   await server.close();
 *
 * Paths: POST …/responses, POST …/chat/completions, POST /model/{id}/converse-stream, POST /endpoints/{name}/
 * invocations-response-stream (one that asks for a single token counts as a list), GET …/models, GET /foundation-models, GET
 * /inference-profiles. `protocol: 'h2c'` serves HTTP/2 without TLS (what the AWS SDK speaks by default), `'tls'`
 * serves HTTPS with a certificate that nobody trusts. Nothing of the app's adapters is used here.
 */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type Http2Session,
} from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { Behaviour, Framing } from './behaviour.ts';
import { ChatWriter } from './chatWire.ts';
import { ConverseWriter } from './converseWire.ts';
import { defaultCatalogue, listAnswer, type FakeCatalogue } from './fakeModels.ts';
import { FakeRequest, type RequestRecord, type Topic } from './FakeRequest.ts';
import { play } from './play.ts';
import { ResponsesWriter } from './responsesWire.ts';
import { asksForOneToken, oneToken, SageMakerWriter } from './sageMakerWire.ts';
import { selfSignedCertificate } from './selfSignedCertificate.ts';
import type { HttpAnswer, WireWriter } from './Wire.ts';

type Incoming = IncomingMessage | Http2ServerRequest;
type NodeResponse = ServerResponse | Http2ServerResponse;

/** What the next streams do, one behaviour a request, or a choice made by looking at the request. */
export type Script = readonly Behaviour[] | ((request: RequestRecord) => Behaviour);

export interface FakeProviderOptions {
  readonly behaviours?: Script;
  readonly protocol?: 'http1' | 'h2c' | 'tls';
  readonly catalogue?: Partial<FakeCatalogue>;
  /** Answers what asks for no stream, before the lists do. Null leaves it to them. */
  readonly answers?: (request: RequestRecord) => HttpAnswer | null;
  /** Any free one unless said otherwise. */
  readonly port?: number;
}

/** A running fake. Made by {@link startFakeProvider}. */
export class FakeProvider {
  readonly url: string;
  /** PEM of the certificate where TLS is served, for a client that chooses to trust it. */
  readonly certificate: string | null;
  readonly #server: Server;
  readonly #hangUp: () => void;
  readonly #catalogue: FakeCatalogue;
  readonly #answers: (request: RequestRecord) => HttpAnswer | null;
  readonly #requests: FakeRequest[] = [];
  readonly #waiting: ((request: FakeRequest) => void)[] = [];
  #handedOut = 0;
  #script: Script;
  #listBehaviour: Behaviour | null = null;

  constructor(parts: {
    readonly server: Server;
    readonly hangUp: () => void;
    readonly url: string;
    readonly certificate: string | null;
    readonly options: FakeProviderOptions;
  }) {
    this.#server = parts.server;
    this.#hangUp = parts.hangUp;
    this.url = parts.url;
    this.certificate = parts.certificate;
    this.#catalogue = { ...defaultCatalogue, ...parts.options.catalogue };
    this.#answers = parts.options.answers ?? (() => null);
    this.#script = parts.options.behaviours ?? [{ kind: 'answer' }];
    parts.server.on('request', (incoming: Incoming, outgoing: NodeResponse) => {
      void this.#receive(incoming, outgoing);
    });
  }

  /** All requests so far, in the order they arrived. */
  get requests(): readonly FakeRequest[] {
    return this.#requests;
  }

  /** The requests for a stream. */
  get streams(): readonly FakeRequest[] {
    return this.#requests.filter((request) => request.topic !== 'models' && request.topic !== 'unknown');
  }

  /** Replaces what the next streams do. The last behaviour repeats. */
  script(...behaviours: readonly Behaviour[]): void {
    this.#script = behaviours;
  }

  /** Makes the lists of models misbehave; null lets them be. */
  scriptLists(behaviour: Behaviour | null): void {
    this.#listBehaviour = behaviour;
  }

  /** The next request that was not handed out yet, as soon as it is here. */
  nextRequest(): Promise<FakeRequest> {
    const request = this.#requests[this.#handedOut];
    this.#handedOut += 1;
    if (request !== undefined) return Promise.resolve(request);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves when the client has closed the request before its reply was over. Rejects if it ended in another way. */
  async sawClose(index: number): Promise<void> {
    const request = this.#requests[index];
    if (request === undefined) throw new Error(`There was no request ${String(index)}`);
    const closing = await request.closed;
    if (closing !== 'by-client') throw new Error(`Request ${String(index)} ended otherwise: ${closing}`);
  }

  /** Stops listening and drops every connection. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#hangUp();
    await closed;
  }

  async #receive(incoming: Incoming, outgoing: NodeResponse): Promise<void> {
    // A client that leaves while it is still sending is not a request.
    const body = await readBody(incoming).catch(() => null);
    if (body === null) return;
    const record = recordOf(incoming, body, this.#requests.length);
    const request = new FakeRequest(record, {
      outgoing,
      hangUp: () => {
        if ('stream' in outgoing) outgoing.stream.session?.destroy();
        else outgoing.destroy();
      },
      createWriter: writerFor(record),
    });
    this.#requests.push(request);
    this.#waiting.shift()?.(request);
    await this.#answer(request);
  }

  async #answer(request: FakeRequest): Promise<void> {
    if (request.topic !== 'models' && request.topic !== 'unknown') return play(request, this.#next(request));
    if (this.#listBehaviour !== null) return play(request, this.#listBehaviour);
    const list = (): HttpAnswer =>
      isEndpoint(request.path)
        ? oneToken({ id: `fake_${String(request.index)}`, model: request.model })
        : listAnswer(request.path, this.#catalogue);
    return request.answer(this.#answers(request) ?? list());
  }

  #next(request: RequestRecord): Behaviour {
    if (typeof this.#script === 'function') return this.#script(request);
    const [first, ...rest] = this.#script;
    if (rest.length > 0) this.#script = rest;
    return first ?? { kind: 'answer' };
  }
}

async function readBody(incoming: Incoming): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

function isEndpoint(path: string): boolean {
  return path.endsWith('/invocations-response-stream');
}

function topicOf(method: string, path: string, body: string): Topic {
  const [pathname = ''] = path.split('?');
  if (isEndpoint(pathname)) return asksForOneToken(body) ? 'models' : 'sagemaker';
  if (method === 'GET') {
    return /\/(models|foundation-models|inference-profiles)$/.test(pathname) ? 'models' : 'unknown';
  }
  if (pathname.endsWith('/responses')) return 'responses';
  if (pathname.endsWith('/chat/completions')) return 'chat';
  return pathname.endsWith('/converse-stream') ? 'converse' : 'unknown';
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null ? { ...json } : {};
  } catch {
    return {};
  }
}

function modelOf(topic: Topic, path: string, body: string): string {
  if (topic === 'converse') return decodeURIComponent(path.split('/')[2] ?? '');
  const { model } = parsed(body);
  return typeof model === 'string' ? model : '';
}

function recordOf(incoming: Incoming, body: string, index: number): RequestRecord {
  const method = incoming.method ?? '';
  const path = incoming.url ?? '';
  const topic = topicOf(method, path, body);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  );
  return { index, topic, method, path, headers, body, model: modelOf(topic, path, body) };
}

function writerFor(record: RequestRecord): ((framing: Framing) => WireWriter) | null {
  const identity = { id: `fake_${String(record.index)}`, model: record.model };
  switch (record.topic) {
    case 'responses':
      return (framing) => new ResponsesWriter(identity, framing);
    case 'chat':
      return (framing) => new ChatWriter(identity, framing, asksForUsage(record.body));
    case 'sagemaker':
      return (framing) => new SageMakerWriter(identity, framing, asksForUsage(record.body));
    case 'converse':
      return () => new ConverseWriter(identity);
    case 'models':
    case 'unknown':
      return null;
  }
}

function asksForUsage(body: string): 'asked' | 'not-asked' {
  const options = parsed(body)['stream_options'];
  const asked = typeof options === 'object' && options !== null && 'include_usage' in options;
  return asked && options.include_usage === true ? 'asked' : 'not-asked';
}

interface Listener {
  readonly server: Server;
  readonly scheme: 'http' | 'https';
  readonly certificate: string | null;
  readonly hangUp: () => void;
}

function createListener(protocol: 'http1' | 'h2c' | 'tls'): Listener {
  if (protocol === 'h2c') {
    const sessions = new Set<Http2Session>();
    const server = createHttp2Server();
    server.on('session', (session) => {
      sessions.add(session);
      session.once('close', () => sessions.delete(session));
    });
    const hangUp = (): void => {
      for (const session of sessions) session.destroy();
    };
    return { server, scheme: 'http', certificate: null, hangUp };
  }
  if (protocol === 'tls') {
    const pair = selfSignedCertificate();
    const server = createHttpsServer(pair);
    return { server, scheme: 'https', certificate: pair.cert, hangUp: () => server.closeAllConnections() };
  }
  const server = createHttpServer();
  return { server, scheme: 'http', certificate: null, hangUp: () => server.closeAllConnections() };
}

/** Starts a fake on 127.0.0.1. Rejects where its port is taken. */
export async function startFakeProvider(options: FakeProviderOptions = {}): Promise<FakeProvider> {
  const { server, scheme, certificate, hangUp } = createListener(options.protocol ?? 'http1');
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `${scheme}://127.0.0.1:${String(portOf(server))}`;
  return new FakeProvider({ server, hangUp, url, certificate, options });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fake provider has no port');
  return address.port;
}
