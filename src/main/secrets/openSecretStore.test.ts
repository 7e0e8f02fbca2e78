import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import type { LogFields, Logger } from '../logging/Logger.ts';
import { classifyKeychainError } from './classifyKeychainError.ts';
import { Keychain } from './Keychain.ts';
import type { Keytar } from './Keychain.ts';
import { KeytarSecretStore } from './KeytarSecretStore.ts';
import { openSecretStore } from './openSecretStore.ts';
import { describeSecretStore } from './testing/secretStoreContract.ts';

/** A keychain in memory whose calls can be held back or made to fail. */
class MemoryKeytar implements Keytar {
  readonly values = new Map<string, string>();
  readonly calls: string[] = [];
  gate: Promise<void> = Promise.resolve();
  failure: Error | null = null;

  async getPassword(service: string, account: string): Promise<string | null> {
    await this.#enter(`get ${account}`);
    return this.values.get(`${service}/${account}`) ?? null;
  }

  async setPassword(service: string, account: string, password: string): Promise<void> {
    await this.#enter(`set ${account}`);
    this.values.set(`${service}/${account}`, password);
  }

  async deletePassword(service: string, account: string): Promise<boolean> {
    await this.#enter(`delete ${account}`);
    return this.values.delete(`${service}/${account}`);
  }

  /** Holds every call from now on; the returned function lets them go. */
  hold(): () => void {
    let release = (): void => undefined;
    this.gate = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  async #enter(call: string): Promise<void> {
    this.calls.push(call);
    await this.gate;
    if (this.failure !== null) throw this.failure;
  }
}

class Warnings implements Logger {
  readonly fields: (LogFields | undefined)[] = [];
  info(): void {}
  warn(_message: string, fields?: LogFields): void {
    this.fields.push(fields);
  }
  error(): void {}
}

function open(keytar: Keytar, clock = new ManualClock(), logger: Logger = new Warnings()) {
  return openSecretStore({ clock, logger, loadKeytar: async () => keytar });
}

const contractKeytar = new MemoryKeytar();
describeSecretStore('KeytarSecretStore on a keychain in memory', () => {
  return new KeytarSecretStore(
    new Keychain({ keytar: contractKeytar, clock: new ManualClock(), timeoutMs: 5000 }),
  );
});

describe('openSecretStore', () => {
  it('chooses a keychain that works and leaves no timer and no entry behind', async () => {
    const clock = new ManualClock();
    const keytar = new MemoryKeytar();
    const { store } = await open(keytar, clock);
    expect(store.state).toEqual({ kind: 'keychain' });
    expect(clock.waiting).toBe(0);
    expect(keytar.values.size).toBe(0);
  });

  it('works for the session when keytar cannot be loaded, and logs why', async () => {
    const logger = new Warnings();
    const { store } = await openSecretStore({
      clock: new ManualClock(),
      logger,
      loadKeytar: () => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file')),
    });
    expect(store.state).toEqual({ kind: 'session', reason: 'no-service' });
    expect(logger.fields).toEqual([
      { reason: 'no-service', cause: 'libsecret-1.so.0: cannot open shared object file' },
    ]);
  });

  it('gives up on a keychain that does not answer after five seconds', async () => {
    const clock = new ManualClock();
    const keytar = new MemoryKeytar();
    keytar.hold();
    const opening = open(keytar, clock);
    await expect.poll(() => keytar.calls.length).toBe(1);
    clock.advance(4999);
    expect(clock.waiting).toBe(1);
    clock.advance(1);
    const { store, isHanging } = await opening;
    expect(store.state).toEqual({ kind: 'session', reason: 'timeout' });
    expect(isHanging()).toBe(true);
  });

  it('does not trust a keychain that forgets what it was given', async () => {
    const keytar = new MemoryKeytar();
    keytar.getPassword = async () => null;
    expect((await open(keytar)).store.state).toEqual({ kind: 'session', reason: 'locked' });
  });
});

describe('KeytarSecretStore', () => {
  it('fails at once while a call hangs, runs no call that was given up, and recovers', async () => {
    const clock = new ManualClock();
    const keytar = new MemoryKeytar();
    const keychain = new Keychain({ keytar, clock, timeoutMs: 5000 });
    const store = new KeytarSecretStore(keychain);
    const release = keytar.hold();
    const hung = store.set('a', '1');
    const inLine = store.set('b', '2');
    await expect.poll(() => keytar.calls.length).toBe(1);
    clock.advance(5000);
    await expect(hung).rejects.toMatchObject({ code: 'secret/store-unavailable', retryable: true });
    await expect(inLine).rejects.toMatchObject({ code: 'secret/store-unavailable' });
    await expect(store.get('a')).rejects.toMatchObject({ code: 'secret/store-unavailable' });
    expect(keychain.hanging).toBe(true);
    expect(keytar.calls).toEqual(['set a']);
    release();
    await expect.poll(() => keychain.hanging).toBe(false);
    await store.set('c', '3');
    expect([...keytar.values.keys()]).toEqual(['Switchyard/a', 'Switchyard/c']);
  });

  it('refuses what Windows would not store, before it asks the keychain', async () => {
    const keytar = new MemoryKeytar();
    const keychain = new Keychain({ keytar, clock: new ManualClock(), timeoutMs: 5000 });
    const store = new KeytarSecretStore(keychain, 'win32');
    await store.set('fits', 'é'.repeat(1280));
    await expect(store.set('long', 'é'.repeat(1281))).rejects.toMatchObject({
      code: 'secret/too-long',
      details: { limit: 2560 },
    });
    expect(keytar.calls).toEqual(['set fits']);
  });

  it('never puts a value into an error', async () => {
    const keytar = new MemoryKeytar();
    keytar.failure = new Error('Cannot create an item in a locked collection');
    const store = new KeytarSecretStore(new Keychain({ keytar, clock: new ManualClock(), timeoutMs: 5000 }));
    const error: unknown = await store.set('a', 'sk-canary').catch((caught: unknown) => caught);
    expect(error).toMatchObject({ message: 'The keychain cannot be used (locked).' });
    expect(JSON.stringify(error)).not.toContain('sk-canary');
  });
});

describe('classifyKeychainError', () => {
  it.each([
    // libsecret, as measured on gnome-keyring 42
    ['Cannot create an item in a locked collection', 'locked'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'locked'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'no-service'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'no-service'],
    ['Timeout was reached', 'timeout'],
    ['Prompt was dismissed', 'denied'],
    ['An AppArmor policy prevents this sender from sending this message', 'denied'],
    // Security.framework
    ['User interaction is not allowed.', 'locked'],
    ['The user name or passphrase you entered is not correct.', 'denied'],
    ['User canceled the operation.', 'denied'],
    // Windows
    ['A specified logon session does not exist. It may already have been terminated.', 'no-service'],
    ['Access is denied.', 'denied'],
  ] as const)('%s means %s', (message, reason) => {
    expect(classifyKeychainError(new Error(message))).toBe(reason);
  });

  it('takes anything for no service that it does not know', () => {
    expect(classifyKeychainError('text')).toBe('no-service');
  });
});
