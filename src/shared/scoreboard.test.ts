import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { ConnectionId, ConversationId, MessageId, TurnId, VoteId } from './ids.ts';
import { newId } from './ids.ts';
import { leftOut, pairs, scoreboard, tagsOf, votesWithTag, wilsonInterval } from './scoreboard.ts';
import type { Vote } from './vote.ts';

function vote(models: readonly string[], better: number | 'both' | 'neither', tag = ''): Vote {
  const replies = models.map((modelId) => ({
    messageId: newId<MessageId>(),
    model: {
      connectionId: newId<ConnectionId>(),
      modelId,
      provider: 'demo',
      modelName: modelId.toUpperCase(),
      connectionName: 'Demo',
    },
  }));
  const messageId = typeof better === 'number' ? replies[better]?.messageId : undefined;
  return {
    id: newId<VoteId>(),
    conversationId: newId<ConversationId>(),
    turnId: newId<TurnId>(),
    replies,
    verdict:
      messageId === undefined
        ? { kind: better === 'both' ? 'both' : 'neither' }
        : { kind: 'better', messageId },
    tag,
    createdAt: 0,
  };
}

const anyVote = fc
  .record({
    models: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 2, maxLength: 8 }),
    choice: fc.nat(),
    kind: fc.constantFrom('better', 'both', 'neither'),
    tag: fc.constantFrom('', 'code', 'Code', 'prose'),
  })
  .map(({ models, choice, kind, tag }) =>
    vote(models, kind === 'better' ? choice % models.length : kind === 'both' ? 'both' : 'neither', tag),
  );

describe('the interval of a share', () => {
  test('is that of a published example', () => {
    // Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263 gives 0.2553 to 0.3662 by Wilson's method.
    const { low, high } = wilsonInterval(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  const counts = fc
    .integer({ min: 1, max: 10_000 })
    .chain((n) => fc.record({ n: fc.constant(n), k: fc.integer({ min: 0, max: n }) }));

  test.prop([counts])('lies within 0 and 1 and holds the share', ({ n, k }) => {
    const { low, value, high } = wilsonInterval(k, n);
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
    expect(low).toBeLessThanOrEqual(value);
    expect(value).toBeLessThanOrEqual(high);
  });

  test.prop([counts, fc.integer({ min: 2, max: 50 })])('narrows with more votes', ({ n, k }, times) => {
    const few = wilsonInterval(k, n);
    const many = wilsonInterval(k * times, n * times);
    expect(many.high - many.low).toBeLessThan(few.high - few.low);
  });
});

describe('the scoreboard', () => {
  test('counts what was said of each model', () => {
    const votes = [vote(['a', 'b'], 0), vote(['a', 'b'], 'both'), vote(['b', 'c'], 0), vote(['a', 'a'], 0)];
    expect(scoreboard(votes)).toMatchObject([
      { key: 'demo a', votes: 2, chosen: 1, notChosen: 0, both: 1, neither: 0 },
      { key: 'demo b', votes: 3, chosen: 1, notChosen: 1, both: 1, neither: 0 },
      { key: 'demo c', votes: 1, chosen: 0, notChosen: 1, both: 0, neither: 0 },
    ]);
    expect(leftOut(votes)).toBe(1);
  });

  test('joins the votes on a model of several connections, under its newest name', () => {
    const [before, after] = [vote(['a', 'b'], 0), vote(['a', 'b'], 1)];
    const renamed = {
      ...after,
      replies: after.replies.map(({ messageId, model }) => ({
        messageId,
        model: { ...model, modelName: `New ${model.modelName}` },
      })),
    };
    expect(scoreboard([before, renamed]).map(({ model, votes }) => [model.modelName, votes])).toEqual([
      ['New A', 2],
      ['New B', 2],
    ]);
  });

  test.prop([fc.array(anyVote, { maxLength: 30 })])('adds up', (votes) => {
    const rows = scoreboard(votes);
    for (const row of rows) {
      expect(row.chosen + row.notChosen + row.both + row.neither).toBe(row.votes);
      expect(row.votes).toBeGreaterThan(0);
    }
    const decided = votes.filter(
      ({ verdict, replies }) =>
        verdict.kind === 'better' && new Set(replies.map(({ model }) => model.modelId)).size > 1,
    );
    // Every vote for the better one chooses exactly one model.
    expect(rows.reduce((sum, { chosen }) => sum + chosen, 0)).toBe(decided.length);
  });

  test.prop([fc.array(anyVote, { maxLength: 30 })])('and so do its pairs', (votes) => {
    for (const { votes: n, firstBetter, secondBetter, undecided } of pairs(votes)) {
      expect(firstBetter + secondBetter + undecided).toBe(n);
    }
  });

  test.prop([fc.array(anyVote, { maxLength: 30 })])('does not depend on the order of votes', (votes) => {
    expect(scoreboard(votes.toReversed())).toEqual(scoreboard(votes));
  });
});

test('tags differ by their letters, not by their case', () => {
  const votes = [vote(['a', 'b'], 0, 'code'), vote(['a', 'b'], 1, 'Code'), vote(['a', 'b'], 0)];
  expect(tagsOf(votes)).toEqual(['Code']);
  expect(votesWithTag(votes, 'CODE')).toHaveLength(2);
  expect(votesWithTag(votes, '')).toHaveLength(1);
  expect(votesWithTag(votes, null)).toHaveLength(3);
});
