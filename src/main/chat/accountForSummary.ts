import { newId } from '../../shared/ids.ts';
import type { Connection } from '../../shared/connection.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Usage } from '../../shared/stream.ts';
import type { CostKeeper } from '../costs/CostKeeper.ts';
import type { CostEntry, History } from '../history/History.ts';
import type { Logger } from '../logging/Logger.ts';
import type { ContextMeter } from './requests/ContextMeter.ts';
import type { SummarySpending } from './requests/ContextSummariser.ts';
import type { ModelOnWire } from './requests/RequestAssembler.ts';

interface AccountOptions {
  readonly history: Pick<History, 'saveCost'>;
  readonly costs: Pick<CostKeeper, 'costOf'>;
  readonly knowModel: (connection: Connection, modelId: string) => Promise<ModelOnWire>;
  readonly meter: ContextMeter;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What was used where the server does not say it: counted here. */
async function counted({ asked, written }: SummarySpending, meter: ContextMeter): Promise<Usage> {
  const sizes = await Promise.all(asked.map((text) => meter.text(text)));
  const input = sizes.reduce((sum, size) => sum + size, 0);
  return { input, output: await meter.text(written), estimated: true };
}

/**
 * Counts a summary among the costs of its conversation, at today's price: no reply shows it, but it is paid for and stands in the
 * totals and before the budgets. The demo costs nothing. Never rejects: the reply is worth more than the account.
 */
export async function accountForSummary(
  spent: SummarySpending,
  { history, costs, knowModel, meter, clock, logger }: AccountOptions,
): Promise<void> {
  const { conversationId, connection, modelId } = spent;
  if (connection.provider === 'demo') return;
  try {
    const usage = spent.usage ?? (await counted(spent, meter));
    const { model } = await knowModel(connection, modelId);
    const entry: CostEntry = {
      id: newId(),
      conversationId,
      connectionId: connection.id,
      askedAt: clock.now(),
      usage,
      usd: costs.costOf(model, usage)?.usd ?? null,
    };
    await history.saveCost(entry);
  } catch (caught) {
    logger.error('A summary could not be counted.', caught);
  }
}
