/**
 * Keeps each connection's clients between requests, by region and profile, so that sockets and TLS sessions are used again. A
 * connection or a secret that changed gets new clients; the old ones close once their last request is over, because a stream
 * that is under way goes on with what it began with. Secrets are compared here and nowhere leave this memory.
 */
import type { ConnectionId } from '../../../shared/ids.ts';
import type { SignIn } from '../aws/AwsSignIn.ts';
import type { ProviderContext } from '../ChatProvider.ts';
import type { BedrockAccount } from './createBedrockAccount.ts';

/** A connection in use. Release it when the request is over. */
export interface AccountLease {
  readonly account: BedrockAccount;
  release(): void;
}

/** Who asks, and from where: the region of the connection is the one that is asked. */
export interface AccountOwner extends Pick<ProviderContext<'bedrock'>, 'connection' | 'secret'> {
  /** Used where the clients are made; those that are there already keep theirs fresh. */
  readonly identity: SignIn;
}

interface Entry {
  /** The connection and its secret as text, to tell whether they changed. */
  readonly identity: string;
  readonly account: BedrockAccount;
  users: number;
  retired: boolean;
}

/** Tests of unsaved connections and questions to other regions pass through here too, so old entries have to go at some point. */
const mostAccounts = 32;

/** A connection may be used in several places in turn: a model has a region of its own, a request falls back on another profile. */
function keyOf({ id, region, auth }: AccountOwner['connection']): string {
  return `${id} ${region} ${auth.kind === 'profile' ? auth.profile : ''}`;
}

/** One account a place of a connection, leased for the time of a request. */
export class BedrockAccounts {
  readonly #create: (owner: AccountOwner) => BedrockAccount;
  readonly #entries = new Map<string, Entry>();

  constructor(create: (owner: AccountOwner) => BedrockAccount) {
    this.#create = create;
  }

  /** The clients of a connection as it is now. */
  lease(owner: AccountOwner): AccountLease {
    const entry = this.#current(owner);
    entry.users += 1;
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      entry.users -= 1;
      this.#closeIfDone(entry);
    };
    return { account: entry.account, release };
  }

  /** Gives up a connection's clients, and with them the credentials that they fetched. */
  forget(id: ConnectionId): void {
    for (const key of [...this.#entries.keys()].filter((known) => known.startsWith(`${id} `))) {
      this.#giveUp(key);
    }
  }

  #current(owner: AccountOwner): Entry {
    const { connection, secret } = owner;
    const key = keyOf(connection);
    const identity = JSON.stringify([connection, secret]);
    const kept = this.#entries.get(key);
    if (kept?.identity === identity) {
      // Last used, last to be given up: a map remembers the order in which its keys were added.
      this.#entries.delete(key);
      this.#entries.set(key, kept);
      return kept;
    }
    this.#giveUp(key);
    const entry = { identity, account: this.#create(owner), users: 0, retired: false };
    this.#entries.set(key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > mostAccounts && oldest !== undefined) this.#giveUp(oldest);
    return entry;
  }

  #giveUp(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    entry.retired = true;
    this.#closeIfDone(entry);
  }

  #closeIfDone(entry: Entry): void {
    if (entry.retired && entry.users === 0) entry.account.close();
  }
}
