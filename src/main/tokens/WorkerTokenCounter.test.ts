import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import { guessTokens } from './countTokens.ts';
import { WorkerTokenCounter } from './WorkerTokenCounter.ts';

const entry = new URL('./tokenWorker.ts', import.meta.url);

let clock: ManualClock;
let counter: WorkerTokenCounter;

beforeEach(() => {
  clock = new ManualClock();
  counter = new WorkerTokenCounter({ entry, clock });
});

afterEach(async () => {
  await counter.close();
});

describe('WorkerTokenCounter', () => {
  it('starts no worker before the first question', async () => {
    expect(counter.isRunning).toBe(false);
    expect(await counter.count('')).toBe(0);
    expect(counter.isRunning).toBe(false);
  });

  it('counts in the order in which it was asked', async () => {
    const counts = ['hello', 'hello world', 'a b c d'].map((text) => counter.count(text));
    expect(await Promise.all(counts)).toEqual([1, 2, 4]);
  });

  it('ends the worker when nobody asks any more, and starts it again', async () => {
    await counter.count('hello');
    clock.advance(59_000);
    expect(counter.isRunning).toBe(true);
    clock.advance(1000);
    expect(counter.isRunning).toBe(false);
    expect(await counter.count('hello world')).toBe(2);
    expect(counter.isRunning).toBe(true);
  });

  it('waits again after each question', async () => {
    await counter.count('hello');
    clock.advance(59_000);
    await counter.count('hello world');
    clock.advance(59_000);
    expect(counter.isRunning).toBe(true);
  });

  it('guesses what it was asked when the worker is ended', async () => {
    const text = 'some words that nobody will have counted';
    const asked = counter.count(text);
    await counter.close();
    expect(await asked).toBe(guessTokens(text));
  });

  it('guesses when no worker can be started', async () => {
    const broken = new WorkerTokenCounter({ entry: new URL('./nothingHere.ts', import.meta.url), clock });
    expect(await broken.count('four')).toBe(1);
    expect(broken.isRunning).toBe(false);
  });
});
