import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { LaneId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { ConversationState } from '../store/conversationState.ts';
import { initialState, withLive } from '../store/conversationState.ts';
import { followReply } from '../store/liveReply.ts';
import { assistantMessage, lane, userMessage } from '../testing/messages.ts';
import { marksIn, marksOf } from './marks.ts';

interface Facts {
  readonly status: AssistantMessage['status'];
  readonly first: number | null;
  readonly end: number | null;
  readonly usd: number | null;
  readonly length: number;
}

const price = { input: 1, output: 1, source: 'catalogue' as const };

function reply({ status, first, end, usd, length }: Facts): AssistantMessage {
  return assistantMessage({
    status,
    parts: [{ type: 'text', block: 0, text: 'x'.repeat(length) }],
    timing: { startedAt: 0, firstDeltaAt: first, endedAt: end },
    ...(usd === null ? {} : { cost: { usd, price, estimated: false } }),
  });
}

const facts: fc.Arbitrary<Facts> = fc.record({
  status: fc.constantFrom('done', 'done', 'done', 'error', 'cancelled', 'streaming'),
  first: fc.option(fc.nat(5)),
  end: fc.option(fc.nat(5)),
  usd: fc.option(fc.nat(3)),
  length: fc.nat(4),
});

const some = fc.array(facts, { maxLength: 8 }).map((list) => list.map(reply));

describe('marks', () => {
  test('each is given at most once, to a finished reply, and never among fewer than two', () => {
    fc.assert(
      fc.property(some, (replies) => {
        const marks = marksOf(replies);
        const given = [...marks.values()].flat();
        expect(new Set(given).size).toBe(given.length);
        const finished = replies.filter(({ status }) => status === 'done').map(({ id }) => id);
        for (const id of marks.keys()) expect(finished).toContain(id);
        if (finished.length < 2) expect(marks.size).toBe(0);
      }),
    );
  });

  test('the cheapest has a price that is below every other known price; an unknown one never wins', () => {
    fc.assert(
      fc.property(some, (replies) => {
        const [id] = [...marksOf(replies)].find(([, marks]) => marks.includes('cheapest')) ?? [];
        const finished = replies.filter(({ status }) => status === 'done');
        const prices = finished.flatMap(({ cost }) => cost?.usd ?? []).toSorted((a, b) => a - b);
        const [least, next] = prices;
        if (least === undefined || next === undefined || least === next) expect(id).toBeUndefined();
        else expect(finished.find((message) => message.id === id)?.cost?.usd).toBe(least);
      }),
    );
  });

  test('the order of the replies changes nothing', () => {
    fc.assert(
      fc.property(some, (replies) => {
        expect(marksOf(replies.toReversed())).toEqual(marksOf(replies));
      }),
    );
  });

  test('who is ahead in everything has all four', () => {
    const best = reply({ status: 'done', first: 1, end: 2, usd: 1, length: 9 });
    const other = reply({ status: 'done', first: 2, end: 3, usd: 2, length: 8 });
    expect([...marksOf([other, best])]).toEqual([
      [best.id, ['first-words', 'fastest', 'cheapest', 'longest']],
    ]);
  });
});

describe('the marks of a conversation', () => {
  function twoLanes(replies: readonly AssistantMessage[]): ConversationState {
    return {
      ...initialState,
      lanes: replies.map(({ id }, position) => ({
        lane: lane({ id: newId<LaneId>(), position }),
        path: [{ key: id, id, siblingIds: [id] }],
        hasMore: false,
        loadingOlder: false,
      })),
      messages: new Map(replies.map((message) => [message.id, message])),
    };
  }
  const { turnId } = userMessage('Why?');
  const short = { ...reply({ status: 'done', first: 1, end: 1, usd: null, length: 1 }), turnId };
  const long = { ...reply({ status: 'done', first: 2, end: 2, usd: null, length: 2 }), turnId };

  test('compare the replies that the lanes show of the same turn', () => {
    expect(marksIn(twoLanes([short, long])).get(long.id)).toEqual(['longest']);
    const stranger = { ...long, turnId: userMessage('').turnId };
    expect(marksIn(twoLanes([short, stranger])).size).toBe(0);
    expect(marksIn(twoLanes([long])).size).toBe(0);
  });

  test('are not worked out again while a reply grows', () => {
    const state = twoLanes([short, long]);
    const growing = assistantMessage({ status: 'streaming' });
    expect(marksIn(withLive(state, growing.id, followReply(growing)))).toBe(marksIn(state));
  });
});
