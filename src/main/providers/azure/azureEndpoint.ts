/**
 * Where a resource of Azure OpenAI is spoken to. v1 has one address for all deployments and no versions; the classic surface
 * puts the deployment into the path and a version behind it.
 * https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle
 */
import { normalizeBaseUrl } from '../../../shared/baseUrl.ts';
import type { AzureApi, ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import { pathSegment } from '../pathSegment.ts';

/** The address that a client is made for, and how a deployment is reached below it. */
export interface AzureEndpoint {
  readonly baseUrl: string;
  readonly query: Readonly<Record<string, string>>;
  readonly chatPath: (deployment: string) => string;
}

// People paste what the portal shows, down to the path of one deployment.
const pastedPath = /\/openai(\/v1|\/deployments(\/.*)?)?$/i;

function resourceUrl(endpoint: string): string {
  const base = normalizeBaseUrl(endpoint, { defaultPath: '', plainHttp: 'allow' });
  if (!base.ok) throw new AppError(base.error.code, base.error.message, { details: { field: 'endpoint' } });
  const url = new URL(base.data.url);
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(pastedPath, '')}`;
}

/** Throws `connection/invalid-url`. */
export function azureEndpointOf({ endpoint, api }: ConnectionOf<'azure-openai'>): AzureEndpoint {
  const resource = resourceUrl(endpoint);
  if (api.kind === 'v1') {
    return { baseUrl: `${resource}/openai/v1`, query: {}, chatPath: () => '/chat/completions' };
  }
  return {
    baseUrl: `${resource}/openai`,
    query: { 'api-version': api.apiVersion },
    chatPath: (deployment) => `/deployments/${pathSegment(deployment, 'modelId')}/chat/completions`,
  };
}

/** The wire that a surface is spoken to in: the classic one has chat only. */
export function azureWireOf(api: AzureApi): 'responses' | 'chat' {
  return api.kind === 'v1' ? api.wire : 'chat';
}
