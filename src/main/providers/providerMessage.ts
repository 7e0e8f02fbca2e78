/**
 * What a server said in its own words, made safe to keep and to show: without anything that equals the secret in use,
 * without characters that would disturb a terminal or a log, and not longer than a person reads.
 */
import type { ConnectionSecret } from '../../shared/connection.ts';

const maxLength = 2_000;
/** Shorter header values (`1`, `true`) are no secrets, and blanking them out would only make a message unreadable. */
const minSecretLength = 6;

// Controls, formats (direction overrides among them) and lone surrogates, but not the line feed and the joiners of emoji.
const disturbing = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** Every value of a secret that must not be repeated, longest first, so that no part of one is left standing. */
export function secretValues(secret: ConnectionSecret | null): readonly string[] {
  if (secret === null) return [];
  const { apiKey, aws, headers } = secret;
  return [
    apiKey,
    aws?.accessKeyId,
    aws?.secretAccessKey,
    aws?.sessionToken,
    ...Object.values(headers ?? {}).flatMap((value) => [value, value.replace(/^\S+\s+/, '')]),
  ]
    .filter((value): value is string => value !== undefined && value.length >= minSecretLength)
    .toSorted((a, b) => b.length - a.length);
}

/** Cleans and cuts a server's sentence. Returns undefined where nothing is left. */
export function providerMessage(text: string, secret: ConnectionSecret | null): string | undefined {
  // Cleaned first: a key with an invisible character inside would otherwise come together again afterwards.
  const redacted = secretValues(secret).reduce(
    (rest, value) => rest.replaceAll(value, '[redacted]').replaceAll(encodeURIComponent(value), '[redacted]'),
    text.replaceAll(disturbing, ''),
  );
  // A cut through a pair of surrogates leaves half of it behind.
  const clean = redacted
    .trim()
    .slice(0, maxLength)
    .replace(/\p{Cs}$/u, '');
  return clean === '' ? undefined : clean;
}
