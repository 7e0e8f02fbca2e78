/** What replies have cost: sums for the person to see, and the budgets that a send is held against. */
import type { Clock } from '../../shared/clock.ts';
import type { ConnectionId, ConversationId } from '../../shared/ids.ts';
import type { RouteOutput } from '../../shared/ipc/routes.ts';
import type { ModelInfo } from '../../shared/model.ts';
import type { Budgets, BudgetStanding, Cost, Total } from '../../shared/money.ts';
import type { Usage } from '../../shared/stream.ts';
import type { History } from '../history/History.ts';
import type { CostKeeper, PlannedSend } from './CostKeeper.ts';
import { daysOfMonth, monthOf, systemOffset, type LocalOffset } from './localDays.ts';
import { costOf } from './pricing.ts';
import { standingOf, type BudgetScope } from './standing.ts';

interface CostServiceOptions {
  readonly history: Pick<
    History,
    'loadSettings' | 'listConnections' | 'sumCosts' | 'sumCostsByConnection' | 'sumCostsByDay'
  >;
  readonly clock: Clock;
  /** The time zone; that of this machine unless given. */
  readonly offset?: LocalOffset;
}

/** Costs by local days. `name` is empty where a connection is gone. */
export type CostSummary = RouteOutput<'costs.summary'>;

const emptyTotal: Total = {
  usd: 0,
  replies: 0,
  unknown: 0,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
};

function add(a: Total, b: Total): Total {
  return {
    usd: a.usd + b.usd,
    replies: a.replies + b.replies,
    unknown: a.unknown + b.unknown,
    inputTokens: a.inputTokens + b.inputTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    outputTokens: a.outputTokens + b.outputTokens,
  };
}

/** The sum of what is known; an unknown estimate adds nothing. */
function estimateOf(lanes: PlannedSend['lanes']): number {
  return lanes.reduce((sum, { estimateUsd }) => sum + (estimateUsd ?? 0), 0);
}

export class CostService implements CostKeeper {
  readonly #history: CostServiceOptions['history'];
  readonly #clock: Clock;
  readonly #offset: LocalOffset;

  constructor({ history, clock, offset = systemOffset }: CostServiceOptions) {
    this.#history = history;
    this.#clock = clock;
    this.#offset = offset;
  }

  costOf(model: ModelInfo, usage: Usage): Cost | null {
    return costOf(model, usage);
  }

  /** Today, this month so far, and the month's days and connections. */
  async summary(): Promise<CostSummary> {
    const days = daysOfMonth(this.#clock.now(), this.#offset);
    const from = days[0]?.from ?? 0;
    const to = days.at(-1)?.to ?? 0;
    const [byDay, byConnection, connections] = await Promise.all([
      this.#history.sumCostsByDay([...days.map((day) => day.from), to]),
      this.#history.sumCostsByConnection({ from, to }),
      this.#history.listConnections(),
    ]);
    const totals = new Map(byDay.map(({ key, total }) => [key, total]));
    const summed = days.map((day) => ({ day: day.day, total: totals.get(String(day.from)) ?? emptyTotal }));
    const names = new Map<string, string>(connections.map(({ id, name }) => [id, name]));
    return {
      today: summed.at(-1)?.total ?? emptyTotal,
      // Added up from the days, so that the two agree whatever is stored meanwhile.
      month: summed.reduce((sum, { total }) => add(sum, total), emptyTotal),
      days: summed,
      connections: byConnection.map(({ key, total }) => ({
        connectionId: key as ConnectionId,
        name: names.get(key) ?? '',
        total,
      })),
    };
  }

  /** All that a conversation has cost so far. */
  conversation(conversationId: ConversationId): Promise<Total> {
    return this.#history.sumCosts({ conversationId });
  }

  async standing(plan: PlannedSend): Promise<BudgetStanding> {
    const { budgets } = await this.#history.loadSettings();
    if (budgets === undefined) return standingOf([]);
    return standingOf(await Promise.all(this.#scopes(plan, budgets)));
  }

  /** Only what has a budget is added up. */
  #scopes({ conversationId, lanes }: PlannedSend, budgets: Budgets): readonly Promise<BudgetScope>[] {
    const month = monthOf(this.#clock.now(), this.#offset);
    const scopes: Promise<BudgetScope>[] = [];
    const weigh = (scope: Omit<BudgetScope, 'spentUsd'>, query: Parameters<History['sumCosts']>[0]): void => {
      scopes.push(this.#history.sumCosts(query).then(({ usd }) => ({ ...scope, spentUsd: usd })));
    };
    if (budgets.conversation !== undefined) {
      weigh(
        { scope: 'conversation', budget: budgets.conversation, estimateUsd: estimateOf(lanes) },
        { conversationId },
      );
    }
    if (budgets.month !== undefined) {
      weigh({ scope: 'month', budget: budgets.month, estimateUsd: estimateOf(lanes) }, month);
    }
    for (const connectionId of new Set(lanes.map((lane) => lane.connectionId))) {
      const budget = budgets.connections?.[connectionId];
      if (budget === undefined) continue;
      const own = lanes.filter((lane) => lane.connectionId === connectionId);
      weigh({ scope: 'connection', budget, estimateUsd: estimateOf(own) }, { connectionId, ...month });
    }
    return scopes;
  }
}
