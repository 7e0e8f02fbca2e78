import { describe, expect, it } from 'vitest';
import type { StreamPatience } from './ChatProvider.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import { watchStream, withDeadline, type Watch } from './watchStream.ts';

/** A source that is fed by hand and remembers how it was left. */
class Source implements AsyncIterable<string> {
  readonly left: Promise<void>;
  #leave: () => void = () => undefined;
  watch: Watch | null = null;
  #waiting: ((result: IteratorResult<string>) => void) | null = null;
  readonly #ready: IteratorResult<string>[] = [];

  constructor() {
    this.left = new Promise((resolve) => {
      this.#leave = resolve;
    });
  }

  readonly open = (watch: Watch): Promise<AsyncIterable<string>> => {
    this.watch = watch;
    return Promise.resolve(this);
  };

  give(result: IteratorResult<string>): void {
    if (this.#waiting === null) this.#ready.push(result);
    else this.#waiting(result);
    this.#waiting = null;
  }

  [Symbol.asyncIterator](): AsyncIterator<string> {
    return {
      next: () => {
        const ready = this.#ready.shift();
        if (ready !== undefined) return Promise.resolve(ready);
        return new Promise((resolve) => {
          this.#waiting = resolve;
        });
      },
      return: () => {
        this.#leave();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function watched(patience: StreamPatience = { firstEventMs: 120_000, betweenEventsMs: 60_000 }): {
  source: Source;
  clock: ManualClock;
  abort: AbortController;
  chunks: AsyncGenerator<string, void, undefined>;
} {
  const source = new Source();
  const clock = new ManualClock();
  const abort = new AbortController();
  const chunks = watchStream(source.open, { clock, patience, signal: abort.signal });
  return { source, clock, abort, chunks };
}

describe('watchStream', () => {
  it('passes chunks on and leaves no timer behind', async () => {
    const { source, clock, chunks } = watched();
    source.give({ done: false, value: 'a' });
    source.give({ done: true, value: undefined });
    expect(await chunks.next()).toEqual({ done: false, value: 'a' });
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
    expect(clock.waiting).toBe(0);
    expect(source.watch?.signal.aborted).toBe(false);
  });

  it('waits longer for the first chunk than between chunks', async () => {
    const { source, clock, chunks } = watched();
    const first = chunks.next();
    await turn();
    clock.advance(119_999);
    source.give({ done: false, value: 'a' });
    expect(await first).toEqual({ done: false, value: 'a' });
    const second = chunks.next();
    await turn();
    clock.advance(120_000);
    await expect(second).rejects.toMatchObject({ code: 'stream/stalled' });
    expect(source.watch?.signal.aborted).toBe(true);
    await source.left;
    expect(clock.waiting).toBe(0);
  });

  it('counts a sign of life that is no chunk', async () => {
    const { source, clock, chunks } = watched();
    const first = chunks.next();
    await turn();
    for (let minute = 0; minute < 10; minute += 1) {
      clock.advance(60_000);
      source.watch?.alive();
    }
    source.give({ done: false, value: 'late' });
    expect(await first).toEqual({ done: false, value: 'late' });
    await chunks.return();
  });

  it('does not blame the server for a slow consumer', async () => {
    const { source, clock, chunks } = watched();
    source.give({ done: false, value: 'a' });
    await chunks.next();
    clock.advance(600_000);
    const second = chunks.next();
    source.give({ done: false, value: 'b' });
    expect(await second).toEqual({ done: false, value: 'b' });
    await chunks.return();
  });

  it('waits for ever where the patience has no end', async () => {
    const { source, clock, chunks } = watched({ firstEventMs: null, betweenEventsMs: null });
    const first = chunks.next();
    await turn();
    clock.advance(1e9);
    source.give({ done: true, value: undefined });
    expect(await first).toEqual({ done: true, value: undefined });
  });

  it('ends quietly on an abort, even with a source that never answers, and closes it', async () => {
    const { source, abort, chunks } = watched();
    const first = chunks.next();
    await turn();
    abort.abort();
    expect(await first).toEqual({ done: true, value: undefined });
    expect(source.watch?.signal.aborted).toBe(true);
    await source.left;
  });

  it('does not even open when it is too late', async () => {
    const { source, abort, chunks } = watched();
    abort.abort();
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
    expect(source.watch).toBeNull();
  });

  it('closes the source of a consumer that leaves early', async () => {
    const { source, chunks } = watched();
    source.give({ done: false, value: 'a' });
    for await (const chunk of chunks) {
      expect(chunk).toBe('a');
      break;
    }
    expect(source.watch?.signal.aborted).toBe(true);
    await source.left;
  });
});

describe('withDeadline', () => {
  it('gives back what the request gives', async () => {
    const signal = new AbortController().signal;
    const run = (): Promise<string> => Promise.resolve('list');
    expect(await withDeadline(run, { clock: new ManualClock(), ms: 1_000, signal })).toBe('list');
  });

  it('gives up after its time, and when told to', async () => {
    const clock = new ManualClock();
    const abort = new AbortController();
    const never = (): Promise<string> => new Promise(() => undefined);
    const late = withDeadline(never, { clock, ms: 1_000, signal: abort.signal });
    const rejected = expect(late).rejects.toMatchObject({ code: 'network/timeout' });
    clock.advance(1_000);
    await rejected;
    const aborted = withDeadline(never, { clock, ms: 1_000, signal: abort.signal });
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ code: 'network/reset' });
  });
});
