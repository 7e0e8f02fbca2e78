/**
 * In what the servers that speak Chat Completions differ, as data: a request is built and a reply is read by these switches,
 * never by the name of a service. Defaults are what most servers take. Sources: the vendors' own API references.
 */

/** Where a model is told how hard to think. */
export type ReasoningField =
  /** `reasoning_effort: 'low'` at the top level, as OpenAI has it. */
  | 'reasoning_effort'
  /** `reasoning: { effort: 'low' }`; an effort of `none` becomes `{ enabled: false }` (OpenRouter). */
  | 'reasoning'
  /** `thinking: { type: 'enabled' | 'disabled' }`: on or off and nothing between (DeepSeek). */
  | 'thinking'
  /** The server ignores or refuses all of them. */
  | 'none';

/** What of a reply has to go back with the next request, and who understands it. */
export interface ReplyEcho {
  /** The family of the replay: services that share one understand each other's. */
  readonly family: string;
  /** The field of the assistant message that carries it: signatures (Gemini), signed or encrypted thoughts (OpenRouter). */
  readonly field: 'extra_content' | 'reasoning_details' | 'reasoning_content';
}

export interface ChatQuirks {
  readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
  readonly systemRole: 'system' | 'developer';
  readonly reasoning: ReasoningField;
  /** Whether `stream_options` is known; a server that refuses it is not asked a second time either way. */
  readonly usage: 'ask' | 'comes-unasked';
  readonly documents: 'file' | 'none';
  readonly echo: ReplyEcho | null;
  /** How `GET /models` is written; see `listModels`. */
  readonly modelList: 'openai' | 'cohere' | 'gemini' | 'openrouter';
}

export const defaultQuirks: ChatQuirks = {
  maxTokensField: 'max_tokens',
  systemRole: 'system',
  reasoning: 'reasoning_effort',
  usage: 'ask',
  documents: 'none',
  echo: null,
  modelList: 'openai',
};
