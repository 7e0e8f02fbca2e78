/** A person's history in a file of its own, temporary conversations beside it, and a way to see everything that is on the disk. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { ConversationId } from '../../../shared/ids.ts';
import type { History } from '../../history/History.ts';
import { openLocalHistory } from '../../history/openLocalHistory.ts';
import { openSqlcipher } from '../../history/SqlcipherDriver.ts';
import { TemporaryHistory } from '../TemporaryHistory.ts';

const key = '0123456789abcdef'.repeat(4);

export class TemporaryFixture {
  readonly folder = mkdtempSync(join(tmpdir(), 'temporary-'));
  readonly gone: ConversationId[] = [];
  stored: History;
  history: TemporaryHistory;
  /** Called before a temporary conversation goes. */
  onEnding: (id: ConversationId) => Promise<void> = () => Promise.resolve();
  /** Calls of the person's history that meet a full disk. */
  readonly failing = new Set<keyof History>();

  constructor() {
    this.stored = this.#openStored();
    this.history = this.#open();
  }

  /** Everything the database holds, in the clear, and the bytes of every file. */
  onDisk(): string {
    const database = openSqlcipher(join(this.folder, 'history.db'), key);
    try {
      const tables = database.all("SELECT name FROM sqlite_master WHERE type = 'table'");
      const rows = tables.flatMap(({ name }) => database.all(`SELECT * FROM "${String(name)}"`));
      const values = rows.flatMap((row) => Object.values(row));
      const texts = values.map((value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value),
      );
      return [...texts, ...this.#files().map((bytes) => bytes.toString('latin1'))].join('\n');
    } finally {
      database.close();
    }
  }

  /** One word for all files of the folder together: another one after the smallest change. */
  fingerprint(): string {
    return this.#files()
      .reduce((hash, bytes) => hash.update(bytes), createHash('sha256'))
      .digest('hex');
  }

  /** How many rows each table has. */
  rowCounts(): Readonly<Record<string, unknown>> {
    const database = openSqlcipher(join(this.folder, 'history.db'), key);
    try {
      const tables = database.all("SELECT name FROM sqlite_master WHERE type = 'table'");
      return Object.fromEntries(
        tables.map(({ name }) => [name, database.get(`SELECT count(*) AS n FROM "${String(name)}"`)?.['n']]),
      );
    } finally {
      database.close();
    }
  }

  /** Ends the app and starts it again. */
  async restart(): Promise<void> {
    await this.history.close();
    this.stored = this.#openStored();
    this.history = this.#open();
  }

  async close(): Promise<void> {
    await this.history.close();
    rmSync(this.folder, { recursive: true });
  }

  #files(): readonly Buffer[] {
    return readdirSync(this.folder)
      .sort()
      .filter((name) => !name.endsWith('-shm'))
      .map((name) => readFileSync(join(this.folder, name)));
  }

  #openStored(): History {
    const stored = openLocalHistory({
      kind: 'file',
      file: join(this.folder, 'history.db'),
      key,
      verify: false,
    });
    return new Proxy(stored, {
      get: (target, name: keyof History) => {
        if (this.failing.has(name)) {
          return () => Promise.reject(new AppError('history/disk-full', 'The disk is full.'));
        }
        const value = target[name];
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  #open(): TemporaryHistory {
    return new TemporaryHistory({
      stored: this.stored,
      openMemory: async () => openLocalHistory(),
      now: () => Date.UTC(2026, 5, 1),
      onEnding: (id) => this.onEnding(id),
      onGone: async (id) => {
        this.gone.push(id);
      },
    });
  }
}
