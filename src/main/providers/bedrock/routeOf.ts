/**
 * By which of Bedrock's routes a model is asked. Converse serves nearly all; OpenAI's models answer on OpenAI's own wires, at the
 * runtime where they have an inference profile and on mantle under their bare ids, below a path that differs by model. The
 * table is what was documented in November 2026; a person's choice wins over it, and so does what a region has taught.
 */
import type { ModelOverride, ModelRoute } from '../../../shared/model.ts';
import type { LearnedNotes } from '../../models/ModelNotes.ts';
import { gptVersion, readModelId, type BedrockModelName } from './modelIds.ts';

/** What is known when a route is chosen. */
export interface RouteKnowledge {
  readonly override: ModelOverride | null;
  readonly learned: LearnedNotes;
  readonly region: string;
  /** Files in the context: GPT takes them on Responses alone. */
  readonly attachments?: 'some' | 'none';
  /** A guardrail that has to be applied: Converse is the wire that surely does. */
  readonly guardrail?: 'set' | 'none';
}

const converse: ModelRoute = { api: 'converse', endpoint: 'runtime' };
const runtimeResponses: ModelRoute = { api: 'responses', endpoint: 'runtime', basePath: '/openai/v1' };
const runtimeChat: ModelRoute = { api: 'chat', endpoint: 'runtime', basePath: '/openai/v1' };

function mantle(api: 'responses' | 'chat', basePath: '/v1' | '/openai/v1'): ModelRoute {
  return { api, endpoint: 'mantle', basePath };
}

/** Vendors with models that only mantle has. All others are on Converse or nowhere. */
const mantleVendors: ReadonlySet<string> = new Set([
  'deepseek',
  'google',
  'minimax',
  'mistral',
  'moonshot',
  'moonshotai',
  'nvidia',
  'openai',
  'qwen',
  'xai',
  'zai',
]);

function gptRoutes(name: BedrockModelName): readonly ModelRoute[] {
  if (name.kind === 'profile' || name.arnRegion !== null) return [runtimeResponses, converse, runtimeChat];
  return [
    mantle('responses', '/openai/v1'),
    mantle('responses', '/v1'),
    mantle('chat', '/openai/v1'),
    mantle('chat', '/v1'),
  ];
}

/** Every route that a model may be reachable on, the most likely first. Never empty. */
export function routesFor(modelId: string): readonly ModelRoute[] {
  const name = readModelId(modelId);
  if (gptVersion(name) !== null) return gptRoutes(name);
  // Versions such as `-1:0` are the runtime's; mantle has none.
  const bare = name.kind === 'model' && name.arnRegion === null && !/-(v?\d+):\d+$/.test(name.base);
  if (!bare || !mantleVendors.has(name.vendor)) return [converse];
  if (name.base.startsWith('openai.gpt-oss')) {
    return [mantle('responses', '/v1'), mantle('responses', '/openai/v1'), mantle('chat', '/v1'), converse];
  }
  return [converse, mantle('chat', '/v1'), mantle('responses', '/v1')];
}

/** Whether two routes are the same. */
export function sameRoute(a: ModelRoute, b: ModelRoute): boolean {
  return a.api === b.api && a.endpoint === b.endpoint && a.basePath === b.basePath;
}

/** The route of a model. Pure. */
export function routeOf(modelId: string, knowledge: RouteKnowledge): ModelRoute {
  const { override, learned, region, attachments = 'none', guardrail = 'none' } = knowledge;
  if (override?.route !== undefined) return override.route;
  const routes = routesFor(modelId);
  const usual = learned.routes?.[region] ?? routes[0] ?? converse;
  if (guardrail === 'set') return routes.find(({ api }) => api === 'converse') ?? usual;
  if (attachments === 'none' || gptVersion(readModelId(modelId)) === null) return usual;
  return usual.api === 'responses' ? usual : (routes.find(({ api }) => api === 'responses') ?? usual);
}

/** The one other route that is worth a try after `refused` was refused, or null. `said` is the server's sentence. */
export function otherRoute(modelId: string, refused: ModelRoute, said: string): ModelRoute | null {
  // A refusal that names the API is not about the path below which it lies.
  const apiRefused = /support the .{0,3}\/?(openai\/)?v1\/(responses|chat\/completions)/i.test(said);
  return (
    routesFor(modelId).find(
      (route) => !sameRoute(route, refused) && !(apiRefused && route.api === refused.api),
    ) ?? null
  );
}

/** What a route is called in a notice. */
export function routeName({ api, endpoint, basePath }: ModelRoute): string {
  if (api === 'converse') return 'Converse';
  const wire = api === 'responses' ? 'Responses' : 'Chat Completions';
  return `${wire} (bedrock-${endpoint}${basePath ?? ''})`;
}
