/**
 * Values of the extra headers of conversations and lanes. A header may carry a key, so all of them count as secrets: they lie in
 * the keychain, one account an owner, and are never given back to the page. Like any other key, a value is bound to where it was
 * entered for: the origins of the connections that its owner's lanes had then. A lane that goes on elsewhere leaves it behind.
 */
import { z } from 'zod';
import type { Connection } from '../../shared/connection.ts';
import { AppError } from '../../shared/errors.ts';
import { isHeaderName } from '../../shared/headerNames.ts';
import type { ConversationId, LaneId } from '../../shared/ids.ts';
import type { History } from '../history/History.ts';
import type { SecretStore } from '../secrets/SecretStore.ts';
import { endpointOf } from './endpointOf.ts';

/** Whose headers they are. */
export type HeaderOwner =
  | { readonly kind: 'conversation'; readonly id: ConversationId }
  | { readonly kind: 'lane'; readonly id: LaneId };

type Headers = Readonly<Record<string, string>>;

/** Which headers a request wants, and where it goes. */
interface HeaderUse {
  readonly connection: Connection;
  readonly names: readonly string[];
}

const storedSchema = z.record(
  z.string().refine(isHeaderName),
  z.strictObject({ value: z.string(), origins: z.array(z.string()) }),
);
type Stored = z.infer<typeof storedSchema>;

interface ParameterHeadersOptions {
  readonly store: SecretStore;
  readonly history: Pick<History, 'getLane' | 'listLanes' | 'listConnections'>;
  /** Hears of every value before it is used or stored, so that logs can blank it. */
  readonly onSecret: (value: string) => void;
}

function accountOf(id: HeaderOwner['id']): string {
  return `headers:${id}`;
}

export class ParameterHeaders {
  readonly #options: ParameterHeadersOptions;

  constructor(options: ParameterHeadersOptions) {
    this.#options = options;
  }

  /**
   * The values that an owner has for these names; a name without one is left out. Rejects with `secret/origin-changed` where a
   * value was entered for another place, and with `secret/…`.
   */
  async read(owner: HeaderOwner['id'], { connection, names }: HeaderUse): Promise<Headers> {
    const endpoint = endpointOf(connection);
    if (endpoint === null) return {};
    const stored = await this.#stored(owner);
    const wanted = Object.entries(stored).filter(([name]) => names.includes(name));
    if (wanted.some(([, { origins }]) => !origins.includes(endpoint.origin))) {
      const host = endpoint.url === null ? {} : { host: endpoint.url.host };
      throw new AppError('secret/origin-changed', 'The extra headers are for another endpoint.', {
        details: { ...host, field: 'headers' },
      });
    }
    return Object.fromEntries(wanted.map(([name, { value }]) => [name, value]));
  }

  /** Adds or replaces the given headers, for where the owner's lanes lead now; null deletes all of the owner's. */
  async set(owner: HeaderOwner, headers: Headers | null): Promise<void> {
    const { store, onSecret } = this.#options;
    if (headers === null) {
      await store.delete(accountOf(owner.id));
      return;
    }
    for (const value of Object.values(headers)) onSecret(value);
    const [known, origins] = await Promise.all([this.#stored(owner.id), this.#originsOf(owner)]);
    const added = Object.entries(headers).map(([name, value]) => [name, { value, origins }]);
    const all: unknown = { ...known, ...Object.fromEntries(added) };
    await store.set(accountOf(owner.id), JSON.stringify(all));
  }

  /** Deletes what was kept for owners that are gone. Rejects with `secret/…`. */
  async forget(owners: readonly HeaderOwner['id'][]): Promise<void> {
    await Promise.all(owners.map((owner) => this.#options.store.delete(accountOf(owner))));
  }

  async #originsOf(owner: HeaderOwner): Promise<readonly string[]> {
    const { history } = this.#options;
    const lanes =
      owner.kind === 'lane' ? [await history.getLane(owner.id)] : await history.listLanes(owner.id);
    const used = new Set(lanes.map(({ connectionId }) => connectionId));
    const connections = (await history.listConnections()).filter(({ id }) => used.has(id));
    return [...new Set(connections.flatMap((connection) => endpointOf(connection)?.origin ?? []))];
  }

  async #stored(owner: HeaderOwner['id']): Promise<Stored> {
    const text = await this.#options.store.get(accountOf(owner));
    if (text === null) return {};
    try {
      const stored = storedSchema.parse(JSON.parse(text));
      for (const { value } of Object.values(stored)) this.#options.onSecret(value);
      return stored;
    } catch {
      // Somebody else wrote this entry. The parser's own error could quote it, so it ends here.
      return {};
    }
  }
}
