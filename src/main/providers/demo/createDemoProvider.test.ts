import { fc, test } from '@fast-check/vitest';
import { setImmediate } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import type { ConnectionId } from '../../../shared/ids.ts';
import { newId } from '../../../shared/ids.ts';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { modelInfoSchema } from '../../../shared/model.ts';
import { emptyReply, plainText, reduceStream } from '../../../shared/stream.ts';
import type { ReplyContent, StreamEvent } from '../../../shared/stream.ts';
import { ManualClock } from '../../../shared/testing/ManualClock.ts';
import type { ChatRequest } from '../ChatProvider.ts';
import { table } from './answers/showcase.ts';
import { createDemoProvider } from './createDemoProvider.ts';

const connection: ConnectionOf<'demo'> = {
  id: newId<ConnectionId>(),
  provider: 'demo',
  name: 'Demo',
  createdAt: 0,
  updatedAt: 0,
};

const asking = (text: string, modelId = 'demo-writer'): ChatRequest => ({
  modelId,
  messages: [{ role: 'user', text }],
});

interface Played {
  readonly events: readonly StreamEvent[];
  readonly failure: unknown;
  readonly ms: number;
}

/** Plays a whole answer in no time by turning the clock; `stopAfter` aborts once so many events have come. */
async function play(request: ChatRequest, stopAfter = Infinity): Promise<Played> {
  const clock = new ManualClock();
  const startedAt = clock.now();
  const controller = new AbortController();
  const events: StreamEvent[] = [];
  let failure: unknown = null;
  let reading = true;
  const done = (async () => {
    const context = { connection, secret: null, signal: controller.signal };
    for await (const event of createDemoProvider({ clock }).stream(request, context)) {
      events.push(event);
      if (events.length === stopAfter) controller.abort();
    }
  })()
    .catch((caught: unknown) => {
      failure = caught;
    })
    .finally(() => {
      reading = false;
    });
  for (await setImmediate(); reading; await setImmediate()) clock.advance(5_000);
  await done;
  return { events, failure, ms: clock.now() - startedAt };
}

const folded = ({ events }: Played): ReplyContent => events.reduce(reduceStream, emptyReply);

const shapeOf = (events: readonly StreamEvent[]): string =>
  events
    .map(({ type }) => (type === 'start' ? 'S' : type === 'stop' ? '.' : type === 'usage' ? 'u' : 'd'))
    .join('');

test('offers its models, and their names say what they are', async () => {
  const models = await createDemoProvider({ clock: new ManualClock() }).listModels({
    connection,
    secret: null,
    signal: new AbortController().signal,
  });
  expect(models.map(({ id }) => id)).toEqual(['demo-writer', 'demo-reasoner', 'demo-slow']);
  for (const model of models) {
    expect(modelInfoSchema.parse(model).name).toMatch(/^Demo /);
  }
});

test('streams an answer that adds up to its text, with usage before the stop', async () => {
  const played = await play(asking('table'));
  expect(plainText(folded(played).parts)).toBe(table);
  expect(shapeOf(played.events)).toMatch(/^Sd{100,}u\.$/);
  expect(folded(played)).toMatchObject({
    servedModel: 'demo-writer',
    stopReason: 'end',
    usage: { input: 2 },
  });
});

test('the reasoner thinks before every answer, and its thoughts are counted', async () => {
  const { parts, usage } = folded(await play(asking('table', 'demo-reasoner')));
  expect(parts.map(({ type }) => type)).toEqual(['reasoning', 'text']);
  expect(usage?.reasoning).toBeGreaterThan(0);
  expect(usage?.output).toBeGreaterThan(usage?.reasoning ?? 0);
});

test('a word for slowness makes any model slow', async () => {
  const [quick, slow] = [await play(asking('quote')), await play(asking('slow'))];
  expect(slow.ms).toBeGreaterThan(quick.ms);
});

test.prop([fc.string(), fc.constantFrom('demo-writer', 'demo-reasoner', 'demo-slow')], { numRuns: 30 })(
  'any prompt gets one well-formed answer, the same each time',
  async (text, modelId) => {
    const played = await play(asking(text, modelId));
    if (played.failure === null) expect(shapeOf(played.events)).toMatch(/^Sd+u\.$/);
    else expect(shapeOf(played.events)).toMatch(/^Sd*$/);
    expect((await play(asking(text, modelId))).events).toEqual(played.events);
  },
);

describe('endings', () => {
  test.each([
    ['error', 'provider/overloaded'],
    ['rate limit', 'provider/rate-limited'],
    ['quota', 'provider/quota'],
    ['refused key', 'provider/key-refused'],
    ['no access', 'provider/access-denied'],
    ['too long', 'provider/context-too-long'],
    ['cut', 'stream/truncated'],
  ])('«%s» fails with %s', async (word, code) => {
    const { failure, events } = await play(asking(word));
    expect(failure).toMatchObject({ name: 'AppError', code });
    expect(events.some(({ type }) => type === 'stop')).toBe(false);
  });

  test.each([
    ['filter', 'filter'],
    ['length limit', 'length'],
  ])('«%s» stops with %s', async (word, reason) => {
    expect((await play(asking(word))).events.at(-1)).toEqual({ type: 'stop', reason });
  });

  test('an unknown model is refused by name', async () => {
    const { failure } = await play(asking('hello', 'demo-oracle'));
    expect(failure).toMatchObject({ code: 'provider/unknown-model', details: { modelId: 'demo-oracle' } });
  });
});

test.prop([fc.integer({ min: 1, max: 60 })], { numRuns: 20 })(
  'stopped after any event, it ends with what it has said and one cancelled stop',
  async (stopAfter) => {
    const { events } = await play(asking('table'), stopAfter);
    expect(events).toHaveLength(stopAfter + 1);
    expect(events.at(-1)).toEqual({ type: 'stop', reason: 'cancelled' });
  },
);
