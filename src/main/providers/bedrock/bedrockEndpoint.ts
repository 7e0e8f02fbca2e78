/**
 * Where each half of Bedrock lives. A person's own endpoint (a VPC endpoint, a gateway) stands in for all of them.
 * https://docs.aws.amazon.com/general/latest/gr/bedrock.html
 */
import { normalizeBaseUrl } from '../../../shared/baseUrl.ts';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ModelRoute } from '../../../shared/model.ts';

type Connection = ConnectionOf<'bedrock'>;

/** The halves: replies, replies on OpenAI's wires that the runtime does not have, and lists. */
export type BedrockService = 'runtime' | 'mantle' | 'control';

/** Answers with the address of an endpoint that is not AWS's usual one, or null. */
export type EndpointOf = (connection: Connection, service: BedrockService) => string | null;

/**
 * The address of a person's own endpoint, mended, or null where AWS's usual ones are meant. Throws `connection/invalid-url`.
 * Plain http is let through: it was confirmed when the connection was saved.
 */
export function ownEndpoint({ endpoint }: Pick<Connection, 'endpoint'>): string | null {
  if (endpoint === undefined) return null;
  const base = normalizeBaseUrl(endpoint, { defaultPath: '', plainHttp: 'allow' });
  if (base.ok) return base.data.url;
  throw new AppError(base.error.code, base.error.message, { details: { field: 'endpoint' } });
}

function domainOf(region: string): string {
  if (region.startsWith('cn-')) return 'amazonaws.com.cn';
  return region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com';
}

const hosts: Readonly<Record<BedrockService, (region: string) => string>> = {
  runtime: (region) => `bedrock-runtime.${region}.${domainOf(region)}`,
  mantle: (region) => `bedrock-mantle.${region}.api.aws`,
  control: (region) => `bedrock.${region}.${domainOf(region)}`,
};

/** The address of a service. Throws `connection/invalid-url`. */
export function serviceUrl(
  connection: Connection,
  service: BedrockService,
  endpointOf: EndpointOf = ownEndpoint,
): string {
  return endpointOf(connection, service) ?? `https://${hosts[service](connection.region)}`;
}

/** The host that requests for replies go to. Throws `connection/invalid-url`. */
export function runtimeHost(connection: Connection): string {
  return new URL(serviceUrl(connection, 'runtime')).host;
}

/** The base URL of one of OpenAI's wires. Throws `connection/invalid-url`. */
export function openAiBaseUrl(connection: Connection, route: ModelRoute, endpointOf?: EndpointOf): string {
  const root = serviceUrl(connection, route.endpoint, endpointOf).replace(/\/+$/, '');
  return `${root}${route.basePath ?? '/openai/v1'}`;
}
