/**
 * In what the servers that speak Chat Completions differ, as data: a request is built and a reply is read by these switches,
 * never by the name of a service. Defaults are what most servers take. Sources: the vendors' own API references.
 */
import { connectionPresets, presetById, type ConnectionPreset, type PresetId } from './connectionPresets.ts';

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
  /**
   * How a request says that its last message is the beginning of the reply: by standing there (Ollama, llama.cpp), by `prefix` on it
   * (Mistral), or by `continue_final_message` (vLLM).
   */
  readonly prefill: 'none' | 'last-message' | 'prefix' | 'continue-final-message';
  /** Where the list of models is, from the root of the server; null for `/models` below the base URL. */
  readonly modelsPath: string | null;
  /** How that list is signed in to, where it is not part of the wire: another header for the key, and headers of its own. */
  readonly modelsSignIn: {
    readonly keyHeader: 'x-api-key';
    readonly headers: Readonly<Record<string, string>>;
  } | null;
  /** What stands before every id in that list and is not needed to ask for the model. */
  readonly modelPrefix: string | null;
  /** Where else a server on this machine tells of its models; null for nowhere. */
  readonly modelDetails: 'ollama' | 'lm-studio' | 'llama-cpp' | null;
}

export const defaultQuirks: ChatQuirks = {
  maxTokensField: 'max_tokens',
  systemRole: 'system',
  reasoning: 'reasoning_effort',
  usage: 'ask',
  documents: 'none',
  echo: null,
  prefill: 'none',
  modelsPath: null,
  modelsSignIn: null,
  modelPrefix: null,
  modelDetails: null,
};

/** A connection as far as it says which service it is. */
interface KnownService {
  readonly preset?: PresetId | undefined;
  readonly baseUrl: string;
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}

/** The preset of a connection: the one it names, or the cloud service whose address it has; null for any other server. */
export function presetOf({ preset, baseUrl }: KnownService): ConnectionPreset | null {
  if (preset !== undefined) return presetById(preset);
  const origin = originOf(baseUrl);
  return connectionPresets.find((row) => row.kind === 'cloud' && originOf(row.baseUrl) === origin) ?? null;
}

/** How the server of a connection wants to be spoken to. */
export function quirksOf(connection: KnownService): ChatQuirks {
  return { ...defaultQuirks, ...presetOf(connection)?.quirks };
}
