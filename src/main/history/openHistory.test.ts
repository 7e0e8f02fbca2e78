import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecretStoreState } from '../../shared/connection.ts';
import { AppError } from '../../shared/errors.ts';
import type { SecretStore } from '../secrets/SecretStore.ts';
import type { History } from './History.ts';
import { at, makeConversation, makeLane, makePrompt } from './historyFixtures.ts';
import { HistoryWorkers } from './WorkerHistory.ts';
import { openHistory } from './openHistory.ts';
import { openSqlcipher } from './SqlcipherDriver.ts';

const workerEntry = new URL('./historyWorker.ts', import.meta.url);

/** A keychain that works, for as long as a test lasts. */
class TestKeychain implements SecretStore {
  readonly state: SecretStoreState = { kind: 'keychain' };
  readonly values = new Map<string, string>();

  async get(account: string): Promise<string | null> {
    return this.values.get(account) ?? null;
  }

  async set(account: string, value: string): Promise<void> {
    this.values.set(account, value);
  }

  async delete(account: string): Promise<void> {
    this.values.delete(account);
  }

  get key(): string {
    const key = this.values.get('history-key');
    if (key === undefined) throw new Error('There is no key.');
    return key;
  }
}

const isRoot = process.getuid?.() === 0;
const canMount = isRoot && process.platform === 'linux';

