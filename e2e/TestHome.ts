/**
 * One person's machine, as far as the app sees it: a home folder, a real keyring in it and a profile. Everything is fresh and
 * goes away with `close`; between two starts of the app it stays, so a restart finds what the first run left.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureChild } from '../scripts/childProcess.ts';
import { startKeyring, type Keyring, type KeyringOptions } from '../scripts/session/keyring.ts';
import { keychainService, loadKeytar } from '../src/main/secrets/KeytarSecretStore.ts';

export class TestHome {
  /** The home folder. */
  readonly folder: string;
  /** What `--user-data-dir` names. It does not exist before the app's first start. */
  readonly profileFolder: string;
  /** Null on systems where tests use the person's own keychain. */
  readonly keyring: Keyring | null;

  private constructor(folder: string, keyring: Keyring | null) {
    this.folder = folder;
    this.profileFolder = join(folder, 'profile');
    this.keyring = keyring;
  }

  /** Makes an empty home. `keyring` is the state of its secret service, unlocked unless said otherwise. */
  static async open(keyring: KeyringOptions['state'] = 'unlocked'): Promise<TestHome> {
    const folder = await mkdtemp(join(tmpdir(), 'sy-home-'));
    if (process.platform !== 'linux') return new TestHome(folder, null);
    return new TestHome(folder, await startKeyring({ home: folder, state: keyring }));
  }

  /** What a process must have in its environment to live here. */
  get env(): Readonly<Record<string, string>> {
    return this.keyring?.env ?? {};
  }

  /** Reads a secret of the app from outside of it, as any program of this person can; null where there is none. */
  async readSecret(account: string): Promise<string | null> {
    if (this.keyring === null) return (await loadKeytar()).getPassword(keychainService, account);
    const attributes = ['service', keychainService, 'account', account];
    const { stdout, exitCode } = await captureChild('secret-tool', ['lookup', ...attributes], {
      env: this.env,
    });
    return exitCode === 0 && stdout !== '' ? stdout : null;
  }

  /** Ends the keyring and removes the folder. No app may run here any more. */
  async close(): Promise<void> {
    await this.keyring?.stop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
