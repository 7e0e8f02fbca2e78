import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { BudgetScope } from './standing.ts';
import { standingOf } from './standing.ts';

const scope = (change: Partial<BudgetScope>): BudgetScope => ({
  scope: 'month',
  budget: { soft: 8, hard: 10 },
  spentUsd: 0,
  estimateUsd: 0,
  ...change,
});

describe('standingOf', () => {
  it.each([
    ['nothing spent', [0, 0], 'within', 8],
    ['the estimate just fits', [9, 1], 'soft', 8],
    ['the soft limit is reached', [8, 0], 'soft', 8],
    ['the estimate goes beyond the soft limit', [7, 1.5], 'soft', 8],
    ['the hard limit is reached', [10, 0], 'hard', 10],
    ['the estimate goes beyond the hard limit', [9.5, 0.6], 'hard', 10],
  ] as const)('when %s', (_, [spentUsd, estimateUsd], level, limitUsd) => {
    const standing = { level, scope: 'month', spentUsd, limitUsd };
    expect(standingOf([scope({ spentUsd, estimateUsd })])).toEqual(standing);
  });

  it('is within where there is no budget', () => {
    expect(standingOf([])).toEqual({ level: 'within', scope: null, spentUsd: 0, limitUsd: null });
    expect(standingOf([scope({ budget: {}, spentUsd: 100 })]).scope).toBeNull();
  });

  it('names the gravest scope, however little another has left', () => {
    const scopes = [
      scope({ spentUsd: 9.99 }),
      scope({ scope: 'conversation', budget: { hard: 1 }, spentUsd: 3 }),
    ];
    expect(standingOf(scopes)).toMatchObject({ level: 'hard', scope: 'conversation' });
  });

  it('names the scope with the least left among equals', () => {
    const scopes = [scope({ spentUsd: 1 }), scope({ scope: 'connection', spentUsd: 5 })];
    expect(standingOf(scopes)).toMatchObject({ level: 'within', scope: 'connection' });
  });

  it('does not stop for a rounding error', () => {
    expect(standingOf([scope({ budget: { hard: 0.3 }, spentUsd: 0.1, estimateUsd: 0.2 })]).level).toBe(
      'within',
    );
  });

  const money = fc.double({ min: 0, max: 1000, noNaN: true });
  const scopes = fc.array(
    fc.record({
      scope: fc.constantFrom('conversation', 'connection', 'month'),
      budget: fc.record(
        {
          soft: fc.double({ min: 0.01, max: 1000, noNaN: true }),
          hard: fc.double({ min: 0.01, max: 1000, noNaN: true }),
        },
        { requiredKeys: [] },
      ),
      spentUsd: money,
      estimateUsd: money,
    }),
    { maxLength: 4 },
  ) as fc.Arbitrary<BudgetScope[]>;

  test.prop([scopes, scopes])('never gets milder by one more budget', (some, more) => {
    const rank = { within: 0, soft: 1, hard: 2 };
    expect(rank[standingOf([...some, ...more]).level]).toBeGreaterThanOrEqual(rank[standingOf(some).level]);
  });

  test.prop([scopes])('never hides a hard limit that is reached, whatever the estimate', (some) => {
    const isReached = some.some(({ budget, spentUsd }) => spentUsd >= (budget.hard ?? Infinity));
    if (isReached) expect(standingOf(some.map((one) => ({ ...one, estimateUsd: 0 }))).level).toBe('hard');
  });
});
