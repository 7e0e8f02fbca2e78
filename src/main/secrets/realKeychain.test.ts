import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startKeyring } from '../../../scripts/session/keyring.ts';
import type { Keyring } from '../../../scripts/session/keyring.ts';
import { KeychainProcess } from './testing/KeychainProcess.ts';
import { describeSecretStore } from './testing/secretStoreContract.ts';

const run = promisify(execFile);

/** The keyring is a Linux one; macOS and Windows run the same contract on the keychain of the build machine's user. */
describe.runIf(process.platform === 'linux')('the real keychain', () => {
  let home: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'switchyard-keyring-'));
  });

  afterAll(async () => {
    await rm(home, { recursive: true, force: true });
  });

  describe('unlocked', () => {
    let keyring: Keyring;
    let store: KeychainProcess;

    beforeAll(async () => {
      keyring = await startKeyring({ home });
      store = await KeychainProcess.start(keyring.env);
    });

    afterAll(async () => {
      await store.stop();
      await keyring.stop();
    });

    it('is chosen, and the probe leaves nothing behind', async () => {
      expect(store.state).toEqual({ kind: 'keychain' });
      const { stderr } = await run('secret-tool', ['search', '--all', 'service', 'Switchyard'], {
        env: { ...process.env, ...keyring.env },
      });
      expect(stderr).not.toContain('probe');
    });

    describeSecretStore('KeytarSecretStore', () => store);

    it('can be read from outside under its service and account', async () => {
      await store.set('connection:outside', 'a key 🔑');
      const { stdout } = await run(
        'secret-tool',
        ['lookup', 'service', 'Switchyard', 'account', 'connection:outside'],
        { env: { ...process.env, ...keyring.env } },
      );
      expect(stdout).toBe('a key 🔑');
    });

    it('keeps what it was given through a restart, encrypted', async () => {
      await store.set('connection:kept', 'canary-3f1b');
      await store.stop();
      await keyring.stop();
      const folder = join(home, '.local', 'share', 'keyrings');
      for (const file of await readdir(folder)) {
        expect((await readFile(join(folder, file))).includes('canary-3f1b')).toBe(false);
      }
      keyring = await startKeyring({ home });
      store = await KeychainProcess.start(keyring.env);
      expect(await store.get('connection:kept')).toBe('canary-3f1b');
    });
  });

  /** Runs after the group above, which created the keyring that is locked here. */
  it('falls back to this session when the keyring is locked', async () => {
    const keyring = await startKeyring({ home, state: 'locked' });
    const store = await KeychainProcess.start(keyring.env);
    expect(store.state).toEqual({ kind: 'session', reason: 'locked' });
    await store.set('connection:session', 'only in memory');
    expect(await store.get('connection:session')).toBe('only in memory');
    await store.stop();
    await keyring.stop();
  });

  it('falls back to this session when the bus has no secret service', async () => {
    const keyring = await startKeyring({ home, state: 'absent' });
    const store = await KeychainProcess.start(keyring.env);
    expect(store.state).toEqual({ kind: 'session', reason: 'no-service' });
    await store.stop();
    await keyring.stop();
  });

  it('falls back to this session when there is no bus at all', async () => {
    const store = await KeychainProcess.start({
      HOME: home,
      XDG_RUNTIME_DIR: home,
      DBUS_SESSION_BUS_ADDRESS: undefined,
      DISPLAY: undefined,
      WAYLAND_DISPLAY: undefined,
    });
    expect(store.state).toEqual({ kind: 'session', reason: 'no-service' });
    await store.stop();
  });

  it('falls back to this session when the service never answers', async () => {
    const keyring = await startKeyring({ home });
    keyring.freeze();
    const store = await KeychainProcess.start(keyring.env, 200);
    expect(store.state).toEqual({ kind: 'session', reason: 'timeout' });
    expect(store.hanging).toBe(true);
    await store.stop();
    await keyring.stop();
  });

  it('gives a typed error, not a wrong answer, when the keyring hangs and when it is locked later on', async () => {
    const keyring = await startKeyring({ home });
    const store = await KeychainProcess.start(keyring.env, 200);
    await store.set('connection:there', 'value');
    keyring.freeze();
    await expect(store.get('connection:there')).rejects.toMatchObject({ code: 'secret/store-unavailable' });
    await expect(store.set('connection:there', 'other')).rejects.toMatchObject({
      code: 'secret/store-unavailable',
    });
    keyring.thaw();
    await expect.poll(() => store.get('connection:there').catch(() => 'hanging')).toBe('value');
    const lock =
      'call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets --method org.freedesktop.Secret.Service.Lock';
    await run('gdbus', [...lock.split(' '), '[objectpath "/org/freedesktop/secrets/collection/login"]'], {
      env: { ...process.env, ...keyring.env },
    });
    await expect(store.get('connection:there')).rejects.toMatchObject({ code: 'secret/store-unavailable' });
    await expect(store.delete('connection:there')).rejects.toMatchObject({
      code: 'secret/store-unavailable',
    });
    await store.stop();
    await keyring.stop();
  });
});
