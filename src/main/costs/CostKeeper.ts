/** What replies have cost and may still cost. */
import type { ModelRef } from '../../shared/conversation.ts';
import type { ConversationId } from '../../shared/ids.ts';
import type { ModelInfo } from '../../shared/model.ts';
import type { BudgetStanding, Cost } from '../../shared/money.ts';
import type { Usage } from '../../shared/stream.ts';

/** A send that is planned: per lane the connection it would go to and what it is estimated to cost (null: unknown). */
export interface PlannedSend {
  readonly conversationId: ConversationId;
  readonly lanes: readonly {
    readonly connectionId: ModelRef['connectionId'];
    readonly estimateUsd: number | null;
  }[];
}

export interface CostKeeper {
  /** The cost of a reply at today's price; null where no price is known. */
  costOf(model: ModelInfo, usage: Usage): Cost | null;
  /** Where the send stands with the budgets. */
  standing(plan: PlannedSend): Promise<BudgetStanding>;
}
