/**
 * Where a connection sends what it signs in with, and whether that place may be used. A secret is bound to this origin: a
 * connection that is pointed elsewhere cannot take its key along.
 */
import type { Connection } from '../../shared/connection.ts';
import { AppError } from '../../shared/errors.ts';
import { isLoopback } from '../../shared/loopback.ts';

/** A connection's endpoint. `url` is null where the vendor's own software finds the host. */
export interface Endpoint {
  /** What secrets are bound to. Regions of one cloud share it, since all their hosts belong to that cloud. */
  readonly origin: string;
  readonly url: URL | null;
}

function parseEndpoint(text: string, field: string): Endpoint {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isUsable =
    url !== null &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === '';
  if (!isUsable) {
    throw new AppError(
      'connection/invalid-url',
      'An endpoint is an http(s) URL without user, query and fragment.',
      {
        details: { field },
      },
    );
  }
  return { origin: url.origin, url };
}

/** The domain of the cloud that a region belongs to: the clouds of China and of the EU are apart from the rest. */
function awsDomain(region: string): string {
  if (region.startsWith('cn-')) return 'amazonaws.com.cn';
  return region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com';
}

/** Throws `connection/invalid-url` naming the form field. Null for a connection that contacts nothing. */
export function endpointOf(connection: Connection): Endpoint | null {
  switch (connection.provider) {
    case 'demo':
      return null;
    case 'openai':
      return parseEndpoint(connection.baseUrl ?? 'https://api.openai.com/v1', 'baseUrl');
    case 'openai-compatible':
      return parseEndpoint(connection.baseUrl, 'baseUrl');
    case 'azure-openai':
      return parseEndpoint(connection.endpoint, 'endpoint');
    case 'google-vertex':
      return parseEndpoint(connection.endpoint ?? 'https://aiplatform.googleapis.com', 'endpoint');
    case 'oci':
      return parseEndpoint(
        connection.endpoint ?? `https://inference.generativeai.${connection.region}.oci.oraclecloud.com`,
        'endpoint',
      );
    case 'sagemaker':
    case 'bedrock': {
      if (connection.endpoint !== undefined) return parseEndpoint(connection.endpoint, 'endpoint');
      return { origin: `https://*.${awsDomain(connection.region)}`, url: null };
    }
  }
}

/** Whether what is sent to the endpoint can be read on the way. Traffic that stays on this machine cannot. */
export function isInsecure(endpoint: Endpoint | null): boolean {
  if (endpoint === null || endpoint.url === null) return false;
  return endpoint.url.protocol === 'http:' && !isLoopback(endpoint.url.hostname);
}
