/**
 * Keeps each connection's clients between requests, so that sockets, TLS sessions and fetched credentials are used again.
 * A connection or a secret that changed gets new clients; the old ones close once their last request is over, because a
 * stream that is under way goes on with what it began with. Secrets are compared here and nowhere leave this memory.
 */
import type { ConnectionId } from '../../../shared/ids.ts';
import type { ProviderContext } from '../ChatProvider.ts';
import type { BedrockAccount } from './createBedrockAccount.ts';

/** A connection in use. Release it when the request is over. */
export interface AccountLease {
  readonly account: BedrockAccount;
  release(): void;
}

type Owner = Pick<ProviderContext<'bedrock'>, 'connection' | 'secret'>;

interface Entry {
  /** The connection and its secret as text, to tell whether they changed. */
  readonly identity: string;
  readonly account: BedrockAccount;
  users: number;
  retired: boolean;
}

/** Tests of unsaved connections pass through here too, so old entries have to go at some point. */
const mostAccounts = 16;

/** One account a connection, leased for the time of a request. */
export class BedrockAccounts {
  readonly #create: (owner: Owner) => BedrockAccount;
  readonly #entries = new Map<ConnectionId, Entry>();

  constructor(create: (owner: Owner) => BedrockAccount) {
    this.#create = create;
  }

  /** The clients of a connection as it is now. */
  lease({ connection, secret }: Owner): AccountLease {
    const entry = this.#current({ connection, secret });
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
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    entry.retired = true;
    this.#closeIfDone(entry);
  }

  #current({ connection, secret }: Owner): Entry {
    const identity = JSON.stringify([connection, secret]);
    const kept = this.#entries.get(connection.id);
    if (kept?.identity === identity) {
      // Last used, last to be given up: a map remembers the order in which its keys were added.
      this.#entries.delete(connection.id);
      this.#entries.set(connection.id, kept);
      return kept;
    }
    this.forget(connection.id);
    const entry = { identity, account: this.#create({ connection, secret }), users: 0, retired: false };
    this.#entries.set(connection.id, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > mostAccounts && oldest !== undefined) this.forget(oldest);
    return entry;
  }

  #closeIfDone(entry: Entry): void {
    if (entry.retired && entry.users === 0) entry.account.close();
  }
}
