/** What a lane loses by going on with another model, told before anything is sent. Pure. */
import type { AssistantMessage, Message } from '../../../shared/conversation.ts';
import type { SwitchReport } from '../../../shared/preparation.ts';
import type { ModelOnWire } from '../requests/RequestAssembler.ts';

/** Where the lane would go on. */
export interface SwitchTarget extends ModelOnWire {
  readonly connectionId: string;
}

/** The last reply of a path that used anything: what it cached is what a switch gives up. */
function lastUsed(path: readonly Message[]): AssistantMessage | undefined {
  return path.findLast(
    (message): message is AssistantMessage => message.role === 'assistant' && message.usage !== null,
  );
}

/** Tokens of the path that lie in a provider's cache, as its last reply tells. */
function cachedTokens(path: readonly Message[]): number {
  const { cacheRead = 0, cacheWrite = 0 } = lastUsed(path)?.usage ?? {};
  return cacheRead + cacheWrite;
}

/** What will not come along to `target`, and what it costs to send again what lies in the cache. */
export function switchReport(path: readonly Message[], target: SwitchTarget): SwitchReport {
  const { model, limits, connectionId } = target;
  const files = path.flatMap((message) => (message.role === 'user' ? (message.attachments ?? []) : []));
  const replays = path.flatMap((message) =>
    message.role === 'assistant' && message.replay !== undefined ? [message.replay] : [],
  );
  const before = lastUsed(path)?.model;
  const moves = before !== undefined && (before.connectionId !== connectionId || before.modelId !== model.id);
  const cached = moves ? cachedTokens(path) : 0;
  const { price } = model;
  return {
    drops: [
      ...(limits.images === undefined && files.some(({ kind }) => kind === 'image')
        ? ['images' as const]
        : []),
      ...(limits.documents === undefined && files.some(({ kind }) => kind === 'document')
        ? ['documents' as const]
        : []),
      ...(replays.some(({ family, modelId }) => family !== limits.replayFamily || modelId !== model.id)
        ? ['reasoning' as const]
        : []),
      ...(cached > 0 ? ['cache' as const] : []),
    ],
    lostCacheUsd: cached === 0 || price === undefined ? null : (cached * price.input) / 1_000_000,
  };
}
