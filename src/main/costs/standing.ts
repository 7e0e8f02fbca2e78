/** Where a planned send stands with its budgets. Pure. */
import type { Budget, BudgetStanding } from '../../shared/money.ts';

/** One budget that the send touches, what was spent under it, and what the send is estimated to add. */
export interface BudgetScope {
  readonly scope: NonNullable<BudgetStanding['scope']>;
  readonly budget: Budget;
  readonly spentUsd: number;
  /** Lanes without a known price count as 0. */
  readonly estimateUsd: number;
}

interface Standing {
  readonly standing: BudgetStanding;
  /** Dollars left once the send is paid; the smallest is the tightest. */
  readonly left: number;
}

/** Differences below it are rounding. US dollars. */
const rounding = 1e-9;

const severity: Readonly<Record<BudgetStanding['level'], number>> = { within: 0, soft: 1, hard: 2 };

/** The tightest of the scopes: the gravest level, and among equals the one with the least left. */
export function standingOf(scopes: readonly BudgetScope[]): BudgetStanding {
  const [tightest] = scopes
    .flatMap(standingUnder)
    .toSorted((a, b) => severity[b.standing.level] - severity[a.standing.level] || a.left - b.left);
  return tightest?.standing ?? { level: 'within', scope: null, spentUsd: 0, limitUsd: null };
}

/** A limit counts as crossed when it is reached already, whatever the send costs, or when the send would go beyond it. */
function standingUnder({ scope, budget, spentUsd, estimateUsd }: BudgetScope): readonly Standing[] {
  const { soft, hard } = budget;
  const after = spentUsd + estimateUsd;
  const isCrossed = (limit: number): boolean => spentUsd >= limit - rounding || after > limit + rounding;
  const at = (level: BudgetStanding['level'], limitUsd: number): readonly Standing[] => [
    { standing: { level, scope, spentUsd, limitUsd }, left: limitUsd - after },
  ];
  if (hard !== undefined && isCrossed(hard)) return at('hard', hard);
  if (soft !== undefined && isCrossed(soft)) return at('soft', soft);
  const next = Math.min(soft ?? Infinity, hard ?? Infinity);
  return Number.isFinite(next) ? at('within', next) : [];
}
