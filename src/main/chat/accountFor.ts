import type { AssistantMessage } from '../../shared/conversation.ts';
import type { ModelInfo } from '../../shared/model.ts';
import { plainText } from '../../shared/stream.ts';
import type { Usage } from '../../shared/stream.ts';
import type { CostKeeper } from '../costs/CostKeeper.ts';
import type { Logger } from '../logging/Logger.ts';
import type { AssembledRequest } from './requests/RequestAssembler.ts';
import type { ContextMeter } from './requests/ContextMeter.ts';

interface AccountOptions {
  readonly costs: Pick<CostKeeper, 'costOf'>;
  readonly meter: ContextMeter;
  readonly logger: Logger;
}

/**
 * What a reply used that its server says nothing about: counted here, and marked so. Only where something was said at all;
 * a request that was refused costs nothing.
 */
async function countedUsage(
  reply: AssistantMessage,
  { request }: AssembledRequest,
  meter: ContextMeter,
): Promise<Usage | null> {
  if (reply.parts.length === 0) return null;
  const asked = request.messages.map((message) => ({ ...message, firstId: '' }));
  const [sizes, system, output, thought] = await Promise.all([
    meter.sizes(asked),
    meter.text(request.system ?? ''),
    meter.text(plainText(reply.parts)),
    meter.text(reply.parts.flatMap((part) => (part.type === 'reasoning' ? [part.text] : [])).join('\n')),
  ]);
  const input = sizes.reduce((sum, size) => sum + size, system);
  return {
    input,
    output: output + thought,
    ...(thought > 0 && { reasoning: thought }),
    estimated: true,
  };
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
  { costs, meter, logger }: AccountOptions,
): Promise<AssistantMessage> {
  if (assembled === null || final.model.provider === 'demo') return final;
  try {
    const usage = final.usage ?? (await countedUsage(final, assembled, meter));
    return usage === null ? final : withCost(final, usage, { costs, model: assembled.model });
  } catch (caught) {
    // The reply itself is worth more than its price.
    logger.error('A reply could not be priced.', caught);
    return final;
  }
}