describe('opening the history', () => {
  let profile: string;
  let keychain: TestKeychain;
  const opened: History[] = [];

  beforeEach(() => {
    profile = mkdtempSync(join(tmpdir(), 'open-history-'));
    keychain = new TestKeychain();
  });
  afterEach(async () => {
    for (const history of opened.splice(0)) await history.close();
    rmSync(profile, { recursive: true, force: true });
  });

  async function open(secrets: SecretStore = keychain, profileFolder = profile): Promise<History> {
    const history = await openHistory({
      profileFolder,
      secrets,
      workers: new HistoryWorkers(workerEntry).startAhead(),
      now: () => at(0),
    });
    opened.push(history);
    return history;
  }

  async function close(history: History): Promise<void> {
    opened.splice(opened.indexOf(history), 1);
    await history.close();
  }

  /** A profile whose history holds one prompt and is closed. */
  async function writeHistory(profileFolder = profile, text = 'remember me'): Promise<void> {
    const history = await open(keychain, profileFolder);
    expect(history.state.kind).toBe('persistent');
    const conversation = makeConversation();
    const prompt = makePrompt(conversation.id, null, text);
    await history.createConversation(conversation, [makeLane(conversation.id)]);
    await history.beginTurn({ conversationId: conversation.id, prompts: [prompt], replies: [], heads: [] });
    await close(history);
  }

  const database = () => join(profile, 'history', 'history.db');
  const label = () => join(profile, 'history', 'history.label.json');

  async function remembers(history: History): Promise<boolean> {
    return (await history.search({ query: 'remember', before: null, limit: 5 })).length === 1;
  }

  /** Every file of the profile with its bytes. */
  function contents(): ReadonlyMap<string, string> {
    const names = readdirSync(profile, { recursive: true, encoding: 'utf8' });
    const files = names.filter((name) => statSync(join(profile, name)).isFile());
    return new Map(files.map((name) => [name, readFileSync(join(profile, name)).toString('latin1')]));
  }

  async function expectMemory(history: History, code: string): Promise<void> {
    expect(history.state).toMatchObject({ kind: 'memory', error: { code } });
    // A person can work all the same.
    await history.createConversation(makeConversation(), []);
    expect(await history.listTabs()).toEqual([]);
  }

  it('makes a key and a database, and finds both again', async () => {
    const first = await open();
    expect(first.state).toEqual({ kind: 'persistent', quarantinedAs: null });
    expect(keychain.key).toMatch(/^[0-9a-f]{64}$/);
    const { deviceId } = first;
    await close(first);
    await writeHistory();

    const again = await open();
    expect(again.state).toEqual({ kind: 'persistent', quarantinedAs: null });
    expect(again.deviceId).toBe(deviceId);
    expect(await remembers(again)).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('keeps everything to its owner (modes 0600 and 0700)', async () => {
    await writeHistory();
    const history = await open();
    const names = readdirSync(join(profile, 'history'));
    expect(names.sort()).toEqual(['history.db', 'history.db-shm', 'history.db-wal', 'history.label.json']);
    for (const name of names) expect(statSync(join(profile, 'history', name)).mode & 0o777, name).toBe(0o600);
    expect(statSync(join(profile, 'history')).mode & 0o777).toBe(0o700);
    expect(history.state.kind).toBe('persistent');
  });

  describe('the key', () => {
    it('works in memory and touches nothing without a keychain', async () => {
      await writeHistory();
      const before = contents();
      const noKeychain: SecretStore = {
        state: { kind: 'session', reason: 'locked' },
        get: (account) => keychain.get(account),
        set: (account, value) => keychain.set(account, value),
        delete: (account) => keychain.delete(account),
      };
      await expectMemory(await open(noKeychain), 'secret/store-unavailable');
      expect(contents()).toEqual(before);
      rmSync(join(profile, 'history'), { recursive: true });
      await expectMemory(await open(noKeychain), 'secret/store-unavailable');
      expect(readdirSync(profile)).toEqual([]);
    });

    it('makes no new key over a database, and opens it when the key is back', async () => {
      await writeHistory();
      const before = contents();
      const { key } = keychain;
      await keychain.delete('history-key');
      await expectMemory(await open(), 'history/key-missing');
      expect(contents()).toEqual(before);
      expect(keychain.values.size).toBe(0);

      await keychain.set('history-key', key);
      expect(await remembers(await open())).toBe(true);
    });

    it.each(['', 'not a key', 'ab'.repeat(31), `${'ab'.repeat(31)}"'`])(
      'takes the entry %j for a lost key',
      async (entry) => {
        await writeHistory();
        const before = contents();
        await keychain.set('history-key', entry);
        await expectMemory(await open(), 'history/key-missing');
        expect(contents()).toEqual(before);
        expect(keychain.key).toBe(entry);
      },
    );

    it('tells another key from damage and touches nothing', async () => {
      await writeHistory();
      const before = contents();
      const { key } = keychain;
      await keychain.set('history-key', 'cd'.repeat(32));
      const history = await open();
      await expectMemory(history, 'history/key-missing');
      expect(contents()).toEqual(before);
      expect(JSON.stringify(history.state)).not.toContain('cdcd');

      await keychain.set('history-key', key);
      expect(await remembers(await open())).toBe(true);
    });

    it('puts the file aside where even the label is lost, and it still opens with its own key', async () => {
      await writeHistory();
      rmSync(label());
      const { key } = keychain;
      await keychain.set('history-key', 'cd'.repeat(32));
      const history = await open();
      const quarantinedAs = quarantineOf(history);
      await close(history);

      const old = openSqlcipher(join(profile, 'history', quarantinedAs), key);
      expect(old.get('SELECT count(*) AS count FROM messages')).toEqual({ count: 1 });
      old.close();
    });

    it('does not trust a keychain that forgets', async () => {
      const forgetful: SecretStore = {
        state: { kind: 'keychain' },
        get: async () => null,
        set: async () => undefined,
        delete: async () => undefined,
      };
      await expectMemory(await open(forgetful), 'secret/store-unavailable');
      expect(existsSync(database())).toBe(false);
    });

    it('passes on what the keychain says', async () => {
      const failing: SecretStore = {
        state: { kind: 'keychain' },
        get: async () => {
          throw new AppError('secret/store-unavailable', 'The prompt was closed.');
        },
        set: async () => undefined,
        delete: async () => undefined,
      };
      await expectMemory(await open(failing), 'secret/store-unavailable');
    });
  });

  function quarantineOf(history: History): string {
    if (history.state.kind !== 'persistent' || history.state.quarantinedAs === null) {
      throw new Error('Nothing was put aside.');
    }
    return history.state.quarantinedAs;
  }

  describe('a damaged database is put aside, byte for byte, and a new one begun', () => {
    const damages: Readonly<Record<string, () => void>> = {
      'its first page flipped': () => {
        const bytes = readFileSync(database());
        bytes.fill(0xff, 100, 200);
        writeFileSync(database(), bytes);
      },
      'cut within the first page': () => truncateSync(database(), 1000),
      'cut within the schema': () => truncateSync(database(), 4096 * 3 + 17),
      'cut to nothing': () => truncateSync(database(), 0),
      'another kind of file': () => writeFileSync(database(), 'These are not the pages you are looking for.'),
      'all zeros': () => writeFileSync(database(), Buffer.alloc(40_960)),
    };

    it.each(Object.entries(damages))('%s', async (_name, damage) => {
      await writeHistory();
      damage();
      const bytes = readFileSync(database());
      const { key } = keychain;

      const history = await open();
      const name = quarantineOf(history);
      expect(name).toBe('history.damaged-2026-01-01T00-00-00-000Z.db');
      expect(readFileSync(join(profile, 'history', name)).equals(bytes)).toBe(true);
      expect(await remembers(history)).toBe(false);
      expect(keychain.key).toBe(key);
      await close(history);
      await writeHistory();
      const later = await open();
      expect(later.state).toEqual({ kind: 'persistent', quarantinedAs: null });
      expect(await remembers(later)).toBe(true);
    });

    it('a folder in its place', async () => {
      await writeHistory();
      rmSync(database());
      mkdirSync(database());
      writeFileSync(join(database(), 'inside'), 'kept');
      const history = await open();
      const name = quarantineOf(history);
      expect(readFileSync(join(profile, 'history', name, 'inside'), 'utf8')).toBe('kept');
    });

    it('a log without its file', async () => {
      await writeHistory();
      rmSync(database());
      writeFileSync(`${database()}-wal`, 'orphan');
      const history = await open();
      const name = quarantineOf(history);
      expect(readFileSync(join(profile, 'history', `${name}-wal`), 'utf8')).toBe('orphan');
    });

    it('twice in the same moment, under two names', async () => {
      const names: string[] = [];
      for (let round = 0; round < 2; round += 1) {
        await writeHistory();
        truncateSync(database(), 1000);
        const history = await open();
        names.push(quarantineOf(history));
        await close(history);
      }
      expect(new Set(names).size).toBe(2);
    });

    it('a page in the middle: the call says so, and the next start puts the file aside', async () => {
      await writeHistory(profile, `remember ${'many words '.repeat(20_000)}`);
      const bytes = readFileSync(database());
      const middle = Math.floor(bytes.length / 2);
      bytes.fill(0, middle, middle + 64);
      writeFileSync(database(), bytes);

      const history = await open();
      expect(history.state).toEqual({ kind: 'persistent', quarantinedAs: null });
      await expect(remembers(history)).rejects.toMatchObject({ code: 'history/damaged' });
      await close(history);
      const next = await open();
      expect(readFileSync(join(profile, 'history', quarantineOf(next))).length).toBe(bytes.length);
      await close(next);
      expect((await open()).state).toEqual({ kind: 'persistent', quarantinedAs: null });
    });

    it('keeps a sound file that came under suspicion', async () => {
      await writeHistory();
      writeFileSync(join(profile, 'history', 'history.suspect'), '');
      const history = await open();
      expect(history.state).toEqual({ kind: 'persistent', quarantinedAs: null });
      expect(await remembers(history)).toBe(true);
      expect(existsSync(join(profile, 'history', 'history.suspect'))).toBe(false);
    });
  });

  it('begins quietly where the making of the first file was cut off', async () => {
    await keychain.set('history-key', 'ab'.repeat(32));
    mkdirSync(join(profile, 'history'));
    writeFileSync(database(), '');
    expect((await open()).state).toEqual({ kind: 'persistent', quarantinedAs: null });
  });

  describe('a database from a newer version is not touched by a single byte', () => {
    async function makeNewer(): Promise<void> {
      await writeHistory();
      const raw = openSqlcipher(database(), keychain.key);
      raw.exec('PRAGMA user_version = 999');
      raw.close();
    }

    it('by its label', async () => {
      await makeNewer();
      writeFileSync(
        label(),
        readFileSync(label(), 'utf8').replace(/"schemaVersion":\d+/, '"schemaVersion":999'),
      );
      // A log that was not folded in, as a crash of the newer version leaves it.
      writeFileSync(`${database()}-wal`, 'unfinished');
      const before = contents();
      await expectMemory(await open(), 'history/newer-version');
      expect(contents()).toEqual(before);
    });

    it('by its own word', async () => {
      await makeNewer();
      rmSync(label());
      const before = contents();
      await expectMemory(await open(), 'history/newer-version');
      expect(contents()).toEqual(before);
      expect(readdirSync(join(profile, 'history'))).toEqual(['history.db']);
    });
  });

  it('waits no longer than a moment for another program that holds the file', async () => {
    await writeHistory();
    const holder = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { openSqlcipher } from ${JSON.stringify(new URL('./SqlcipherDriver.ts', import.meta.url).href)};
         const database = openSqlcipher(process.argv[1], process.argv[2]);
         database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
         process.stdout.write('held');
         setInterval(() => undefined, 1000);`,
        database(),
        keychain.key,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      await once(holder.stdout, 'data');
      await expectMemory(await open(), 'history/locked');
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    }
    expect(await remembers(await open())).toBe(true);
  });

  describe('a profile that cannot be written', () => {
    /** Makes the history read-only as the system lets us: modes bind everyone but root, a mount binds root as well. */
    function makeReadOnly(): () => void {
      const folder = join(profile, 'history');
      if (isRoot) {
        execFileSync('mount', ['--bind', folder, folder]);
        execFileSync('mount', ['-o', 'remount,ro,bind', folder]);
        return () => execFileSync('umount', [folder]);
      }
      chmodSync(database(), 0o400);
      chmodSync(folder, 0o500);
      return () => chmodSync(folder, 0o700);
    }

    it.skipIf(process.platform === 'win32' || (isRoot && !canMount))(
      'says that it is read-only [needs POSIX modes, or mounts as root]',
      async () => {
        await writeHistory();
        const before = contents();
        const restore = makeReadOnly();
        try {
          await expectMemory(await open(), 'history/read-only');
          expect(contents()).toEqual(before);
        } finally {
          restore();
        }
      },
    );

    it('says so too where a file stands in place of the folder', async () => {
      writeFileSync(join(profile, 'history'), 'a file');
      await expectMemory(await open(), 'history/read-only');
      expect(readFileSync(join(profile, 'history'), 'utf8')).toBe('a file');
    });
  });

  describe.skipIf(!canMount)('a full disk [needs root on Linux, for a small disk of its own]', () => {
    let disk: string;

    beforeEach(() => {
      disk = join(profile, 'disk');
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]);
    });
    afterEach(async () => {
      for (const history of opened.splice(0)) await history.close();
      execFileSync('umount', [disk]);
    });

    function fill(): void {
      const file = join(disk, 'filler');
      for (const size of [65_536, 4096, 1]) {
        try {
          for (;;) appendFileSync(file, Buffer.alloc(size));
        } catch {
          // Full for this size; the next smaller one may still fit.
        }
      }
    }

    it('at the first start', async () => {
      fill();
      await expectMemory(await open(keychain, disk), 'history/disk-full');
    });

    it('at a later start, and the history is whole when there is room again', async () => {
      await writeHistory(disk);
      fill();
      await expectMemory(await open(keychain, disk), 'history/disk-full');
      rmSync(join(disk, 'filler'));
      expect(await remembers(await open(keychain, disk))).toBe(true);
    });

    it('while working: the call says so, loses nothing before it, and works again with room', async () => {
      await writeHistory(disk);
      const history = await open(keychain, disk);
      fill();
      const conversation = makeConversation({ title: 'x'.repeat(400) });
      const failure = writeUntilFull(history);
      await expect(failure).rejects.toMatchObject({ code: 'history/disk-full', retryable: true });
      rmSync(join(disk, 'filler'));
      await history.createConversation(conversation, []);
      expect((await history.getConversation(conversation.id)).conversation).toEqual(conversation);
      expect(await remembers(history)).toBe(true);
    });

    async function writeUntilFull(history: History): Promise<void> {
      for (let count = 0; count < 10_000; count += 1) {
        await history.createConversation(makeConversation({ title: 'x'.repeat(400) }), []);
      }
    }
  });
});
