/**
 * Values of the extra headers of conversations and lanes. A header may carry a key, so all of them count as secrets: they lie in
 * the keychain, one account an owner, and are never given back to the page.
 */
import type { z } from 'zod';
import { connectionSecretSchema } from '../../shared/connection.ts';
import type { ConversationId, LaneId } from '../../shared/ids.ts';
import type { SecretStore } from '../secrets/SecretStore.ts';

type Owner = ConversationId | LaneId;
type Headers = Readonly<Record<string, string>>;

const headersSchema: z.ZodType<Headers> = connectionSecretSchema.shape.headers.unwrap();

function accountOf(owner: Owner): string {
  return `headers:${owner}`;
}

export class ParameterHeaders {
  readonly #store: SecretStore;
  readonly #onSecret: (value: string) => void;

  /** `onSecret` hears of every value before it is used or stored, so that logs can blank it. */
  constructor(store: SecretStore, onSecret: (value: string) => void) {
    this.#store = store;
    this.#onSecret = onSecret;
  }

  /** Empty where nothing was set. Rejects with `secret/…`. */
  async read(owner: Owner): Promise<Headers> {
    const text = await this.#store.get(accountOf(owner));
    if (text === null) return {};
    try {
      const headers = headersSchema.parse(JSON.parse(text));
      for (const value of Object.values(headers)) this.#onSecret(value);
      return headers;
    } catch {
      // Somebody else wrote this entry. The parser's own error could quote it, so it ends here.
      return {};
    }
  }

  /** Adds or replaces the given headers; null deletes all of the owner's. */
  async set(owner: Owner, headers: Headers | null): Promise<void> {
    if (headers === null) {
      await this.#store.delete(accountOf(owner));
      return;
    }
    for (const value of Object.values(headers)) this.#onSecret(value);
    const known = await this.read(owner);
    await this.#store.set(accountOf(owner), JSON.stringify({ ...known, ...headers }));
  }
}
