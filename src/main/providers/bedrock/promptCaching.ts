/**
 * Where cache points go. A cached prefix is read again at a fraction of its price, but writing one costs more than not caching,
 * and a prefix below the model's minimum is not cached at all; so points are set only behind prefixes that are long enough.
 * One stands behind the system prompt, and one behind each of the last two prompts: the newest is written, the one before it
 * is where the request before has written and this one reads. That is three of the four points that a request may have.
 * Minimums: https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html
 */
import { claudeVersion } from './claudeVersion.ts';
import { readModelId } from './modelIds.ts';

/** Characters that make a token at the least, in running text: with this the length is underrated rather than overrated. */
const charactersPerToken = 4;

/** Tokens that a prefix needs to be cached, or null for a model that takes no cache points. */
export function cacheMinimumOf(modelId: string): number | null {
  const name = readModelId(modelId);
  // Nova 2 and its predecessors alike.
  if (/^amazon\.nova-(micro|lite|pro|premier|2)/.test(name.base)) return 1_024;
  const claude = claudeVersion(name);
  if (claude === null || claude.version < 3.5) return null;
  if (claude.version < 3.7) return claude.line === 'haiku' ? 2_048 : null;
  const early = claude.version < 4.5 || (claude.version === 4.5 && claude.line === 'sonnet');
  return early ? 1_024 : 4_096;
}

/** Parts of a request, in order, by their length in characters. Lengths of files do not count: nobody knows their tokens. */
export interface PrefixLengths {
  readonly system: number;
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly length: number }[];
}

/** Where to set points: behind the system prompt, and behind the messages with these indexes. */
export interface CachePlan {
  readonly system: 'point' | 'none';
  readonly messages: ReadonlySet<number>;
}

/** Plans the points for a model with this minimum. Pure. */
export function planCachePoints({ system, messages }: PrefixLengths, minimum: number): CachePlan {
  const enough = minimum * charactersPerToken;
  const prompts: number[] = [];
  let length = system;
  for (const [index, message] of messages.entries()) {
    length += message.length;
    if (message.role === 'user' && length >= enough) prompts.push(index);
  }
  return { system: system >= enough ? 'point' : 'none', messages: new Set(prompts.slice(-2)) };
}
