import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyReply, plainText, reduceStream } from './stream.ts';
import type { StreamEvent } from './stream.ts';

const block = fc.nat({ max: 3 });
const delta = fc.string({ maxLength: 8 });
const event: fc.Arbitrary<StreamEvent> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), block, delta }),
  fc.record({
    type: fc.constant('reasoning' as const),
    block,
    delta,
    kind: fc.constantFrom('raw' as const, 'summary' as const),
  }),
  fc.record({ type: fc.constant('refusal' as const), block, delta }),
  fc.record({
    type: fc.constant('usage' as const),
    usage: fc.record({ input: fc.nat(), output: fc.nat() }),
  }),
);

const fold = (events: readonly StreamEvent[]) => events.reduce(reduceStream, emptyReply);

/** The text of one kind of part in one block, put together without the function under test. */
function joined(events: readonly StreamEvent[], type: string, number: number): string {
  return events
    .map((each) => (each.type === type && 'delta' in each && each.block === number ? each.delta : ''))
    .join('');
}

describe('reduceStream', () => {
  test('loses no character and mixes no two blocks', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const reply = fold(events);
        for (const type of ['text', 'reasoning', 'refusal']) {
          for (const number of [0, 1, 2, 3]) {
            const part = reply.parts.find((each) => each.type === type && each.block === number);
            expect(part?.text ?? '').toBe(joined(events, type, number));
          }
        }
        const keys = reply.parts.map((part) => `${part.type} ${part.block}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect(reply.parts.every((part) => part.text !== '')).toBe(true);
      }),
    );
  });

  test('keeps parts that an event does not touch, so that they need not be drawn again', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1 }), event, (events, next) => {
        const before = fold(events);
        const after = reduceStream(before, next);
        const changed = after.parts.filter((part, index) => part !== before.parts[index]);
        expect(changed.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('takes the last usage, the model that served and why it stopped', () => {
    const reply = fold([
      { type: 'start', model: 'gpt-6-sol-2026-09', requestId: 'req-1' },
      { type: 'usage', usage: { input: 1, output: 1 } },
      { type: 'usage', usage: { input: 1, output: 9 } },
      { type: 'stop', reason: 'length' },
    ]);
    expect(reply).toEqual({
      parts: [],
      servedModel: 'gpt-6-sol-2026-09',
      requestId: 'req-1',
      usage: { input: 1, output: 9 },
      stopReason: 'length',
    });
  });

  test('keeps the other fields of the object it folds into', () => {
    expect(reduceStream({ ...emptyReply, id: 'm' }, { type: 'text', block: 0, delta: 'a' })).toMatchObject({
      id: 'm',
      parts: [{ text: 'a' }],
    });
  });
});

test('plain text is what was said, without what was thought', () => {
  const reply = fold([
    { type: 'reasoning', block: 0, delta: 'hm', kind: 'raw' },
    { type: 'text', block: 1, delta: 'One.' },
    { type: 'refusal', block: 2, delta: 'No.' },
  ]);
  expect(plainText(reply.parts)).toBe('One.\n\nNo.');
});
