/** What a context takes and where it is cut when it takes too much. Pure; sizes are tokens. */
import type { ModelInfo } from '../../../shared/model.ts';
import type { Parameters } from '../../../shared/parameters.ts';

/** Tokens that are kept free for a reply where neither the person nor the catalogue names a length. */
const usualReply = 4096;

/**
 * Tokens of a request that leave room for its reply; null where the window is unknown. A reply may take at most a quarter of
 * the window away from the context, since models with a small window would otherwise have none left.
 */
export function contextRoom(model: ModelInfo, { maxOutput }: Parameters): number | null {
  if (model.contextWindow === undefined) return null;
  const reply = maxOutput ?? Math.min(model.maxOutput ?? usualReply, usualReply);
  return Math.max(1, model.contextWindow - Math.min(reply, Math.floor(model.contextWindow / 4)));
}

/**
 * The index of the first message that is kept so that the rest fits into `room`. Messages alternate, beginning with the user;
 * what is kept begins with the user too, and the last message is always kept, whether it fits or not.
 */
export function firstKept(sizes: readonly number[], room: number): number {
  let total = sizes.reduce((sum, size) => sum + size, 0);
  let first = 0;
  while (total > room && first + 2 < sizes.length) {
    total -= (sizes[first] ?? 0) + (sizes[first + 1] ?? 0);
    first += 2;
  }
  return first;
}
