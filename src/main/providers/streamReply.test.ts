import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { StopReason, StreamEvent } from '../../shared/stream.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import { streamReply, type ReplyEvent, type ReplyMapper } from './streamReply.ts';

/** A wire whose chunks are words; `.` is its terminal marker. */
class WordMapper implements ReplyMapper<string> {
  stopReason: StopReason | null = null;

  map(chunk: string): readonly ReplyEvent[] {
    if (chunk !== '.') return [{ type: 'text', block: 0, delta: chunk }];
    this.stopReason = 'end';
    return [];
  }

  flush(): readonly ReplyEvent[] {
    return [{ type: 'text', block: 0, delta: '(held back)' }];
  }
}

async function* words(chunks: readonly string[], failure?: Error): AsyncGenerator<string> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
  if (failure !== undefined) throw failure;
}

async function run(chunks: readonly string[], failure?: Error): Promise<readonly (StreamEvent | string)[]> {
  const told: (StreamEvent | string)[] = [];
  try {
    const reply = streamReply({
      clock: new ManualClock(),
      patience: { firstEventMs: null, betweenEventsMs: null },
      signal: new AbortController().signal,
      modelId: 'asked',
      toAppError: () => new AppError('network/reset', 'cut'),
      open: () => Promise.resolve({ chunks: words(chunks, failure), mapper: new WordMapper() }),
    });
    for await (const event of reply) told.push(event);
  } catch (caught) {
    told.push(caught instanceof AppError ? caught.code : 'foreign');
  }
  return told;
}

const start = { type: 'start', model: 'asked' };
const text = (delta: string): StreamEvent => ({ type: 'text', block: 0, delta });

describe('streamReply', () => {
  it('adds the start that a wire does not have, and what the mapper held back', async () => {
    expect(await run(['Hi', '.'])).toEqual([
      start,
      text('Hi'),
      text('(held back)'),
      { type: 'stop', reason: 'end' },
    ]);
  });

  it('calls a reply without its marker truncated', async () => {
    expect(await run(['Hi'])).toEqual([start, text('Hi'), text('(held back)'), 'stream/truncated']);
  });

  it('names what broke a reply before its marker, and shrugs after it', async () => {
    expect((await run(['Hi'], new Error('socket'))).at(-1)).toBe('network/reset');
    expect((await run(['Hi', '.'], new Error('socket'))).at(-1)).toEqual({ type: 'stop', reason: 'end' });
  });
});
