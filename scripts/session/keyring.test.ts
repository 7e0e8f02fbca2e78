import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureChild, type ChildResult } from '../childProcess.ts';
import { startKeyring, type Keyring, type KeyringOptions } from './keyring.ts';

const attributes = ['service', 'switchyard-test', 'account', 'one'];

describe.runIf(process.platform === 'linux')('startKeyring', () => {
  let home: string;
  let keyrings: Keyring[];

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'sy-keyring-'));
    keyrings = [];
  });

  afterEach(async () => {
    for (const keyring of keyrings) await keyring.stop();
    await rm(home, { recursive: true, force: true });
  });

  async function start(state: NonNullable<KeyringOptions['state']>): Promise<Keyring> {
    const keyring = await startKeyring({ home, state });
    keyrings.push(keyring);
    return keyring;
  }

  async function store({ env }: Keyring, secret: string): Promise<ChildResult> {
    return await captureChild('secret-tool', ['store', '--label=test', ...attributes], {
      env,
      input: secret,
    });
  }

  async function lookup({ env }: Keyring): Promise<ChildResult> {
    return await captureChild('timeout', ['1', 'secret-tool', 'lookup', ...attributes], { env });
  }

  it('keeps a secret in its home across two lives', async () => {
    const first = await start('unlocked');
    expect((await store(first, 'pässwörd')).exitCode).toBe(0);
    await first.stop();
    expect(await lookup(await start('unlocked'))).toMatchObject({ exitCode: 0, stdout: 'pässwörd' });
  });

  it('gives nothing away when it is locked', async () => {
    const first = await start('unlocked');
    await store(first, 'secret');
    await first.stop();
    const locked = await start('locked');
    expect((await lookup(locked)).stdout).toBe('');
    expect((await store(locked, 'another')).exitCode).not.toBe(0);
  });

  it('offers no service when it is absent', async () => {
    expect((await lookup(await start('absent'))).stderr).toContain('org.freedesktop.secrets');
  });

  it('does not answer while it is frozen, and answers after', async () => {
    const keyring = await start('unlocked');
    await store(keyring, 'secret');
    keyring.freeze();
    expect((await lookup(keyring)).exitCode).toBe(124); // timeout(1) had to end it
    keyring.thaw();
    expect((await lookup(keyring)).stdout).toBe('secret');
  });

  it('keeps two homes apart', async () => {
    const mine = await start('unlocked');
    await store(mine, 'secret');
    const otherHome = await mkdtemp(join(tmpdir(), 'sy-keyring-'));
    const other = await startKeyring({ home: otherHome });
    keyrings.push(other);
    expect((await lookup(other)).exitCode).toBe(1);
    await other.stop();
    await rm(otherHome, { recursive: true, force: true });
  });
});
