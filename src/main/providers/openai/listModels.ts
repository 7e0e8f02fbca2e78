/**
 * `GET /models`, the list that every OpenAI-like server has. It says little, and every server says it a little differently:
 * OpenRouter, vLLM, Groq and LM Studio add the context window, each under its own name; some send a bare array.
 */
import type { OpenAI } from 'openai';
import type { ModelInfo } from '../../../shared/model.ts';
import { unexpectedReply } from '../httpFailure.ts';
import { readAtMost } from '../readAtMost.ts';
import { at, countAt, listAt, parseJson, textAt } from '../readJson.ts';

const listBytes = 16 * 1024 * 1024;
const maxModels = 5_000;
const windowFields = ['context_length', 'max_model_len', 'context_window', 'max_context_length'] as const;

// Ids of models that cannot chat. Whatever is not surely one of them stays in the list.
const otherTrades =
  /(^|[-_/.:])(embed(ding)?s?|rerank(er)?|moderation|whisper|tts|transcribe|dall-e|sora|realtime|davinci-002|babbage-002)([-_/.:]|\d|$)|gpt-image/i;

function modelInfo(entry: unknown): ModelInfo | null {
  const id = textAt(entry, 'id') || textAt(entry, 'name');
  if (id === '' || id.length > 2048 || otherTrades.test(id)) return null;
  const contextWindow = windowFields
    .map((name) => countAt(entry, name))
    .find((count) => count !== undefined && Number.isInteger(count) && count > 0);
  const acceptsImages = at(entry, 'architecture', 'input_modalities');
  return {
    id,
    name: (textAt(entry, 'name') || id).slice(0, 300),
    ...(contextWindow === undefined ? {} : { contextWindow }),
    ...(Array.isArray(acceptsImages) ? { acceptsImages: acceptsImages.includes('image') } : {}),
  };
}

/** Reads the models out of a list's body, or null where it is no list. An empty list may be null (Ollama before 0.5). */
export function parseModelList(body: unknown): readonly ModelInfo[] | null {
  const data = Array.isArray(body) ? body : at(body, 'data');
  if (!Array.isArray(data) && data !== null) return null;
  const models = listAt({ data }, 'data')
    .slice(0, maxModels)
    .map(modelInfo)
    .filter((model) => model !== null);
  return [...new Map(models.map((model) => [model.id, model])).values()];
}

/** Asks the server for its models. Throws `provider/unexpected-reply` for an answer that is no list. */
export async function listModels(
  client: OpenAI,
  options: { readonly headers: Record<string, string>; readonly signal: AbortSignal; readonly host: string },
): Promise<readonly ModelInfo[]> {
  const { headers, signal, host } = options;
  const response = await client.get('/models', { headers, signal }).asResponse();
  const models = parseModelList(parseJson(await readAtMost(response.body, listBytes)));
  if (models === null) throw unexpectedReply(host, response.status);
  return models;
}
