import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/errors.ts';
import { newId } from '../../../shared/ids.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { StreamEvent } from '../../../shared/stream.ts';
import { ManualClock } from '../../../shared/testing/ManualClock.ts';
import { streamWithAttempts } from './streamWithAttempts.ts';

const bedrock: Connection = {
  id: newId<ConnectionId>(),
  name: 'Work',
  provider: 'bedrock',
  region: 'us-east-1',
  auth: { kind: 'profile', profile: 'work' },
  createdAt: 1,
  updatedAt: 1,
};
const start: StreamEvent = { type: 'start', model: 'm' };
const word: StreamEvent = { type: 'text', block: 0, delta: 'Hello' };
const stop: StreamEvent = { type: 'stop', reason: 'end' };

/** What one try does: events, and then perhaps a failure. */
type Try = readonly (StreamEvent | AppError)[];

function failure(code: ErrorCode, details: ErrorDetails = {}): AppError {
  return new AppError(code, 'test', { details });
}

class Scene {
  readonly clock = new ManualClock(0);
  readonly abort = new AbortController();
  readonly sentTo: Connection[] = [];
  readonly refused: string[] = [];
  readonly seen: StreamEvent[] = [];
  renewal: 'renewed' | 'cannot' = 'renewed';
  renewals = 0;
  #tries: readonly Try[];

  constructor(...tries: readonly Try[]) {
    this.#tries = tries;
  }

  async play(connection: Connection = bedrock): Promise<AppError | null> {
    const events = streamWithAttempts({
      connection,
      signal: this.abort.signal,
      clock: this.clock,
      random: () => 0.5,
      send: async (to) => {
        this.sentTo.push(to.connection);
        const [next = [], ...rest] = this.#tries;
        this.#tries = rest;
        return replay(next);
      },
      refuse: (parameter) => void this.refused.push(parameter),
      renewSession: async () => {
        this.renewals += 1;
        return this.renewal;
      },
    });
    try {
      for await (const event of events) this.seen.push(event);
      return null;
    } catch (caught) {
      if (caught instanceof AppError) return caught;
      throw caught;
    }
  }

  /** Plays to the end, letting every wait pass. */
  async playThrough(connection: Connection = bedrock): Promise<AppError | null> {
    let over = false;
    const ended = this.play(connection).finally(() => {
      over = true;
    });
    while (!over) {
      await new Promise(setImmediate);
      if (this.clock.waiting > 0) this.clock.advance(200_000);
    }
    return ended;
  }

  get notices(): readonly unknown[] {
    return this.seen.flatMap((event) => (event.type === 'notice' ? [event.notice] : []));
  }
}

async function* replay(events: Try): AsyncGenerator<StreamEvent> {
  for (const event of events) {
    if (event instanceof AppError) throw event;
    yield event;
  }
}

