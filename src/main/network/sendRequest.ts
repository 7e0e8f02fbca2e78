/**
 * `fetch` on Node's own http client, so that it opens its connections with the same agents as the SDKs that bring their own
 * client. Nothing is added to a request: no cookies, no compression, which would hold back the small events of a stream.
 * Silence is not timed here; whoever reads knows how long to wait.
 */
import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Agent } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { WireTrace } from '../inspection/WireTrace.ts';
import { HopFailure, wireCode } from './HopFailure.ts';

/** One request in plain parts. */
export interface PlainRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array | null;
  readonly signal: AbortSignal | undefined;
}

/** Answers that have no body, whatever the server sends (Fetch Standard). */
const bodiless: readonly number[] = [204, 205, 304];

/** Reads what `fetch` takes into plain parts. Throws a `TypeError` as `fetch` does. */
export async function plainRequest(url: string | URL, init: RequestInit): Promise<PlainRequest> {
  const { signal, ...rest } = init;
  const request = new Request(url, { ...rest, ...(rest.body == null ? {} : { duplex: 'half' }) });
  const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
  return {
    method: request.method,
    url: new URL(request.url),
    headers: request.headers,
    body,
    signal: signal ?? undefined,
  };
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  return headers;
}

/** Undoes a compression that nobody asked for. Each piece comes out as soon as it can be read. */
function decoded(message: IncomingMessage, headers: Headers): Readable {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  const flush = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
  const decoder =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip(flush)
      : encoding === 'deflate'
        ? createInflate(flush)
        : encoding === 'br'
          ? createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH })
          : null;
  if (decoder === null) return message;
  headers.delete('content-encoding');
  headers.delete('content-length');
  // A failure reaches the reader through the decoder.
  return pipeline(message, decoder, () => undefined);
}

/** Cancelling the body closes the socket. Nothing is read ahead of the reader. Fails with the signal's reason once it is aborted. */
function webBody(readable: Readable, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  const pieces: AsyncIterator<Uint8Array> = readable[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await pieces.next().catch((caught: unknown) => {
          throw signal?.aborted === true ? reasonOf(signal) : asError(caught);
        });
        if (piece.done === true) controller.close();
        else controller.enqueue(piece.value);
      },
      cancel: () => void readable.destroy(),
    },
    { highWaterMark: 0 },
  );
}

function responseOf(message: IncomingMessage, { method, signal }: PlainRequest): Response {
  const headers = headersOf(message);
  const status = message.statusCode ?? 0;
  if (bodiless.includes(status) || method === 'HEAD') {
    message.resume();
    return new Response(null, { status, headers });
  }
  const body = webBody(decoded(message, headers), signal);
  return new Response(body, { status, statusText: message.statusMessage ?? '', headers });
}

function open({ method, url, headers, body, signal }: PlainRequest, agent: Agent): ClientRequest {
  const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
  const options = {
    method,
    agent,
    headers: {
      ...Object.fromEntries(headers),
      ...(body === null ? {} : { 'content-length': String(body.byteLength) }),
    },
    ...(signal === undefined ? {} : { signal }),
  };
  const request = send(url, options);
  request.end(body ?? undefined);
  return request;
}

/**
 * Sends one request and answers with the head of the response; redirects are answers like any other. Rejects with the
 * signal's reason, a `HopFailure` or an error with a code. `trace` hears of everything but the connection's own stations.
 */
export function sendRequest(plain: PlainRequest, agent: Agent, trace: WireTrace | null): Promise<Response> {
  const { method, url, headers, body, signal } = plain;
  if (signal?.aborted === true) return Promise.reject(reasonOf(signal));
  trace?.request({
    method,
    url: url.href,
    headers: Object.fromEntries(headers),
    body: body === null ? undefined : Buffer.from(body).toString('utf8'),
  });
  return new Promise((resolve, reject) => {
    const fail = (caught: unknown): void => {
      trace?.failed(wireCode(caught));
      reject(signal?.aborted === true ? reasonOf(signal) : asError(caught));
    };
    const request = open(plain, agent);
    request.on('error', fail);
    request.on('response', (message) => {
      try {
        const response = responseOf(message, plain);
        trace?.passed('http');
        trace?.response({ status: response.status, headers: Object.fromEntries(headersOf(message)) });
        resolve(response);
      } catch {
        // A status or a header that HTTP does not have.
        message.destroy();
        fail(new HopFailure('http', 'HPE_INVALID_HEAD'));
      }
    });
  });
}

function asError(caught: unknown): Error {
  return caught instanceof Error ? caught : new Error('The request failed');
}

function reasonOf(signal: AbortSignal): Error {
  return asError(signal.reason);
}
