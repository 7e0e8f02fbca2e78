/**
 * Secrets in the operating system's keychain, under the service name `Switchyard`. The only file that loads keytar, and
 * only when asked to: where libsecret is missing, loading it already fails.
 */
import type { SecretStoreState } from '../../shared/connection.ts';
import { AppError } from '../../shared/errors.ts';
import type { Keychain, KeychainOutcome, Keytar } from './Keychain.ts';
import type { SecretStore } from './SecretStore.ts';

/** What the entries are called in the keychain's own program. */
export const keychainService = 'Switchyard';

/** CRED_MAX_CREDENTIAL_BLOB_SIZE of wincred.h: 5 × 512 bytes. The other keychains have no limit that matters. */
const windowsLimit = 2560;

/** Loads the native module. Rejects where its system library is missing. */
export async function loadKeytar(): Promise<Keytar> {
  const { default: keytar } = await import('keytar');
  return keytar;
}

export class KeytarSecretStore implements SecretStore {
  readonly state: SecretStoreState = { kind: 'keychain' };
  readonly #keychain: Keychain;
  readonly #platform: NodeJS.Platform;

  constructor(keychain: Keychain, platform: NodeJS.Platform = process.platform) {
    this.#keychain = keychain;
    this.#platform = platform;
  }

  async get(account: string): Promise<string | null> {
    const value = valueOf(
      await this.#keychain.call((keytar) => keytar.getPassword(keychainService, account)),
    );
    if (value === null) await this.#assertOpen();
    return value;
  }

  /** Rejects with `secret/too-long` where the system's limit (in bytes) is crossed. */
  async set(account: string, value: string): Promise<void> {
    if (this.#platform === 'win32' && Buffer.byteLength(value) > windowsLimit) {
      throw new AppError('secret/too-long', `Windows keeps at most ${windowsLimit} bytes for one entry.`, {
        details: { limit: windowsLimit },
      });
    }
    valueOf(await this.#keychain.call((keytar) => keytar.setPassword(keychainService, account, value)));
  }

  async delete(account: string): Promise<void> {
    const deleted = valueOf(
      await this.#keychain.call((keytar) => keytar.deletePassword(keychainService, account)),
    );
    if (!deleted) await this.#assertOpen();
  }

  /**
   * A locked GNOME keyring answers "there is no such entry" to reading and deleting; only writing tells the truth. Without
   * this a key would be reported missing, or deleted, that is still there.
   */
  async #assertOpen(): Promise<void> {
    if (this.#platform === 'linux') valueOf(await probeKeychain(this.#keychain));
  }
}

/**
 * Writes, reads and deletes a random value. The read is compared, because a dismissed prompt can make a write that did not
 * happen look like a success.
 */
export async function probeKeychain(keychain: Keychain): Promise<KeychainOutcome<null>> {
  const account = `probe:${crypto.randomUUID()}`;
  const value = crypto.randomUUID();
  const written = await keychain.call((keytar) => keytar.setPassword(keychainService, account, value));
  if (!written.ok) return written;
  const read = await keychain.call((keytar) => keytar.getPassword(keychainService, account));
  if (!read.ok) return read;
  const deleted = await keychain.call((keytar) => keytar.deletePassword(keychainService, account));
  if (!deleted.ok) return deleted;
  if (read.value === value && deleted.value) return { ok: true, value: null };
  return { ok: false, reason: 'locked', cause: undefined };
}

function valueOf<T>(outcome: KeychainOutcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new AppError('secret/store-unavailable', `The keychain cannot be used (${outcome.reason}).`, {
    retryable: true,
    cause: outcome.cause,
  });
}
