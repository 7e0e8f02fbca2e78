import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { inspectionSchema } from '../../shared/inspection.ts';
import type { Inspection } from '../../shared/inspection.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import { Redactor } from '../logging/Redactor.ts';
import { curlCommand } from './curlCommand.ts';
import { WireRecorder } from './WireRecorder.ts';

function recording(secrets: readonly string[] = []): {
  readonly clock: ManualClock;
  readonly recorder: WireRecorder;
  readonly finished: () => Inspection;
} {
  const clock = new ManualClock();
  const redactor = new Redactor({ homeFolder: '/home/somebody' });
  for (const secret of secrets) redactor.registerSecret(secret);
  const recorder = new WireRecorder(clock, redactor);
  const finished = (): Inspection => {
    const inspection = recorder.finish({ firstDeltaAt: null, endedAt: null });
    if (inspection === null) throw new Error('Nothing was recorded.');
    return inspectionSchema.parse(inspection);
  };
  return { clock, recorder, finished };
}

const plain = { method: 'POST', url: 'https://api.example.com/v1', headers: {} } as const;

describe('WireRecorder', () => {
  it('tells every request with times since the first', () => {
    const { clock, recorder } = recording();
    const begun = clock.now();
    recorder.request({ ...plain, body: '{"a":1}' });
    clock.advance(10);
    recorder.passed('tcp');
    clock.advance(10);
    recorder.failed('ECONNRESET');
    clock.advance(100);
    recorder.request({ ...plain, body: '{"a":1}' });
    clock.advance(5);
    recorder.passed('http');
    recorder.response({ status: 200, headers: { 'x-request-id': 'r1', 'Set-Cookie': 'a=b' } });
    clock.advance(75);
    expect(recorder.finish({ firstDeltaAt: begun + 150, endedAt: clock.now() })).toEqual({
      requests: [
        {
          ...plain,
          body: '{"a":1}',
          startedMs: 0,
          hops: [{ hop: 'tcp', atMs: 10 }],
          response: null,
          failure: 'ECONNRESET',
        },
        {
          ...plain,
          body: '{"a":1}',
          startedMs: 120,
          hops: [{ hop: 'http', atMs: 125 }],
          response: { status: 200, headers: { 'x-request-id': 'r1', 'Set-Cookie': '•••' }, atMs: 125 },
          failure: null,
        },
      ],
      firstDeltaMs: 150,
      endedMs: 200,
    });
  });

  it('has nothing to tell of a reply that made no request', () => {
    const { recorder } = recording();
    recorder.passed('dns');
    recorder.response({ status: 200, headers: {} });
    expect(recorder.finish({ firstDeltaAt: 1, endedAt: 2 })).toBeNull();
  });

  it('shows of headers only what never signs in, and keeps the scheme', () => {
    const { recorder, finished } = recording();
    const headers = {
      Authorization: 'Bearer abc',
      'api-key': 'abc',
      'X-My-Gateway': 'abc',
      cookie: 'a=b',
      'Proxy-Authorization': 'Basic abc',
      'Content-Type': 'application/json',
    };
    recorder.request({ ...plain, url: 'https://a.example/v1?key=abc&alt=sse', headers });
    const [request] = finished().requests;
    expect(request?.headers).toEqual({
      Authorization: 'Bearer •••',
      'api-key': '•••',
      'X-My-Gateway': '•••',
      cookie: '•••',
      'Proxy-Authorization': 'Basic •••',
      'Content-Type': 'application/json',
    });
    expect(request?.url).toBe('https://a.example/v1?key=•••&alt=sse');
  });

  it('leaves out the bytes of files and bodies that are too long', () => {
    const { recorder, finished } = recording();
    const data = Buffer.alloc(30_000, 7).toString('base64');
    recorder.request({
      ...plain,
      body: JSON.stringify({ image: `data:image/png;base64,${data}`, text: 'hi' }),
    });
    recorder.request({ ...plain, body: 'long words '.repeat(200_000) });
    recorder.request({ ...plain, body: 'a.'.repeat(400_000) });
    const [short, long, dots] = finished().requests;
    expect(JSON.parse(short?.body ?? '')).toEqual({
      image: 'data:image/png;base64,…40000 characters of base64…',
      text: 'hi',
    });
    expect(long?.body).toBeNull();
    expect(dots?.body).toHaveLength(800_000);
  });

  it('takes bodies of many megabytes', () => {
    const { recorder, finished } = recording(['a-secret-of-the-test']);
    const data = 'A'.repeat(20_000_000);
    recorder.request({ ...plain, body: JSON.stringify({ data, key: 'a-secret-of-the-test' }) });
    expect(JSON.parse(finished().requests[0]?.body ?? '')).toEqual({
      data: '…20000000 characters of base64…',
      key: '[redacted]',
    });
  });

  it('keeps an endless story short', () => {
    const { recorder, finished } = recording();
    for (let count = 0; count < 50; count += 1) {
      recorder.request({ ...plain, method: `M${String(count)}` });
      recorder.failed('x'.repeat(1000));
    }
    const { requests } = finished();
    expect(requests).toHaveLength(20);
    expect(requests.at(-1)).toMatchObject({ method: 'M19', failure: 'x'.repeat(200) });
  });

  // Letters and digits first, so that no other secret or word of the request holds it by chance.
  const canary = fc
    .tuple(fc.stringMatching(/^[A-Za-z0-9]{14,40}$/), fc.string({ unit: 'grapheme-ascii' }))
    .map(([body, tail]) => `CANARY${body}${tail}`.trim());

  test.prop([canary, fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,15}$/), fc.integer({ min: 0, max: 3000 })])(
    'never holds a secret, wherever and in whatever form it was sent',
    (secret, name, padding) => {
      const { recorder, finished } = recording([secret]);
      const base64 = Buffer.from(`user:${secret}`).toString('base64');
      const run = 'A'.repeat(padding);
      recorder.request({
        method: 'POST',
        url: `https://api.example.com/${encodeURIComponent(secret)}/x?${name}=${encodeURIComponent(secret)}`,
        headers: { [name]: secret, Authorization: `Basic ${base64}`, 'Content-Type': secret },
        body: JSON.stringify({
          text: secret,
          run: `${run}${secret}${run}`,
          header: base64,
          url: encodeURI(secret),
        }),
      });
      recorder.passed('http');
      recorder.response({ status: 401, headers: { [name]: secret, 'x-echo': `key ${secret} refused` } });
      recorder.failed(secret);
      const inspection = finished();
      const commands = inspection.requests.map(curlCommand).join('\n');
      const told = `${JSON.stringify(inspection)}${commands}`;
      const head = secret.slice(0, 20);
      expect(told).not.toContain(head);
      expect(told).not.toContain(base64.slice(8));
    },
  );

  test.prop([
    fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('request' as const), url: fc.string(), body: fc.string() }),
        fc.record({ kind: fc.constant('response' as const), status: fc.integer() }),
        fc.record({ kind: fc.constant('failed' as const), cause: fc.string() }),
        fc.record({ kind: fc.constant('passed' as const) }),
      ),
    ),
  ])('takes any story, and what it tells fits the schema', (story) => {
    const { clock, recorder } = recording();
    for (const event of story) {
      clock.advance(1);
      if (event.kind === 'request') recorder.request({ ...plain, url: event.url, body: event.body });
      else if (event.kind === 'response') recorder.response({ status: event.status, headers: {} });
      else if (event.kind === 'failed') recorder.failed(event.cause);
      else recorder.passed('tls');
    }
    const inspection = recorder.finish({ firstDeltaAt: 0, endedAt: null });
    expect(inspection === null || inspectionSchema.safeParse(inspection).success).toBe(true);
  });
});
