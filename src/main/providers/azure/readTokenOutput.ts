/**
 * What a command that prints a token has printed: JSON as `az account get-access-token` writes it, or the bare token. The time
 * at which it ends is looked for where it may stand, last in the token itself, which is a JWT (RFC 7519).
 */
import { countAt, parseJson, textAt } from '../readJson.ts';

export interface PrintedToken {
  readonly token: string;
  /** Milliseconds since 1970, UTC; null where nothing says it. */
  readonly expiresAt: number | null;
}

const maxTokenLength = 16_384;
// What may stand in an Authorization header behind `Bearer` (RFC 6750 §2.1).
const bearerToken = /^[A-Za-z0-9\-._~+/]+=*$/;

/** `expires_on` is in seconds, sometimes as text; `expiresOn` is local time with a blank in the middle, or ISO. */
function expiryOf(printed: unknown): number | null {
  const seconds = countAt(printed, 'expires_on') ?? Number(textAt(printed, 'expires_on') || Number.NaN);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const named = Date.parse(
    textAt(printed, 'expiresOn')
      .replace(' ', 'T')
      .replace(/(\.\d{3})\d+/, '$1'),
  );
  return Number.isNaN(named) ? null : named;
}

function expiryInside(token: string): number | null {
  const [, claims = ''] = token.split('.');
  const seconds = countAt(parseJson(Buffer.from(claims, 'base64url').toString()), 'exp');
  return seconds === undefined ? null : seconds * 1000;
}

/** Reads the token, or null where there is none. Never throws. */
export function readTokenOutput(output: string): PrintedToken | null {
  const printed = parseJson(output);
  const named = textAt(printed, 'accessToken') || textAt(printed, 'access_token');
  // `--output json --query accessToken` prints a JSON string, `--output tsv` the bare token.
  const bare = typeof printed === 'string' ? printed : output.trim();
  const token = named || bare;
  if (token.length > maxTokenLength || !bearerToken.test(token)) return null;
  return { token, expiresAt: expiryOf(printed) ?? expiryInside(token) };
}