describe('a reply over as many requests as it takes', () => {
  it('passes a stream on as it is', async () => {
    const scene = new Scene([start, word, stop]);
    expect(await scene.play()).toBeNull();
    expect(scene.seen).toEqual([start, word, stop]);
  });

  it('waits as long as the server asks, visibly, and starts once', async () => {
    const limited = failure('provider/rate-limited', { retryAfterSeconds: 30 });
    const scene = new Scene([start, limited], [start, word, stop]);
    expect(await scene.playThrough()).toBeNull();
    expect(scene.notices).toEqual([
      { kind: 'retrying', attempt: 1, until: 30_250, code: 'provider/rate-limited' },
    ]);
    expect(scene.seen.filter(({ type }) => type === 'start')).toHaveLength(1);
    expect(scene.seen.at(-1)).toEqual(stop);
  });

  it('gives up after three tries, and at once where the wait is too long or waiting cannot help', async () => {
    const down = failure('provider/overloaded');
    const patient = new Scene([down], [down], [down], [word, stop]);
    expect(await patient.playThrough()).toBe(down);
    expect(patient.sentTo).toHaveLength(3);
    const limited = failure('provider/rate-limited');
    const throttled = new Scene([limited], [limited], [limited], [word, stop]);
    expect(await throttled.playThrough()).toBeNull();
    expect(throttled.sentTo).toHaveLength(4);
    for (const final of [
      failure('provider/rate-limited', { retryAfterSeconds: 3600 }),
      failure('provider/key-refused'),
      failure('provider/quota'),
      failure('provider/bad-request'),
    ]) {
      const scene = new Scene([final]);
      expect(await scene.play()).toBe(final);
      expect(scene.sentTo).toHaveLength(1);
    }
  });

  it('never tries again once a word was said', async () => {
    const cut = failure('network/reset');
    const scene = new Scene([start, word, cut], [word, stop]);
    expect(await scene.play()).toBe(cut);
    expect(scene.seen).toEqual([start, word]);
  });

  it('leaves out what the model refuses, once each', async () => {
    const refuse = (parameter: string): AppError => failure('provider/bad-request', { parameter });
    const scene = new Scene([refuse('temperature')], [refuse('top_p')], [start, word, stop]);
    expect(await scene.play()).toBeNull();
    expect(scene.refused).toEqual(['temperature', 'top_p']);
    expect(scene.notices).toEqual([
      { kind: 'parameter-dropped', parameter: 'temperature' },
      { kind: 'parameter-dropped', parameter: 'top_p' },
    ]);
    const stubborn = refuse('temperature');
    expect(await new Scene([stubborn], [stubborn]).play()).toBe(stubborn);
  });

  it('signs in again once', async () => {
    const expired = failure('provider/session-expired');
    const scene = new Scene([expired], [start, word, stop]);
    expect(await scene.play()).toBeNull();
    expect(scene.notices).toEqual([{ kind: 'signed-in-again' }]);
    const twice = new Scene([expired], [expired]);
    expect(await twice.play()).toBe(expired);
    expect(twice.renewals).toBe(1);
    const alone = new Scene([expired]);
    alone.renewal = 'cannot';
    expect(await alone.play()).toBe(expired);
  });

  it('goes on where its person said, and says who gave the answer', async () => {
    const throttled = failure('provider/rate-limited', { retryAfterSeconds: 5 });
    const connection: Connection = { ...bedrock, failover: [{ region: 'eu-west-1' }, { profile: 'spare' }] };
    const scene = new Scene([throttled], [throttled], [start, word, stop]);
    expect(await scene.play(connection)).toBeNull();
    expect(scene.sentTo).toMatchObject([
      { region: 'us-east-1' },
      { region: 'eu-west-1', auth: { profile: 'work' } },
      { region: 'us-east-1', auth: { profile: 'spare' } },
    ]);
    expect(scene.notices).toEqual([
      { kind: 'failed-over', region: 'eu-west-1', code: 'provider/rate-limited' },
      { kind: 'failed-over', profile: 'spare', code: 'provider/rate-limited' },
    ]);
  });

  it('ends a wait at once when it is cancelled', async () => {
    const scene = new Scene([failure('provider/rate-limited', { retryAfterSeconds: 60 })], [word, stop]);
    const played = scene.play();
    await new Promise(setImmediate);
    scene.abort.abort();
    expect(await played).toBeNull();
    expect(scene.seen.at(-1)).toEqual({ type: 'stop', reason: 'cancelled' });
    expect(scene.sentTo).toHaveLength(1);
    expect(scene.clock.waiting).toBe(0);
  });

  const failing = fc.constantFrom<ErrorCode[]>(
    'provider/rate-limited',
    'provider/overloaded',
    'network/reset',
    'provider/session-expired',
    'provider/bad-request',
    'provider/quota',
  );
  const tries = fc.array(
    fc.record({
      said: fc.boolean(),
      code: fc.option(failing),
      parameter: fc.option(fc.constantFrom('temperature', 'top_p'), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 12 },
  );
  test.prop([tries, fc.boolean()])(
    'holds the grammar and ends, whatever the tries do',
    async (list, spare) => {
      const scene = new Scene(
        ...list.map(({ said, code, parameter }): Try => [
          start,
          ...(said ? [word] : []),
          code === null ? stop : failure(code, parameter === undefined ? {} : { parameter }),
        ]),
        [start, word, stop],
      );
      const connection = spare ? { ...bedrock, failover: [{ region: 'eu-west-1' }] } : bedrock;
      const thrown = await scene.playThrough(connection);
      const types = scene.seen.map(({ type }) => type);
      const text = types.join(' ');
      if (thrown === null) expect(text).toMatch(/^(notice )*start (text )?stop$/);
      else expect(text).toMatch(/^(notice ?)*(start text)?$/);
      expect(scene.sentTo.length).toBeLessThanOrEqual(12);
    },
  );
});
