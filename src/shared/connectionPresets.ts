/**
 * Services that speak Chat Completions and are known by name: a row each, and nowhere else a word about any of them. A
 * preset fills a form and names the quirks of a wire; the connection that results is an ordinary `openai-compatible` one.
 * No schema lives here: the renderer imports this file at run time.
 */

/** Ids of the presets, as connections store them. */
export const presetIds = [
  'anthropic',
  'cohere',
  'coreweave',
  'deepseek',
  'fireworks',
  'gemini',
  'groq',
  'llama-cpp',
  'lm-studio',
  'mistral',
  'ollama',
  'openrouter',
  'together',
  'vllm',
  'xai',
] as const;

export type PresetId = (typeof presetIds)[number];

/** What is known of a service before anything was asked of it. */
export interface ConnectionPreset {
  readonly id: PresetId;
  /** Its name, as its makers write it. */
  readonly name: string;
  readonly baseUrl: string;
  /** `local` servers run on this machine, need no key and are found by themselves. */
  readonly kind: 'cloud' | 'local';
  readonly key: 'required' | 'optional';
  /** Where a key is made; shown, never opened unasked. */
  readonly keyPage?: string;
  /** Whether the service knows projects, and how one is written. */
  readonly projectExample?: string;
}

/** Every preset, in the order in which they are offered. */
export const connectionPresets: readonly ConnectionPreset[] = [
  {
    id: 'anthropic',
    name: 'Anthropic',
    baseUrl: 'https://api.anthropic.com/v1',
    kind: 'cloud',
    key: 'required',
  },
  {
    id: 'gemini',
    name: 'Google Gemini API',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    kind: 'cloud',
    key: 'required',
  },
  {
    id: 'coreweave',
    name: 'CoreWeave / W&B Inference',
    baseUrl: 'https://api.inference.wandb.ai/v1',
    kind: 'cloud',
    key: 'required',
    projectExample: 'team/project',
  },
  {
    id: 'cohere',
    name: 'Cohere',
    baseUrl: 'https://api.cohere.ai/compatibility/v1',
    kind: 'cloud',
    key: 'required',
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    kind: 'cloud',
    key: 'required',
  },
  { id: 'deepseek', name: 'DeepSeek', baseUrl: 'https://api.deepseek.com', kind: 'cloud', key: 'required' },
  { id: 'mistral', name: 'Mistral', baseUrl: 'https://api.mistral.ai/v1', kind: 'cloud', key: 'required' },
  { id: 'xai', name: 'xAI', baseUrl: 'https://api.x.ai/v1', kind: 'cloud', key: 'required' },
  { id: 'groq', name: 'Groq', baseUrl: 'https://api.groq.com/openai/v1', kind: 'cloud', key: 'required' },
  {
    id: 'together',
    name: 'Together AI',
    baseUrl: 'https://api.together.xyz/v1',
    kind: 'cloud',
    key: 'required',
  },
  {
    id: 'fireworks',
    name: 'Fireworks AI',
    baseUrl: 'https://api.fireworks.ai/inference/v1',
    kind: 'cloud',
    key: 'required',
  },
  { id: 'ollama', name: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1', kind: 'local', key: 'optional' },
  { id: 'lm-studio', name: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1', kind: 'local', key: 'optional' },
  { id: 'llama-cpp', name: 'llama.cpp', baseUrl: 'http://127.0.0.1:8080/v1', kind: 'local', key: 'optional' },
  { id: 'vllm', name: 'vLLM', baseUrl: 'http://127.0.0.1:8000/v1', kind: 'local', key: 'optional' },
];
