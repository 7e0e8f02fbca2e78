/**
 * What calls would cost, and whether the budget lets them begin. A call costs its prompt, its system prompt, and an answer of the usual
 * length; nothing of it lies in a cache. Tokens are counted here and corrected by what is known of the model's own counting.
 */
import type { Connection } from '../../shared/connection.ts';
import { AppError } from '../../shared/errors.ts';
import type { ConnectionId, ConversationId } from '../../shared/ids.ts';
import type { ModelInfo } from '../../shared/model.ts';
import type { Parameters } from '../../shared/parameters.ts';
import type { CostKeeper } from '../costs/CostKeeper.ts';

/** The length of an answer that is not known yet, in tokens. */
export const usualOutput = 500;
/** What roles and separators of a request take, in tokens. */
const framing = 8;

export interface CostingOptions {
  readonly knowModel: (connection: Connection, modelId: string) => Promise<{ readonly model: ModelInfo }>;
  readonly estimateUsd: (
    model: ModelInfo,
    tokens: { readonly inputTokens: number; readonly cachedTokens: number; readonly expectedOutput: number },
  ) => number | null;
  /** Tokens of a text as they are counted here. */
  readonly countTokens: (text: string) => Promise<number>;
  /** Tokens that the model's server counts for each one counted here. */
  readonly tokenRatio: (connectionId: ConnectionId, modelId: string) => number;
  readonly standing: CostKeeper['standing'];
}

/** A call that is planned. `promptTokens` are counted here, `parameters` are those that hold for it. */
export interface CallToPrice {
  readonly connection: Connection;
  readonly modelId: string;
  readonly promptTokens: number;
  readonly parameters: Parameters;
}

/** The length of the answer, in tokens. */
export function expectedOutput({ maxOutput = usualOutput }: Parameters): number {
  return Math.min(usualOutput, maxOutput);
}

/** US dollars; null where the price is not known. */
export async function callUsd(call: CallToPrice, options: CostingOptions): Promise<number | null> {
  const { connection, modelId, promptTokens, parameters } = call;
  // The demo is built in and costs nothing; of any other model that must be known.
  if (connection.provider === 'demo') return 0;
  const [{ model }, system] = await Promise.all([
    options.knowModel(connection, modelId),
    options.countTokens(parameters.system ?? ''),
  ]);
  const counted = promptTokens + system + framing;
  return options.estimateUsd(model, {
    inputTokens: Math.ceil(counted * options.tokenRatio(connection.id, modelId)),
    cachedTokens: 0,
    expectedOutput: expectedOutput(parameters),
  });
}

/** A call whose prompt is known. */
export type CallToBegin = Omit<CallToPrice, 'promptTokens'> & { readonly prompt: string };

/** Throws `chat/budget-reached` when the calls together would cross a hard budget. Counts nothing where no budget is set. */
export async function assertAffordable(
  conversationId: ConversationId,
  calls: readonly CallToBegin[],
  options: CostingOptions,
): Promise<void> {
  const { standing, countTokens } = options;
  const unpriced = calls.map(({ connection }) => ({ connectionId: connection.id, estimateUsd: null }));
  const { scope } = await standing({ conversationId, lanes: unpriced });
  if (scope === null) return;
  const lanes = await Promise.all(
    calls.map(async (call) => ({
      connectionId: call.connection.id,
      estimateUsd: await callUsd({ ...call, promptTokens: await countTokens(call.prompt) }, options),
    })),
  );
  const { level, limitUsd } = await standing({ conversationId, lanes });
  if (level !== 'hard') return;
  throw new AppError('chat/budget-reached', 'A hard budget would be crossed.', {
    details: limitUsd === null ? {} : { limit: limitUsd },
  });
}
