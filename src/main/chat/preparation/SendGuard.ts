/**
 * The last look before anything is written or sent: a hard budget that would be crossed, and files that no repair can make fit. The
 * composer has said both before; this is for what changed since, and for ways to send that have no composer. Where neither a budget
 * is set nor a file is added there is nothing to look at, and a send is not held up.
 */
import { AppError } from '../../../shared/errors.ts';
import type { RouteParsedInput } from '../../../shared/ipc/routes.ts';
import type { Budgets } from '../../../shared/money.ts';
import type { Preparation } from '../../../shared/preparation.ts';
import { problemError } from '../../preflight/problemError.ts';

type PlannedSend = RouteParsedInput<'chat.prepare'>;

interface GuardOptions {
  readonly prepare: (plan: PlannedSend) => Promise<Preparation>;
  readonly budgets: () => Promise<Budgets | undefined>;
}

function hasLimit({ conversation, month, connections = {} }: Budgets): boolean {
  return [conversation, month, ...Object.values(connections)].some((budget) => budget?.hard !== undefined);
}

/** Throws `chat/budget-reached`, `attachment/…` or `chat/invalid-extra-body`, and then nothing has been written. */
export class SendGuard {
  readonly #options: GuardOptions;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  async check(plan: PlannedSend): Promise<void> {
    const { prepare, budgets } = this.#options;
    const limits = await budgets();
    const limited = limits !== undefined && hasLimit(limits);
    if (!limited && plan.attachments.length === 0) return;
    const { lanes, budget } = await prepare(plan);
    if (budget.level === 'hard') {
      throw new AppError('chat/budget-reached', 'A hard budget would be crossed.', {
        details: budget.limitUsd === null ? {} : { limit: budget.limitUsd },
      });
    }
    for (const problem of lanes.flatMap(({ problems }) => problems)) {
      const error = problemError(problem, plan.attachments);
      if (error !== null) throw error;
    }
  }
}
