import type { AssistantMessage } from '../../shared/conversation.ts';
import type { ModelInfo } from '../../shared/model.ts';
import { plainText } from '../../shared/stream.ts';
import type { Usage } from '../../shared/stream.ts';
import type { CostKeeper } from '../costs/CostKeeper.ts';
import type { Logger } from '../logging/Logger.ts';
import type { AssembledRequest } from './requests/RequestAssembler.ts';
import type { ContextMeter } from './requests/ContextMeter.ts';
import type { TokenRatios } from './TokenRatios.ts';

interface AccountOptions {
  readonly costs: Pick<CostKeeper, 'costOf'>;
  readonly meter: ContextMeter;
  readonly ratios: Pick<TokenRatios, 'of' | 'learn'>;
  readonly logger: Logger;
}

/**
 * What a reply used that its server says nothing about: counted here, and marked so. Only where something was said at all;
 * a request that was refused costs nothing.
 */
async function countedUsage(
  reply: AssistantMessage,
  { request }: AssembledRequest,
  { meter, ratios }: AccountOptions,
): Promise<Usage | null> {
  if (reply.parts.length === 0) return null;
  const asked = request.messages.map((message) => ({ ...message, firstId: '' }));
  const [sizes, system, output, thought] = await Promise.all([
    meter.sizes(asked),
    meter.text(request.system ?? ''),
    meter.text(plainText(reply.parts)),
    meter.text(reply.parts.flatMap((part) => (part.type === 'reasoning' ? [part.text] : [])).join('\n')),
  ]);
  const ratio = ratios.of(reply.model);
  const expected = (counted: number): number => Math.ceil(counted * ratio);
  return {
    input: expected(sizes.reduce((sum, size) => sum + size, system)),
    output: expected(output + thought),
    ...(thought > 0 && { reasoning: expected(thought) }),
    estimated: true,
  };
}

/** Compares what the server has counted with what was counted here, where no file blurs it. */
async function learnRatio(
  { model }: AssistantMessage,
  usage: Usage,
  { request }: AssembledRequest,
  { meter, ratios }: AccountOptions,
): Promise<void> {
  if (request.messages.some(({ attachments, replay }) => attachments !== undefined || replay !== undefined))
    return;
  const estimated = await meter.alreadyCounted([
    request.system ?? '',
    ...request.messages.map(({ text }) => text),
  ]);
  if (estimated !== null) ratios.learn(model, usage, estimated);
}

function withCost(
  reply: AssistantMessage,
  usage: Usage,
  { costs, model }: Pick<AccountOptions, 'costs'> & { readonly model: ModelInfo },
): AssistantMessage {
  const cost = costs.costOf(model, usage);
  return { ...reply, usage, ...(cost !== null && { cost }) };
}

/**
 * A finished reply with what it has used and cost at today's price. The demo uses nothing. A reply that was cut is counted
 * here where the server had not come to say it, since its tokens are paid for as well. Never rejects.
 */
export async function accountFor(
  final: AssistantMessage,
  assembled: AssembledRequest | null,
  options: AccountOptions,
): Promise<AssistantMessage> {
  const { costs, logger } = options;
  if (assembled === null || final.model.provider === 'demo') return final;
  try {
    if (final.usage !== null) await learnRatio(final, final.usage, assembled, options);
    const usage = final.usage ?? (await countedUsage(final, assembled, options));
    return usage === null ? final : withCost(final, usage, { costs, model: assembled.model });
  } catch (caught) {
    // The reply itself is worth more than its price.
    logger.error('A reply could not be priced.', caught);
    return final;
  }
}
