/**
 * Servers on a person's own machine say more of their models on paths of their own: Ollama in `POST /api/show`, LM Studio in
 * `GET /api/v0/models`, llama.cpp in `GET /props`. All of it is a help and none of it is needed: whatever fails is left out.
 */
import type { ModelInfo } from '../../../shared/model.ts';
import type { ReasoningEffort } from '../../../shared/reasoning.ts';
import { askFor, type AskOptions } from '../openai/askForModels.ts';
import type { OpenAiSession } from '../openai/OpenAiSessions.ts';
import { at, countAt, listAt, textAt } from '../readJson.ts';

type Facts = Partial<ModelInfo>;

export interface LocalDetailOptions extends AskOptions {
  readonly session: OpenAiSession;
  readonly source: 'ollama' | 'lm-studio' | 'llama-cpp';
}

/** The longest that a help may keep a list waiting, in milliseconds. */
const patienceMs = 3_000;
/** Models that are asked about one by one; who has more of them reads their names. */
const maxShown = 60;
const ollamaEfforts: readonly ReasoningEffort[] = ['none', 'low', 'medium', 'high'];

function windowFact(count: number | undefined): Facts {
  return count !== undefined && Number.isSafeInteger(count) && count > 0 ? { contextWindow: count } : {};
}

function isObject(body: unknown): boolean {
  return typeof body === 'object' && body !== null;
}

/** `model_info` names the window by its architecture: `llama.context_length`. */
function ollamaFacts(shown: unknown): Facts {
  const info = at(shown, 'model_info');
  const architecture = textAt(info, 'general.architecture');
  const capabilities = at(shown, 'capabilities');
  return {
    ...windowFact(countAt(info, `${architecture}.context_length`)),
    ...(Array.isArray(capabilities)
      ? {
          acceptsImages: capabilities.includes('vision'),
          acceptsTools: capabilities.includes('tools'),
          reasoningEfforts: capabilities.includes('thinking') ? [...ollamaEfforts] : [],
        }
      : {}),
  };
}

function lmStudioFacts(list: unknown): ReadonlyMap<string, Facts> {
  const facts = listAt(list, 'data').map((entry): [string, Facts] => [
    textAt(entry, 'id'),
    {
      // A model that is loaded has the window it was loaded with, which may be smaller.
      ...windowFact(countAt(entry, 'loaded_context_length') ?? countAt(entry, 'max_context_length')),
      ...(textAt(entry, 'type') === 'vlm' ? { acceptsImages: true } : {}),
    },
  ]);
  return new Map(facts);
}

function llamaCppFacts(props: unknown): Facts {
  const vision = at(props, 'modalities', 'vision');
  return {
    ...windowFact(countAt(props, 'default_generation_settings', 'n_ctx') ?? countAt(props, 'n_ctx')),
    ...(typeof vision === 'boolean' ? { acceptsImages: vision } : {}),
  };
}

/** A path from the root of the server, beside the `/v1` of its wire. */
function beside({ client }: OpenAiSession, path: string): string {
  return new URL(path, client.baseURL).href;
}

async function showInOllama(id: string, options: LocalDetailOptions): Promise<Facts> {
  const { session } = options;
  const path = beside(session, '/api/show');
  const request = { path, post: { model: id }, read: (body: unknown) => (isObject(body) ? body : null) };
  return ollamaFacts(await askFor(session, request, options));
}

async function factsFrom(
  models: readonly ModelInfo[],
  options: LocalDetailOptions,
): Promise<(id: string) => Facts> {
  const { session, source } = options;
  const read = (body: unknown): unknown => (isObject(body) ? body : null);
  switch (source) {
    case 'ollama': {
      const ids = models.slice(0, maxShown).map(({ id }) => id);
      const shown = await Promise.allSettled(ids.map((id) => showInOllama(id, options)));
      const facts = new Map(
        shown.map((result, index) => [ids[index], result.status === 'fulfilled' ? result.value : {}]),
      );
      return (id) => facts.get(id) ?? {};
    }
    case 'lm-studio': {
      const facts = lmStudioFacts(
        await askFor(session, { path: beside(session, '/api/v0/models'), read }, options),
      );
      return (id) => facts.get(id) ?? {};
    }
    case 'llama-cpp': {
      const facts = llamaCppFacts(await askFor(session, { path: beside(session, '/props'), read }, options));
      return () => facts;
    }
  }
}

/** The models with what their server says besides. Never rejects. */
export async function addLocalDetails(
  models: readonly ModelInfo[],
  options: LocalDetailOptions,
): Promise<readonly ModelInfo[]> {
  try {
    const factsOf = await factsFrom(models, { ...options, ms: patienceMs });
    return models.map((model) => ({ ...model, ...factsOf(model.id) }));
  } catch {
    return models;
  }
}
