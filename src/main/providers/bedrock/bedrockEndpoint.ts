import { normalizeBaseUrl } from '../../../shared/baseUrl.ts';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';

/**
 * The address of a person's own endpoint, mended, or null where AWS's usual ones are meant. Throws `connection/invalid-url`.
 * Plain http is let through: it was confirmed when the connection was saved.
 */
export function ownEndpoint({ endpoint }: ConnectionOf<'bedrock'>): string | null {
  if (endpoint === undefined) return null;
  const base = normalizeBaseUrl(endpoint, { defaultPath: '', plainHttp: 'allow' });
  if (base.ok) return base.data.url;
  throw new AppError(base.error.code, base.error.message, { details: { field: 'endpoint' } });
}

/** The host that requests for replies go to. Throws `connection/invalid-url`. */
export function runtimeHost(connection: ConnectionOf<'bedrock'>): string {
  const endpoint = ownEndpoint(connection);
  if (endpoint !== null) return new URL(endpoint).host;
  const { region } = connection;
  return `bedrock-runtime.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}
