import { connect, constants } from 'node:http2';
import { request as httpsRequest } from 'node:https';
import { connect as connectSocket } from 'node:net';
import { EventStreamCodec } from '@smithy/eventstream-codec';
import { afterEach, describe, expect, it } from 'vitest';
import { startFakeProvider, type FakeProvider, type FakeProviderOptions } from './FakeProvider.ts';

let server: FakeProvider;
afterEach(() => server.close());

async function start(options: FakeProviderOptions = {}): Promise<FakeProvider> {
  server = await startFakeProvider(options);
  return server;
}

function post(path: string, body: object, signal?: AbortSignal): Promise<Response> {
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
}

const chat = (body: object = {}): Promise<Response> => post('/v1/chat/completions', { model: 'm', ...body });

/** The JSON of every `data:` line. */
function dataOf(text: string): readonly unknown[] {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.startsWith('data: {'))
    .map((line): unknown => JSON.parse(line.slice(6)));
}

/**
 * The reply to a POST as the server wrote it: the sizes of its HTTP chunks, one a write, and their text. Read from the bare
 * socket, because the network may hand several writes over as one.
 */
async function writesOf(path: string, body: object): Promise<{ sizes: readonly number[]; text: string }> {
  const payload = JSON.stringify(body);
  const socket = connectSocket(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: fake\r\nconnection: close\r\ncontent-type: application/json\r\n` +
      `content-length: ${payload.length}\r\n\r\n${payload}`,
  );
  const received = Buffer.concat(await socket.toArray());
  const sizes: number[] = [];
  const pieces: Buffer[] = [];
  let offset = received.indexOf('\r\n\r\n') + 4;
  for (;;) {
    const lineEnd = received.indexOf('\r\n', offset);
    const size = Number.parseInt(received.toString('latin1', offset, lineEnd), 16);
    if (!(size > 0)) return { sizes, text: Buffer.concat(pieces).toString() };
    sizes.push(size);
    pieces.push(received.subarray(lineEnd + 2, lineEnd + 2 + size));
    offset = lineEnd + 2 + size + 2;
  }
}

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes)),
  (text) => new TextEncoder().encode(text),
);

/** Decodes frames with AWS's own codec, which checks lengths and both checksums. */
function framesOf(bytes: Uint8Array): readonly { type: string; body: unknown }[] {
  const frames: { type: string; body: unknown }[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const length = new DataView(bytes.buffer, bytes.byteOffset + offset).getUint32(0);
    const message = codec.decode(bytes.subarray(offset, offset + length));
    const type = message.headers[':event-type'] ?? message.headers[':exception-type'];
    frames.push({ type: String(type?.value), body: JSON.parse(new TextDecoder().decode(message.body)) });
    offset += length;
  }
  return frames;
}

describe('the Responses wire', () => {
  it('opens and closes every part in order and numbers its events', async () => {
    await start({ behaviours: [{ kind: 'answer', reasoning: 'Hm.', pieces: ['a', 'b'] }] });
    const response = await post('/v1/responses', { model: 'm' });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events = dataOf(await response.text());
    expect(events.map((event) => Object(event).type)).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.reasoning_summary_part.added',
      'response.reasoning_summary_text.delta',
      'response.reasoning_summary_text.done',
      'response.reasoning_summary_part.done',
      'response.output_item.done',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect(events.map((event) => Object(event).sequence_number)).toEqual(events.map((_, index) => index));
    expect(events.at(-1)).toMatchObject({
      response: {
        status: 'completed',
        usage: { input_tokens: 14, input_tokens_details: { cached_tokens: 3 } },
      },
    });
  });
});

describe('the Chat Completions wire', () => {
  it('sends usage only when asked, and [DONE] last', async () => {
    await start();
    expect(await (await chat()).text()).not.toContain('prompt_tokens');
    const text = await (await chat({ stream_options: { include_usage: true } })).text();
    expect(dataOf(text).at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 14 } });
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('cuts the bytes where the framing says and takes liberties with SSE', async () => {
    await start({
      behaviours: [
        {
          kind: 'answer',
          pieces: ['🙂'],
          framing: { splitEvery: 1, newline: '\r\n', comments: 'sent', tail: 'missing' },
        },
      ],
    });
    const { sizes, text } = await writesOf('/v1/chat/completions', { model: 'm' });
    expect(new Set(sizes)).toEqual(new Set([1]));
    expect(text).toContain(': keep-alive\r\n\r\n');
    expect(text).not.toContain('[DONE]');
    expect(dataOf(text)).toContainEqual(
      expect.objectContaining({ choices: [expect.objectContaining({ delta: { content: '🙂' } })] }),
    );
  });
});

describe('the ConverseStream wire', () => {
  const path = `/model/${encodeURIComponent('fake.direct-v1:0')}/converse-stream`;

  it("passes the checks of AWS's own codec", async () => {
    await start({ behaviours: [{ kind: 'answer', reasoning: 'Hm.', pieces: ['Hi'] }] });
    const response = await post(path, {});
    expect(response.headers.get('content-type')).toBe('application/vnd.amazon.eventstream');
    const frames = framesOf(new Uint8Array(await response.arrayBuffer()));
    expect(frames.map((frame) => frame.type)).toEqual([
      'messageStart',
      'contentBlockDelta',
      'contentBlockDelta',
      'contentBlockStop',
      'contentBlockDelta',
      'contentBlockStop',
      'messageStop',
      'metadata',
    ]);
    expect(frames.at(-1)?.body).toMatchObject({ usage: { inputTokens: 11, cacheReadInputTokens: 3 } });
    expect(server.requests[0]?.model).toBe('fake.direct-v1:0');
  });

  it('throws an exception frame inside a stream, and refuses with x-amzn-errortype', async () => {
    await start({
      behaviours: [
        { kind: 'error-in-stream', text: 'Hi', failure: 'rate-limited' },
        { kind: 'http-error', failure: 'rate-limited', retryAfterSeconds: 7 },
      ],
    });
    const frames = framesOf(new Uint8Array(await (await post(path, {})).arrayBuffer()));
    expect(frames.at(-1)?.type).toBe('throttlingException');
    const refused = await post(path, {});
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-amzn-errortype')).toBe('ThrottlingException');
    expect(refused.headers.get('retry-after')).toBe('7');
  });

  it('speaks HTTP/2 without TLS', async () => {
    await start({ protocol: 'h2c', behaviours: [{ kind: 'answer', pieces: ['Hi'] }] });
    const session = connect(server.url);
    const stream = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: path,
    });
    stream.end('{}');
    const chunks: Uint8Array[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk));
    session.close();
    expect(framesOf(Buffer.concat(chunks)).at(-1)?.type).toBe('metadata');
  });

  it('lists models and profiles as the control plane does', async () => {
    await start();
    expect(await (await fetch(`${server.url}/foundation-models?byOutputModality=TEXT`)).json()).toMatchObject(
      {
        modelSummaries: [{ modelId: 'fake.direct-v1:0' }, {}, {}],
      },
    );
    expect(await (await fetch(`${server.url}/inference-profiles?type=SYSTEM_DEFINED`)).json()).toMatchObject({
      inferenceProfileSummaries: [{ inferenceProfileId: 'us.fake.profiled-v1:0' }],
    });
  });
});

describe('a reply stepped by hand', () => {
  it('sends nothing by itself and sees the client leave', async () => {
    await start({ behaviours: [{ kind: 'manual' }] });
    const abort = new AbortController();
    const pending = post('/v1/chat/completions', { model: 'm' }, abort.signal);
    const request = await server.nextRequest();
    await request.emit({ text: 'Hello' });
    const response = await pending;
    expect(response.status).toBe(200);
    abort.abort();
    await server.sawClose(0);
    expect(await request.closed).toBe('by-client');
    await expect(response.text()).rejects.toThrow();
  });

  it('tells its own endings from the client leaving', async () => {
    await start({ behaviours: [{ kind: 'answer' }, { kind: 'cut' }] });
    await (await chat()).text();
    await expect((await chat()).text()).rejects.toThrow();
    expect(await Promise.all(server.requests.map((request) => request.closed))).toEqual(['completed', 'cut']);
    await expect(server.sawClose(0)).rejects.toThrow('completed');
  });

  it('cuts an HTTP/2 connection', async () => {
    await start({ protocol: 'h2c', behaviours: [{ kind: 'cut' }] });
    const session = connect(server.url);
    const stream = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: '/model/m/converse-stream',
    });
    stream.end('{}');
    stream.resume();
    await new Promise((resolve) => stream.once('close', resolve));
    expect(await server.requests[0]?.closed).toBe('cut');
    session.destroy();
  });
});

describe('TLS', () => {
  const get = (options: object): Promise<number> =>
    new Promise((resolve, reject) => {
      httpsRequest(`${server.url}/v1/models`, options, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .once('error', reject)
        .end();
    });

  it('has a certificate that is sound, but that nobody trusts', async () => {
    await start({ protocol: 'tls' });
    await expect(get({})).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(await get({ ca: server.certificate, agent: false })).toBe(200);
  });
});
