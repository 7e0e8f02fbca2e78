/**
 * Services that speak Chat Completions and are known by name: a row each, and nowhere else a word about any of them. A
 * preset fills a form and names the quirks of a wire; the connection that results is an ordinary `openai-compatible` one.
 * No schema lives here: the renderer imports this file at run time.
 */

import type { ChatQuirks } from './chatQuirks.ts';

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
  /** In what its wire differs from what most servers take. */
  readonly quirks?: Partial<ChatQuirks>;
}

/** Every preset, in the order in which they are offered. */
export const connectionPresets: readonly ConnectionPreset[] = [
  {
    id: 'anthropic',
    name: 'Anthropic',
    baseUrl: 'https://api.anthropic.com/v1',
    kind: 'cloud',
    key: 'required',
    keyPage: 'https://platform.claude.com/settings/keys',
    // The compatible wire thinks without saying so: https://platform.claude.com/docs/en/api/openai-sdk
    quirks: {
      reasoning: 'none',
      modelsPath: '/v1/models?limit=1000',
      modelsSignIn: { keyHeader: 'x-api-key', headers: { 'anthropic-version': '2023-06-01' } },
    },
  },
  {
    id: 'gemini',
    name: 'Google Gemini API',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    kind: 'cloud',
    key: 'required',
    keyPage: 'https://aistudio.google.com/apikey',
    quirks: { echo: { family: 'chat:google', field: 'extra_content' }, modelPrefix: 'models/' },
  },
  {
    id: 'coreweave',
    name: 'CoreWeave / W&B Inference',
    baseUrl: 'https://api.inference.wandb.ai/v1',
    kind: 'cloud',
    key: 'required',
    keyPage: 'https://wandb.ai/authorize',
    projectExample: 'team/project',
  },
  {
    id: 'cohere',
    name: 'Cohere',
    baseUrl: 'https://api.cohere.ai/compatibility/v1',
    kind: 'cloud',
    key: 'required',
    keyPage: 'https://dashboard.cohere.com/api-keys',
    quirks: { modelsPath: '/v1/models?page_size=1000&endpoint=chat' },
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    kind: 'cloud',
    key: 'required',
    keyPage: 'https://openrouter.ai/settings/keys',
    quirks: {
      reasoning: 'reasoning',
      documents: 'file',
      echo: { family: 'chat:openrouter', field: 'reasoning_details' },
    },
  },
  {
    id: 'deepseek',
    name: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com',
    kind: 'cloud',
    key: 'required',
    keyPage: 'https://platform.deepseek.com/api_keys',
    quirks: { reasoning: 'thinking' },
  },
  {
    id: 'mistral',
    name: 'Mistral',
    baseUrl: 'https://api.mistral.ai/v1',
    kind: 'cloud',
    key: 'required',
    keyPage: 'https://console.mistral.ai/api-keys',
    quirks: { usage: 'comes-unasked', prefill: 'prefix' },
  },
  {
    id: 'xai',
    name: 'xAI',
    baseUrl: 'https://api.x.ai/v1',
    kind: 'cloud',
    key: 'required',
    keyPage: 'https://console.x.ai',
  },
  {
    id: 'groq',
    name: 'Groq',
    baseUrl: 'https://api.groq.com/openai/v1',
    kind: 'cloud',
    key: 'required',
    keyPage: 'https://console.groq.com/keys',
    quirks: { maxTokensField: 'max_completion_tokens' },
  },
  {
    id: 'together',
    name: 'Together AI',
    baseUrl: 'https://api.together.xyz/v1',
    kind: 'cloud',
    key: 'required',
    keyPage: 'https://api.together.ai/settings/api-keys',
  },
  {
    id: 'fireworks',
    name: 'Fireworks AI',
    baseUrl: 'https://api.fireworks.ai/inference/v1',
    kind: 'cloud',
    key: 'required',
    keyPage: 'https://app.fireworks.ai/settings/users/api-keys',
  },
  {
    id: 'ollama',
    name: 'Ollama',
    baseUrl: 'http://127.0.0.1:11434/v1',
    kind: 'local',
    key: 'optional',
    quirks: { modelDetails: 'ollama', prefill: 'last-message' },
  },
  {
    id: 'lm-studio',
    name: 'LM Studio',
    baseUrl: 'http://127.0.0.1:1234/v1',
    kind: 'local',
    key: 'optional',
    quirks: { modelDetails: 'lm-studio' },
  },
  {
    id: 'llama-cpp',
    name: 'llama.cpp',
    baseUrl: 'http://127.0.0.1:8080/v1',
    kind: 'local',
    key: 'optional',
    quirks: { modelDetails: 'llama-cpp', prefill: 'last-message' },
  },
  {
    id: 'vllm',
    name: 'vLLM',
    baseUrl: 'http://127.0.0.1:8000/v1',
    kind: 'local',
    key: 'optional',
    quirks: { prefill: 'continue-final-message' },
  },
];

/** What is known of a service by its id; null without an id. */
export function presetById(id: PresetId | null | undefined): ConnectionPreset | null {
  return connectionPresets.find((preset) => preset.id === id) ?? null;
}
