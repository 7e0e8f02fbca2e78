/**
 * What temporary conversations have cost since the app was started, so that budgets hold for them too. It outlives the
 * conversations, because what was spent stays spent, and ends with the app, because nothing of them may be on disk. It counts as
 * the costs of the history are counted: a reply that used nothing and one of the demo count nowhere.
 */
import type { AssistantMessage } from '../../shared/conversation.ts';
import type { ConversationId } from '../../shared/ids.ts';
import type { Total } from '../../shared/money.ts';
import type { CostEntry, CostGroup, CostQuery } from '../history/History.ts';

const nothing: Total = { usd: 0, replies: 0, unknown: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0 };

export function addTotals(one: Total, other: Total): Total {
  return {
    usd: one.usd + other.usd,
    replies: one.replies + other.replies,
    unknown: one.unknown + other.unknown,
    inputTokens: one.inputTokens + other.inputTokens,
    cachedTokens: one.cachedTokens + other.cachedTokens,
    outputTokens: one.outputTokens + other.outputTokens,
  };
}

/** Adds groups of the same key, dearest first. */
export function addGroups(one: readonly CostGroup[], other: readonly CostGroup[]): readonly CostGroup[] {
  const sums = new Map(one.map(({ key, total }) => [key, total]));
  for (const { key, total } of other) sums.set(key, addTotals(sums.get(key) ?? nothing, total));
  return [...sums]
    .map(([key, total]) => ({ key, total }))
    .sort((a, b) => b.total.usd - a.total.usd || (a.key < b.key ? -1 : 1));
}

function totalOf({ usage, usd }: CostEntry): Total {
  const { input, output, cacheRead = 0, cacheWrite = 0 } = usage;
  return {
    usd: usd ?? 0,
    replies: 1,
    unknown: usd === null ? 1 : 0,
    inputTokens: Math.round(input + cacheRead + cacheWrite),
    cachedTokens: Math.round(cacheRead),
    outputTokens: Math.round(output),
  };
}

function sumOf(entries: readonly CostEntry[]): Total {
  return entries.map(totalOf).reduce(addTotals, nothing);
}

export class CostLedger {
  readonly #entries = new Map<string, CostEntry>();

  /** Counts a reply that has ended. Of what it was about nothing is kept. */
  note({ id, conversationId, createdAt, model, usage, cost }: AssistantMessage): void {
    if (usage === null || model.provider === 'demo') return;
    const { connectionId } = model;
    this.add({ id, conversationId, connectionId, askedAt: createdAt, usage, usd: cost?.usd ?? null });
  }

  /** Counts something that was used, in place of what was counted under the same id. */
  add(entry: CostEntry): void {
    this.#entries.set(entry.id, entry);
  }

  /** What was counted for a conversation. */
  of(id: ConversationId): readonly CostEntry[] {
    return this.#find({ conversationId: id });
  }

  /** The conversation was kept: the history counts for it now. */
  forget(id: ConversationId): void {
    for (const entry of this.of(id)) this.#entries.delete(entry.id);
  }

  sum(query: CostQuery): Total {
    return sumOf(this.#find(query));
  }

  sumByConnection(query: CostQuery): readonly CostGroup[] {
    const found = this.#find(query);
    return [...new Set(found.map(({ connectionId }) => connectionId))].map((key) => ({
      key,
      total: sumOf(found.filter(({ connectionId }) => connectionId === key)),
    }));
  }

  #find({ conversationId, connectionId, from = 0, to = Infinity }: CostQuery): readonly CostEntry[] {
    return [...this.#entries.values()].filter(
      (entry) =>
        (conversationId === undefined || entry.conversationId === conversationId) &&
        (connectionId === undefined || entry.connectionId === connectionId) &&
        entry.askedAt >= from &&
        entry.askedAt < to,
    );
  }
}
