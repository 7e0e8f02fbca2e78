import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { StreamEvent } from '../../../../shared/stream.ts';
import { reduceStream } from '../../../../shared/stream.ts';
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import { assistantMessage } from '../testing/messages.ts';
import type { LiveReply, RunBatch } from './liveReply.ts';
import { followReply, needsReread, rebaseReply, receiveBatch } from './liveReply.ts';

const eventArbitrary: fc.Arbitrary<StreamEvent> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), block: fc.nat(2), delta: fc.string() }),
  fc.record({
    type: fc.constant('reasoning' as const),
    block: fc.nat(2),
    delta: fc.string(),
    kind: fc.constantFrom('summary' as const, 'raw' as const),
  }),
  fc.record({
    type: fc.constant('usage' as const),
    usage: fc.record({ input: fc.nat(), output: fc.nat() }),
  }),
);

const batchesArbitrary = fc
  .array(fc.array(eventArbitrary, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 })
  .map((batches) => batches.map((events, index): RunBatch => ({ seq: index + 1, events })));

/** What main has after the given number of batches. */
function foldOfMain(batches: readonly RunBatch[], count = batches.length): AssistantMessage {
  return batches
    .slice(0, count)
    .flatMap((batch) => batch.events)
    .reduce<AssistantMessage>(reduceStream, assistantMessage({ status: 'streaming' }));
}

const start = () => followReply(assistantMessage({ status: 'streaming' }));

describe('a live reply', () => {
  test.prop([batchesArbitrary])('in order is the fold of main', (batches) => {
    const live = batches.reduce(receiveBatch, start());
    expect(live.message.parts).toEqual(foldOfMain(batches).parts);
    expect(needsReread(live)).toBe(false);
  });

  test.prop([
    batchesArbitrary.chain((batches) =>
      fc.tuple(
        fc.constant(batches),
        // Every batch at least once, in any order, some of them twice.
        fc
          .array(fc.constantFrom(...batches), { maxLength: 6 })
          .chain((extra) =>
            fc.shuffledSubarray([...batches, ...extra], { minLength: batches.length + extra.length }),
          ),
      ),
    ),
  ])('reordered and repeated is the fold of main', ([batches, arrival]) => {
    const live = arrival.reduce(receiveBatch, start());
    expect(live.message.parts).toEqual(foldOfMain(batches).parts);
    expect(live.seq).toBe(batches.length);
    expect(needsReread(live)).toBe(false);
  });

  test.prop([
    batchesArbitrary.chain((batches) => fc.tuple(fc.constant(batches), fc.shuffledSubarray([...batches]))),
  ])('with batches lost shows a prefix of main, and reading again makes it whole', ([batches, arrival]) => {
    let live: LiveReply = start();
    for (const batch of arrival) {
      live = receiveBatch(live, batch);
      expect(live.message.parts).toEqual(foldOfMain(batches, live.seq ?? 0).parts);
    }
    const whole = rebaseReply(live, foldOfMain(batches), batches.length);
    expect(whole.message.parts).toEqual(foldOfMain(batches).parts);
    expect(needsReread(whole)).toBe(false);
  });

  test.prop([
    batchesArbitrary.chain((batches) =>
      fc.tuple(fc.constant(batches), fc.nat(batches.length), fc.nat(batches.length)),
    ),
  ])('read again in the middle goes on from there', ([batches, seen, read]) => {
    const before = batches.slice(0, seen).reduce(receiveBatch, start());
    const reread = rebaseReply(before, foldOfMain(batches, read), read);
    expect(reread.seq).toBe(Math.max(seen, read));
    expect(batches.reduce(receiveBatch, reread).message.parts).toEqual(foldOfMain(batches).parts);
  });

  test.prop([batchesArbitrary, fc.nat(11)])(
    'keeps its identity when a batch brings nothing new',
    (batches, index) => {
      const live = batches.reduce(receiveBatch, start());
      expect(receiveBatch(live, batches[index % batches.length] ?? { seq: 1, events: [] })).toBe(live);
    },
  );

  test('with text of an unknown batch waits until it is read again', () => {
    const grown = assistantMessage({
      status: 'streaming',
      parts: [{ type: 'text', block: 0, text: 'Half' }],
    });
    const live = receiveBatch(followReply(grown), {
      seq: 7,
      events: [{ type: 'text', block: 0, delta: ' way' }],
    });
    expect(needsReread(live)).toBe(true);
    expect(live.message).toBe(grown);
    const reread = rebaseReply(live, grown, 6);
    expect(reread.message.parts).toEqual([{ type: 'text', block: 0, text: 'Half way' }]);
  });
});
