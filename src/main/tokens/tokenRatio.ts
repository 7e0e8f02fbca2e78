/**
 * Evens out that each vocabulary counts differently: how many tokens a server has counted for each one that was counted here,
 * per model, learned from its replies (`LearnedNotes.tokenRatio`). Pure.
 */

/** Weight of the newest reply against all before it. */
const newestWeight = 0.3;

/** Below it a request's fixed parts (roles, tool descriptions, templates) say more than its text. */
const fewestTokens = 200;

const smallest = 0.25;
const largest = 4;

/**
 * The ratio after one more reply. `counted` is the whole input as the server has counted it, cached tokens included;
 * `estimated` the same text as it was counted here. Returns `known` where the reply teaches nothing.
 */
export function learnedRatio(
  known: number | undefined,
  { counted, estimated }: { readonly counted: number; readonly estimated: number },
): number | undefined {
  if (counted < fewestTokens || estimated < fewestTokens) return known;
  const ratio = Math.min(largest, Math.max(smallest, counted / estimated));
  return known === undefined ? ratio : known + newestWeight * (ratio - known);
}

/**
 * The ratio to begin with, by the maker that a model's id names: OpenAI's models count as we do, others need up to a third
 * more tokens for the same text.
 */
export function usualRatio(modelId: string): number {
  return /(?:^|[./])(?:gpt-|chatgpt-|o\d)/.test(modelId) ? 1 : 1.2;
}

/** Tokens as the model's server is expected to count them. */
export function expectedTokens(counted: number, ratio: number): number {
  return Math.ceil(counted * ratio);
}
