import type { ConnectionSecret } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import { joinHeaders } from '../joinHeaders.ts';

/** Where a key goes: `Authorization: Bearer …`, or the own header of Azure or Anthropic. */
export type KeyHeader = 'authorization' | 'api-key' | 'x-api-key';

// What a header may carry (RFC 9110 §5.5), without the bytes above ASCII that servers disagree about.
const headerValue = /^[\x20-\x7e\t]*$/;

function headerOfKey(key: string, keyHeader: KeyHeader): Record<string, string> {
  return keyHeader === 'authorization' ? { Authorization: `Bearer ${key}` } : { [keyHeader]: key };
}

/**
 * The headers that a request signs in with. Headers of the secret win over the key, as gateways want their own scheme.
 * Throws `provider/key-refused` for a value that cannot travel in a header; it is not repeated.
 */
export function signInHeaders(
  secret: ConnectionSecret | null,
  keyHeader: KeyHeader = 'authorization',
): Record<string, string> {
  const key = secret?.apiKey?.trim();
  const own = Object.entries(secret?.headers ?? {}).map(([name, value]) => [name, value.trim()]);
  const headers = joinHeaders(key === undefined ? {} : headerOfKey(key, keyHeader), Object.fromEntries(own));
  if (Object.values(headers).every((value) => headerValue.test(value))) return headers;
  throw new AppError('provider/key-refused', 'The key has characters that no key has');
}

/** A secret with the extra headers of one request, whose values are secrets as well: they are redacted like all others. */
export function withRequestHeaders(
  secret: ConnectionSecret | null,
  headers: Readonly<Record<string, string>> | undefined,
): ConnectionSecret | null {
  if (headers === undefined || Object.keys(headers).length === 0) return secret;
  return { ...secret, headers: joinHeaders(secret?.headers, headers) };
}
