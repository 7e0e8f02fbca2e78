import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { ConversationId, MessageId, RunId } from '../../shared/ids.ts';
import type { EventName, EventPayloads } from '../../shared/ipc/events.ts';
import { emptyReply, reduceStream } from '../../shared/stream.ts';
import type { ReplyContent, StreamEvent } from '../../shared/stream.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import { EventBatcher } from './EventBatcher.ts';
import { appendEvent } from './mergeEvents.ts';
import type { RunIds } from './ports.ts';

interface Sent {
  readonly at: number;
  readonly batch: EventPayloads['run.updated'];
}

function newIds(): RunIds {
  return {
    runId: newId<RunId>(),
    messageId: newId<MessageId>(),
    conversationId: newId<ConversationId>(),
  };
}

function newBatcher() {
  const clock = new ManualClock(0);
  const sent: Sent[] = [];
  const emit = <E extends EventName>(name: E, payload: EventPayloads[E]): void => {
    if (name === 'run.updated')
      sent.push({ at: clock.now(), batch: payload as EventPayloads['run.updated'] });
  };
  return { clock, sent, batcher: new EventBatcher({ clock, emit }) };
}

function text(delta: string, block = 0): StreamEvent {
  return { type: 'text', block, delta };
}

describe('EventBatcher', () => {
  it('sends a first word at once, also in the middle of another reply’s frame', () => {
    const { clock, sent, batcher } = newBatcher();
    const first = batcher.open(newIds());
    const second = batcher.open(newIds());
    first.push({ type: 'start', model: 'm' });
    first.push(text('Hi'));
    clock.advance(5);
    second.push({ type: 'start', model: 'm' });
    second.push(text('Ho'));
    expect(sent.map(({ at }) => at)).toEqual([0, 0, 5]);
    expect(sent[2]?.batch.events).toEqual([{ type: 'start', model: 'm' }, text('Ho')]);
  });

  it('joins what comes within a frame and sends it when the frame ends', () => {
    const { clock, sent, batcher } = newBatcher();
    const feed = batcher.open(newIds());
    feed.push(text('a'));
    for (const delta of ['b', 'c', 'd']) feed.push(text(delta));
    feed.push(text('e', 1));
    clock.advance(100);
    expect(sent.map(({ at }) => at)).toEqual([0, 0, 16]);
    expect(sent[2]?.batch.events).toEqual([text('cd'), text('e', 1)]);
    expect(clock.waiting).toBe(0);
  });

  it('adds no delay to a stream that is slower than the screen', () => {
    const { clock, sent, batcher } = newBatcher();
    const feed = batcher.open(newIds());
    for (let index = 0; index < 5; index += 1) {
      feed.push(text('x'));
      clock.advance(50);
    }
    expect(sent.map(({ at }) => at)).toEqual([0, 50, 100, 150, 200]);
  });

  it('sends at most once per frame and reply after the first word, numbers without a gap, and loses nothing', () => {
    const push = fc.record({
      feed: fc.nat(2),
      delta: fc.string({ minLength: 1, maxLength: 3 }),
      block: fc.nat(1),
    });
    const moves = fc.array(fc.oneof(push, fc.record({ ms: fc.nat(40) })), { maxLength: 60 });
    fc.assert(
      fc.property(moves, (steps) => {
        const { clock, sent, batcher } = newBatcher();
        const ids = [newIds(), newIds(), newIds()];
        const feeds = ids.map((one) => batcher.open(one));
        const pushed: StreamEvent[][] = [[], [], []];
        for (const step of steps) {
          if ('ms' in step) clock.advance(step.ms);
          else {
            feeds[step.feed]?.push(text(step.delta, step.block));
            pushed[step.feed]?.push(text(step.delta, step.block));
          }
        }
        clock.advance(100);
        for (const [index, { runId }] of ids.entries()) {
          const own = sent.filter(({ batch }) => batch.runId === runId);
          expect(own.map(({ batch }) => batch.seq)).toEqual(own.map((_, position) => position + 1));
          expect(fold(own.flatMap(({ batch }) => batch.events))).toEqual(fold(pushed[index] ?? []));
          const times = own.slice(1).map(({ at }) => at);
          for (const [position, at] of times.entries()) {
            if (position > 0) expect(at - (times[position - 1] ?? 0)).toBeGreaterThanOrEqual(16);
          }
        }
      }),
    );
  });
});

function fold(events: readonly StreamEvent[]): ReplyContent {
  return events.reduce<ReplyContent>(reduceStream, emptyReply);
}

describe('appendEvent', () => {
  it('makes shorter lists that fold to the same reply', () => {
    const delta = fc.string({ maxLength: 3 });
    const block = fc.nat(1);
    const event: fc.Arbitrary<StreamEvent> = fc.oneof(
      fc.record({ type: fc.constant('text' as const), block, delta }),
      fc.record({ type: fc.constant('refusal' as const), block, delta }),
      fc.record({
        type: fc.constant('reasoning' as const),
        block,
        delta,
        kind: fc.constantFrom('summary' as const, 'raw' as const),
      }),
      fc.constant({ type: 'stop' as const, reason: 'end' as const }),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const merged: StreamEvent[] = [];
        for (const one of events) appendEvent(merged, one);
        expect(fold(merged)).toEqual(fold(events));
        expect(merged.length).toBeLessThanOrEqual(events.length);
      }),
    );
  });
});
