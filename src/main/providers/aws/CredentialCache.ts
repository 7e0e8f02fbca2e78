/**
 * The credentials of each connection, kept in memory until they run out. Whoever asks meanwhile gets the same ones; whoever
 * asks while they are being fetched waits for that fetch, so that a person is asked for one code and not for five.
 */
import type { AwsCredentialIdentity } from '@smithy/types';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { AskForCode, AwsConnection, AwsOwner } from './AwsSignIn.ts';
import type { CredentialSource } from './CredentialSource.ts';
import { SharedTasks } from '../../signIn/SharedTasks.ts';
import type { SignInClients } from './SignInClients.ts';

interface CredentialCacheOptions {
  readonly clients: SignInClients;
  readonly source: Pick<CredentialSource, 'fetch'>;
  readonly askForCode: AskForCode;
  /** Hears of temporary credentials that were fetched. */
  readonly onSession: (connection: AwsConnection) => void;
}

interface Entry {
  readonly connectionId: ConnectionId;
  readonly credentials: AwsCredentialIdentity;
  /** Milliseconds since 1970, by this machine's clock; null for credentials that do not run out. */
  readonly expiresAt: number | null;
  readonly fetchedAt: number;
  readonly needed: 'nobody' | 'code';
}

/** Time that credentials must still last to be used, in milliseconds: five minutes, as the SDK has it. */
const marginMs = 5 * 60_000;
/** Where renewal asks for a code: nobody is disturbed for credentials that still work. */
const marginWithCodeMs = 30_000;
/** Credentials this young were not those that a service has just refused, in milliseconds. */
const freshMs = 30_000;
/** Connections whose credentials are kept. Forms that are being filled in pass through here too. */
const mostEntries = 32;

function ownerKey(connection: AwsConnection): string {
  return JSON.stringify([connection.id, connection.auth]);
}

export class CredentialCache {
  readonly #options: CredentialCacheOptions;
  readonly #entries = new Map<string, Entry & { readonly secret: string }>();
  readonly #fetches = new SharedTasks<AwsCredentialIdentity>();

  constructor(options: CredentialCacheOptions) {
    this.#options = options;
  }

  /** Credentials that last for now. Rejects as `CredentialSource.fetch` does, or with `sign-in/cancelled`. */
  async get(owner: AwsOwner, signal: AbortSignal): Promise<AwsCredentialIdentity> {
    const key = ownerKey(owner.connection);
    const secret = JSON.stringify(owner.secret);
    const kept = this.#entries.get(key);
    const usable = kept?.secret === secret ? kept : undefined;
    if (usable !== undefined && this.#lasts(usable)) return usable.credentials;
    try {
      return await this.#fetches.join(`${key} ${secret}`, signal, (shared) =>
        this.#fetch(owner, { key, secret }, shared),
      );
    } catch (caught) {
      // A renewal that failed is no reason to stop before the old credentials do.
      if (usable?.expiresAt !== undefined && this.#remaining(usable) > 0 && !signal.aborted) {
        return usable.credentials;
      }
      throw caught;
    }
  }

  /** When the credentials that are kept for a connection run out; undefined where none are kept that do. */
  expiryOf(connection: AwsConnection): number | undefined {
    const entry = this.#entries.get(ownerKey(connection));
    return entry === undefined || this.#remaining(entry) <= 0 ? undefined : (entry.expiresAt ?? undefined);
  }

  /** See `AwsSignIn.forget`. */
  forget(id: ConnectionId): void {
    const now = this.#options.clients.clock.now();
    this.#drop(id, ({ expiresAt, fetchedAt }) => expiresAt === null || now - fetchedAt >= freshMs);
  }

  /** Forgets the credentials of a connection, however young. */
  forgetAll(id: ConnectionId): void {
    this.#drop(id, () => true);
  }

  #drop(id: ConnectionId, isOver: (entry: Entry) => boolean): void {
    for (const [key, entry] of this.#entries) {
      if (entry.connectionId === id && isOver(entry)) this.#entries.delete(key);
    }
  }

  #remaining({ expiresAt }: Entry): number {
    return expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt - this.#options.clients.clock.now();
  }

  #lasts(entry: Entry): boolean {
    return this.#remaining(entry) > (entry.needed === 'code' ? marginWithCodeMs : marginMs);
  }

  async #fetch(
    owner: AwsOwner,
    { key, secret }: { key: string; secret: string },
    signal: AbortSignal,
  ): Promise<AwsCredentialIdentity> {
    const { clients, source, askForCode } = this.#options;
    const { id, name } = owner.connection;
    let needed: Entry['needed'] = 'nobody';
    const fetched = await source.fetch(owner, {
      signal,
      askCode: (question) => {
        needed = 'code';
        return askForCode({ ...question, connectionName: name, signal });
      },
    });
    clients.onSecret(fetched.secretAccessKey);
    if (fetched.sessionToken !== undefined) clients.onSecret(fetched.sessionToken);
    const expiration = fetched.expiration?.getTime() ?? null;
    // AWS tells its own time; what is kept and handed on goes by this machine's.
    const expiresAt = expiration === null ? null : expiration - clients.http.skewMs;
    const credentials = expiresAt === null ? fetched : { ...fetched, expiration: new Date(expiresAt) };
    this.#entries.delete(key);
    this.#entries.set(key, {
      connectionId: id,
      secret,
      credentials,
      expiresAt,
      fetchedAt: clients.clock.now(),
      needed,
    });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > mostEntries && oldest !== undefined) this.#entries.delete(oldest);
    if (expiresAt !== null) this.#options.onSession(owner.connection);
    return credentials;
  }
}
