/**
 * Which of Vertex AI's two OpenAI-compatible surfaces serves a model, decided by its id:
 *
 * - `openai/…` and bare `gpt-…` are OpenAI's own models: Responses at `publishers/openai`, which knows them without their
 *   publisher. Open weights of OpenAI (`openai/gpt-oss-120b-maas`) are not among them: `-maas` is served like all others.
 * - Everything else is Chat Completions at `endpoints/openapi`, which wants the publisher: `google/gemini-3-pro`,
 *   `meta/llama-4-maverick-maas`. An id without one is Google's.
 *
 * https://cloud.google.com/vertex-ai/generative-ai/docs/migrate/openai/overview
 */
import { normalizeBaseUrl } from '../../../shared/baseUrl.ts';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import { pathSegment } from '../pathSegment.ts';

export interface VertexRoute {
  readonly wire: 'responses' | 'chat';
  /** The model's id as this surface knows it. */
  readonly modelId: string;
}

/** The surface that serves a model. */
export function vertexRouteOf(modelId: string): VertexRoute {
  const slash = modelId.indexOf('/');
  const publisher = slash === -1 ? null : modelId.slice(0, slash);
  const isOpenAi = publisher === 'openai' || (publisher === null && /^(gpt|o\d)-/.test(modelId));
  if (isOpenAi && !modelId.endsWith('-maas')) return { wire: 'responses', modelId: modelId.slice(slash + 1) };
  const assumed = isOpenAi ? 'openai' : 'google';
  return { wire: 'chat', modelId: publisher === null ? `${assumed}/${modelId}` : modelId };
}

/** The place of a connection: `https://…/v1/projects/P/locations/L`. Throws `connection/invalid-url` for a bad gateway. */
export function vertexPlace({ project, location, endpoint }: ConnectionOf<'google-vertex'>): string {
  const host = location === 'global' ? 'aiplatform.googleapis.com' : `${location}-aiplatform.googleapis.com`;
  const base = normalizeBaseUrl(endpoint ?? `https://${host}`, { defaultPath: '', plainHttp: 'allow' });
  if (!base.ok) throw new AppError(base.error.code, base.error.message, { details: { field: 'endpoint' } });
  const root = base.data.url.replace(/\/+$/, '');
  return `${root}/v1/projects/${pathSegment(project, 'project')}/locations/${location}`;
}

/** The base URL of a surface in its place. */
export function vertexBaseUrl(place: string, wire: VertexRoute['wire']): string {
  return wire === 'responses' ? `${place}/publishers/openai/v1` : `${place}/endpoints/openapi`;
}
