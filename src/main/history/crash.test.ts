import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { idSchema } from '../../shared/idSchema.ts';
import type { MessageId } from '../../shared/ids.ts';
import { plainText } from '../../shared/stream.ts';
import { HistoryDatabase } from './HistoryDatabase.ts';
import { openSqlcipher } from './SqlcipherDriver.ts';

const folder = mkdtempSync(join(tmpdir(), 'crash-'));
const file = join(folder, 'history.db');
const key = 'ab'.repeat(32);
const child = fileURLToPath(new URL('./streamUntilKilled.ts', import.meta.url));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Killed {
  readonly replyId: MessageId;
  /** The number of the last entry of which the history said that it is kept. */
  readonly acknowledged: number;
}

/** Lets a process stream until it has printed `lines` numbers, and kills it wherever it is then. */
async function streamAndKill(lines: number): Promise<Killed> {
  const streaming = spawn(process.execPath, [child, file, key], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(streaming, 'exit');
  const printed: string[] = [];
  for await (const line of createInterface(streaming.stdout)) {
    printed.push(line);
    if (printed.length === lines + 1) streaming.kill('SIGKILL');
  }
  await exited;
  const [id, ...numbers] = printed;
  return { replyId: idSchema<MessageId>().parse(id), acknowledged: Number(numbers.at(-1) ?? 0) };
}

describe('a process that is killed in the middle of a stream', () => {
  it('leaves a sound file that holds at least what was acknowledged', async () => {
    const killed: Killed[] = [];
    for (let round = 0; round < 10; round += 1) {
      const last = await streamAndKill(Math.floor(Math.random() * 60));
      killed.push(last);

      const raw = openSqlcipher(file, key);
      expect(raw.all('PRAGMA cipher_integrity_check')).toEqual([]);
      expect(raw.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      raw.close();

      const database = HistoryDatabase.open({ kind: 'file', file, key, verify: true });
      const reply = database.getMessage(last.replyId);
      expect(reply).toMatchObject({ status: 'interrupted' });
      const words = plainText(reply.parts).split(' ').slice(0, -1);
      expect(words).toEqual(words.map((_, index) => `word${index + 1}`));
      expect(words.length).toBeGreaterThanOrEqual(last.acknowledged);
      if (words.length > 0) {
        expect(database.search({ query: 'word1', before: null, limit: 100 }).length).toBeGreaterThan(0);
      }
      database.close();
    }
    expect(new Set(killed.map(({ replyId }) => replyId)).size).toBe(10);
  }, 120_000);
});
