/**
 * `GET /models`, the list that every OpenAI-like server has. It says little, and every server says it a little differently:
 * what OpenRouter, vLLM, Groq, LM Studio, Mistral, Fireworks, Cohere and Anthropic add is read wherever it stands. What is
 * not said is left out, never guessed.
 */
import type { ModelInfo } from '../../../shared/model.ts';
import { at, countAt, listAt, textAt } from '../readJson.ts';
import { openRouterFacts } from './openRouterFacts.ts';

const maxModels = 5_000;
const windowFields = [
  ['context_length'],
  ['max_model_len'],
  ['context_window'],
  ['max_context_length'],
  ['max_input_tokens'],
] as const;
const outputFields = [['max_completion_tokens'], ['top_provider', 'max_completion_tokens']] as const;
const toolFields = [['supports_tools'], ['capabilities', 'function_calling']] as const;
const imageFields = [['supports_image_input'], ['capabilities', 'vision']] as const;

// Ids of models that cannot chat. Whatever is not surely one of them stays in the list.
const otherTrades =
  /(^|[-_/.:])(embed(ding)?s?|rerank(er)?|moderation|whisper|tts|transcribe|dall-e|sora|realtime|davinci-002|babbage-002)([-_/.:]|\d|$)|gpt-image/i;
const otherTypes = /^(embeddings?|image|moderation|rerank|audio|video|transcribe)$/i;

type Path = readonly string[];

function countIn(entry: unknown, paths: readonly Path[]): number | undefined {
  return paths
    .map((path) => countAt(entry, ...path))
    .find((count) => count !== undefined && Number.isSafeInteger(count) && count > 0);
}

function answerIn(entry: unknown, paths: readonly Path[]): boolean | undefined {
  return paths.map((path) => at(entry, ...path)).find((answer) => typeof answer === 'boolean');
}

/** Cohere says what a model is for, Together what it is; the rest only in its id. */
function canChat(entry: unknown, id: string): boolean {
  if (otherTypes.test(textAt(entry, 'type')) || at(entry, 'supports_chat') === false) return false;
  const endpoints = listAt(entry, 'endpoints');
  if (endpoints.length > 0 && endpoints.every((endpoint) => typeof endpoint === 'string')) {
    return endpoints.includes('chat');
  }
  return !otherTrades.test(id);
}

function modelInfo(entry: unknown, prefix: string | null): ModelInfo | null {
  const said = textAt(entry, 'id') || textAt(entry, 'name');
  const id = prefix !== null && said.startsWith(prefix) ? said.slice(prefix.length) : said;
  if (id === '' || id.length > 2048 || !canChat(entry, id)) return null;
  const contextWindow = countIn(entry, windowFields);
  const maxOutput = countIn(entry, outputFields);
  const acceptsTools = answerIn(entry, toolFields);
  const acceptsImages = answerIn(entry, imageFields);
  const name = textAt(entry, 'display_name') || textAt(entry, 'name') || id;
  return {
    id,
    name: (name === said ? id : name).slice(0, 300),
    ...(contextWindow === undefined ? {} : { contextWindow }),
    ...(maxOutput === undefined ? {} : { maxOutput }),
    ...(acceptsTools === undefined ? {} : { acceptsTools }),
    ...(acceptsImages === undefined ? {} : { acceptsImages }),
    ...openRouterFacts(entry),
  };
}

/**
 * Reads the models out of a list's body, or null where it is no list. An empty list may be null (Ollama before 0.5); Cohere
 * calls it `models`. `prefix` is taken off the ids.
 */
export function parseModelList(body: unknown, prefix: string | null = null): readonly ModelInfo[] | null {
  const data = Array.isArray(body) ? body : at(body, at(body, 'data') === undefined ? 'models' : 'data');
  if (!Array.isArray(data) && data !== null) return null;
  const models = listAt({ data }, 'data')
    .slice(0, maxModels)
    .map((entry) => modelInfo(entry, prefix))
    .filter((model) => model !== null);
  return [...new Map(models.map((model) => [model.id, model])).values()];
}
