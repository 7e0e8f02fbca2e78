/** Counts tokens on this machine, for meters and estimates. Providers count for themselves; `tokenRatio` evens that out. */
export interface TokenCounter {
  /** Tokens of a text in the vocabulary of newer OpenAI models. Off the main thread; large texts are allowed. */
  count(text: string): Promise<number>;
}
