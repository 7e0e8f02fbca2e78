/**
 * The secrets of connections, on top of any `SecretStore`: one account a connection, holding what it signs in with and the
 * origin that it is for. Reading checks that binding, so that no path through the app can send a key to another place.
 */
import { z } from 'zod';
import { connectionSecretSchema } from '../../shared/connection.ts';
import type { Connection, ConnectionSecret, SecretDescription } from '../../shared/connection.ts';
import { AppError } from '../../shared/errors.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import type { SecretStore } from '../secrets/SecretStore.ts';
import { secretValues } from '../secrets/secretValues.ts';
import { endpointOf } from './endpointOf.ts';

const boundSecretSchema = z.strictObject({ secret: connectionSecretSchema, origin: z.string() });
type BoundSecret = z.infer<typeof boundSecretSchema>;

/** Shorter keys are not described by their end, since that would be a good part of them. */
const shortestDescribed = 12;

function accountOf(id: ConnectionId): string {
  return `connection:${id}`;
}

function lastFour(value: string | undefined): string | null {
  if (value === undefined) return null;
  return value.length < shortestDescribed ? '' : value.slice(-4);
}

/** Which kinds of secret a way to sign in has a place for. */
function wantedParts(connection: Connection): { readonly usesAws: boolean; readonly usesKey: boolean } {
  switch (connection.provider) {
    case 'bedrock':
    case 'sagemaker': {
      const { auth } = connection;
      const source = auth.kind === 'assume-role' ? auth.source.kind : auth.kind;
      return { usesAws: source === 'access-key', usesKey: source === 'api-key' };
    }
    case 'azure-openai':
      return { usesAws: false, usesKey: connection.auth.kind !== 'entra-command' };
    case 'google-vertex':
      return { usesAws: false, usesKey: false };
    default:
      return { usesAws: false, usesKey: true };
  }
}

/** The parts of a secret that the connection can use as it is set up now, or null when it can use none. */
function usablePart(connection: Connection, secret: ConnectionSecret): ConnectionSecret | null {
  const { apiKey, aws, headers } = secret;
  const { usesAws, usesKey } = wantedParts(connection);
  const part: ConnectionSecret = {
    ...(usesKey && apiKey !== undefined ? { apiKey } : {}),
    ...(usesAws && aws !== undefined ? { aws } : {}),
    ...(headers !== undefined && Object.keys(headers).length > 0 ? { headers } : {}),
  };
  return connection.provider === 'demo' || Object.keys(part).length === 0 ? null : part;
}

export class ConnectionSecrets {
  readonly #store: SecretStore;
  readonly #onSecret: (value: string) => void;

  /** `onSecret` hears of every value before it is used or stored, so that logs can blank it. */
  constructor(store: SecretStore, onSecret: (value: string) => void) {
    this.#store = store;
    this.#onSecret = onSecret;
  }

  /** What the connection signs in with now. Throws `secret/origin-changed` when the stored one is for another place. */
  async read(connection: Connection): Promise<ConnectionSecret | null> {
    return this.combine(connection, {});
  }

  /**
   * The stored secret with the newly typed parts in place of the old ones; what was not typed stays. An endpoint at another
   * origin needs a secret of its own: `secret/origin-changed` when none was typed.
   */
  async combine(connection: Connection, typed: ConnectionSecret): Promise<ConnectionSecret | null> {
    const endpoint = endpointOf(connection);
    if (endpoint === null) return null;
    for (const value of secretValues(typed)) this.#onSecret(value);
    const fresh = usablePart(connection, typed);
    const stored = await this.#stored(connection.id);
    if (stored === null) return fresh;
    if (stored.origin === endpoint.origin) return usablePart(connection, { ...stored.secret, ...typed });
    if (fresh !== null || usablePart(connection, stored.secret) === null) return fresh;
    throw new AppError('secret/origin-changed', 'The stored key is for another endpoint.', {
      details: endpoint.url === null ? {} : { host: endpoint.url.host },
    });
  }

  /** Stores exactly this secret, bound to where the connection leads now; null deletes what is there. */
  async write(connection: Connection, secret: ConnectionSecret | null): Promise<void> {
    const endpoint = endpointOf(connection);
    if (secret === null || endpoint === null) return this.delete(connection.id);
    const bound: BoundSecret = { secret, origin: endpoint.origin };
    await this.#store.set(accountOf(connection.id), JSON.stringify(bound));
  }

  async delete(id: ConnectionId): Promise<void> {
    await this.#store.delete(accountOf(id));
  }

  /** What may be told of the stored secret; null when there is none. */
  async describe(id: ConnectionId): Promise<SecretDescription | null> {
    const stored = await this.#stored(id);
    if (stored === null) return null;
    const { apiKey, aws, headers } = stored.secret;
    return {
      apiKeyLastFour: lastFour(apiKey),
      accessKeyIdLastFour: lastFour(aws?.accessKeyId),
      hasSessionToken: aws?.sessionToken !== undefined,
      headerNames: Object.keys(headers ?? {}),
    };
  }

  async #stored(id: ConnectionId): Promise<BoundSecret | null> {
    const text = await this.#store.get(accountOf(id));
    if (text === null) return null;
    try {
      const bound = boundSecretSchema.parse(JSON.parse(text));
      for (const value of secretValues(bound.secret)) this.#onSecret(value);
      return bound;
    } catch {
      // Somebody else wrote this entry. The parser's own error could quote it, so it ends here.
      return null;
    }
  }
}
