import type { SecretStoreState } from '../../shared/connection.ts';
import type { KeychainTrouble } from './Keychain.ts';
import type { SecretStore } from './SecretStore.ts';

/** Secrets in memory only, where the keychain cannot be used: nothing is written, everything is forgotten at the end. */
export class SessionSecretStore implements SecretStore {
  readonly state: SecretStoreState;
  readonly #values = new Map<string, string>();

  constructor(reason: KeychainTrouble) {
    this.state = { kind: 'session', reason };
  }

  async get(account: string): Promise<string | null> {
    return this.#values.get(account) ?? null;
  }

  async set(account: string, value: string): Promise<void> {
    this.#values.set(account, value);
  }

  async delete(account: string): Promise<void> {
    this.#values.delete(account);
  }
}
