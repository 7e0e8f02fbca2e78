/**
 * The secret of a connection as it lies in the keychain: account `connection:<id>`, JSON of the secret and of the origin it
 * was given for. A key is only ever sent to that origin: whoever changes the address of a connection has to give the key
 * again, so that a changed address cannot make the app hand a key to a stranger.
 */
import { z } from 'zod';
import { connectionSecretSchema } from '../../shared/connection.ts';
import type { Connection, ConnectionSecret, SecretDescription } from '../../shared/connection.ts';
import { AppError } from '../../shared/errors.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import { assertNever } from '../../shared/result.ts';
import type { SecretStore } from './SecretStore.ts';

const entrySchema = z.strictObject({ secret: connectionSecretSchema, origin: z.string().nullable() });
type Entry = z.infer<typeof entrySchema>;

function accountOf(id: ConnectionId): string {
  return `connection:${id}`;
}

function originOfUrl(text: string): string {
  try {
    return new URL(text).origin;
  } catch (cause) {
    throw new AppError('connection/invalid-url', 'The address of the connection is not a URL.', { cause });
  }
}

/**
 * Where a connection sends its secret, or null if it has none to send. All regions of AWS count as one: its own endpoints
 * belong to the same party, and requests are signed for one region. Throws `connection/invalid-url`.
 */
export function secretOrigin(connection: Connection): string | null {
  switch (connection.provider) {
    case 'demo':
      return null;
    case 'openai':
      return connection.baseUrl === undefined ? 'https://api.openai.com' : originOfUrl(connection.baseUrl);
    case 'openai-compatible':
      return originOfUrl(connection.baseUrl);
    case 'bedrock':
      return connection.endpoint === undefined ? 'https://amazonaws.com' : originOfUrl(connection.endpoint);
    default:
      return assertNever(connection, 'provider');
  }
}

/** Whether a connection can sign in with this secret. */
function suffices(connection: Connection, secret: ConnectionSecret | null): boolean {
  switch (connection.provider) {
    case 'demo':
    case 'openai-compatible':
      return true;
    case 'openai':
      // A gateway may want its own headers instead of a key.
      return (
        secret?.apiKey !== undefined || (connection.baseUrl !== undefined && secret?.headers !== undefined)
      );
    case 'bedrock':
      if (connection.auth.kind === 'access-key') return secret?.aws !== undefined;
      return connection.auth.kind === 'api-key' ? secret?.apiKey !== undefined : true;
    default:
      return assertNever(connection, 'provider');
  }
}

/** Connections that sign in by other means never touch the keychain, even if an entry from earlier days lies there. */
function usesSecret(connection: Connection): boolean {
  if (connection.provider === 'demo') return false;
  return (
    connection.provider !== 'bedrock' ||
    connection.auth.kind === 'access-key' ||
    connection.auth.kind === 'api-key'
  );
}

async function readEntry(store: SecretStore, id: ConnectionId): Promise<Entry | null> {
  const text = await store.get(accountOf(id));
  if (text === null) return null;
  try {
    return entrySchema.parse(JSON.parse(text));
  } catch {
    // Whoever wrote this entry, it was not this app; the remedy is the same as for a missing one. No cause: it may quote it.
    return null;
  }
}

/** Throws `secret/missing` if the connection cannot sign in with this secret. */
export function assertSufficient(connection: Connection, secret: ConnectionSecret | null): void {
  if (!suffices(connection, secret)) {
    throw new AppError('secret/missing', 'There is no key for this connection.');
  }
}

/**
 * The secret to use for a connection as it is now, or null if it needs none. Throws `secret/missing`,
 * `secret/origin-changed`, `secret/store-unavailable`, `connection/invalid-url`.
 */
export async function readConnectionSecret(
  store: SecretStore,
  connection: Connection,
): Promise<ConnectionSecret | null> {
  if (!usesSecret(connection)) return null;
  const origin = secretOrigin(connection);
  const entry = await readEntry(store, connection.id);
  if (entry !== null && entry.origin !== origin) {
    throw new AppError('secret/origin-changed', 'The key was given for another address.', {
      details: origin === null ? {} : { host: new URL(origin).host },
    });
  }
  assertSufficient(connection, entry?.secret ?? null);
  return entry?.secret ?? null;
}

/** Keeps a secret and binds it to where the connection leads now. Throws as `SecretStore.set` and `secretOrigin` do. */
export async function writeConnectionSecret(
  store: SecretStore,
  connection: Connection,
  secret: ConnectionSecret,
): Promise<void> {
  const entry: Entry = { secret, origin: secretOrigin(connection) };
  await store.set(accountOf(connection.id), JSON.stringify(entry));
}

/** Forgets the secret of a connection. */
export async function deleteConnectionSecret(store: SecretStore, id: ConnectionId): Promise<void> {
  await store.delete(accountOf(id));
}

/** Every value in a secret that must never be seen: what the log has to blank. */
export function secretValues(secret: ConnectionSecret): readonly string[] {
  return [
    secret.apiKey,
    secret.aws?.accessKeyId,
    secret.aws?.secretAccessKey,
    secret.aws?.sessionToken,
    ...Object.values(secret.headers ?? {}),
  ].filter((value) => value !== undefined);
}

/** The end of a value, unless it is so short that the end would give much of it away. */
function lastFour(value: string | undefined): string | null {
  return value === undefined ? null : value.length < 12 ? '' : value.slice(-4);
}

/** What may be said of the stored secret of a connection; null if there is none. */
export async function describeConnectionSecret(
  store: SecretStore,
  id: ConnectionId,
): Promise<SecretDescription | null> {
  const entry = await readEntry(store, id);
  if (entry === null) return null;
  const { apiKey, aws, headers } = entry.secret;
  return {
    apiKeyLastFour: lastFour(apiKey),
    accessKeyIdLastFour: lastFour(aws?.accessKeyId),
    hasSessionToken: aws?.sessionToken !== undefined,
    headerNames: Object.keys(headers ?? {}),
  };
}
