import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId, RunId } from '../../shared/ids.ts';
import { openForWriting } from './databaseFile.ts';
import { HistoryDatabase } from './HistoryDatabase.ts';
import { at, makeConversation, makeDoneReply, makeLane, makePrompt, makeReply } from './historyFixtures.ts';
import { migrations, newestSchemaVersion } from './migrations/migrations.ts';

const folder = mkdtempSync(join(tmpdir(), 'confidential-'));
const file = join(folder, 'history.db');
const key = '0123456789abcdef'.repeat(4);
const secrets = [
  'TitleWalrus',
  'PromptOtter',
  'ReplyHeron',
  'ReasoningLynx',
  'JournalMarten',
  'DraftBadger',
  'ConnectionStork',
  'gateway-plover',
  '机密水獺',
] as const;

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What of the secrets, in any case and either encoding, and what of the key stands in any file of the folder. */
function leaks(): readonly string[] {
  const needles = secrets.flatMap((secret) => [secret, secret.toLowerCase(), secret.slice(1, 6)]);
  return readdirSync(folder).flatMap((name) => {
    const bytes = readFileSync(join(folder, name));
    const found = needles.filter(
      (needle) => bytes.includes(needle, 0, 'utf8') || bytes.includes(needle, 0, 'utf16le'),
    );
    const keyFound = bytes.includes(key) || bytes.includes(Buffer.from(key, 'hex')) ? ['the key'] : [];
    return [...found, ...keyFound].map((what) => `${what} in ${name}`);
  });
}

function write(database: HistoryDatabase): void {
  const conversation = makeConversation({ title: 'TitleWalrus' });
  const lane = makeLane(conversation.id);
  const prompt = makePrompt(conversation.id, null, 'PromptOtter 机密水獺');
  const replies = [
    makeReply(lane, prompt.id),
    makeDoneReply(lane, prompt.id, 'ReplyHeron '.repeat(5000), {
      parts: [
        { type: 'reasoning', block: 0, kind: 'raw', text: 'ReasoningLynx' },
        { type: 'text', block: 1, text: 'ReplyHeron '.repeat(5000) },
      ],
    }),
  ];
  database.createConversation(conversation, [lane]);
  database.saveTabs([
    {
      id: newId(),
      conversationId: conversation.id,
      position: 0,
      pinned: false,
      active: true,
      draft: 'DraftBadger',
      updatedAt: at(0),
    },
  ]);
  database.saveConnection({
    id: newId<ConnectionId>(),
    provider: 'openai-compatible',
    name: 'ConnectionStork',
    baseUrl: 'https://gateway-plover.example',
    createdAt: at(0),
    updatedAt: at(0),
  });
  database.beginTurn({ conversationId: conversation.id, prompts: [prompt], replies, heads: [] });
  database.appendJournal(
    replies.slice(0, 1).map(({ id }) => ({
      runId: newId<RunId>(),
      messageId: id,
      seq: 1,
      events: [{ type: 'text', block: 0, delta: 'JournalMarten' }],
    })),
  );
}

describe('the files of the history', () => {
  it('hold no word of a person in the clear: not the file, its log, its index, nor a copy', () => {
    const database = HistoryDatabase.open({ kind: 'file', file, key, verify: false });
    write(database);
    expect(database.search({ query: 'ReplyHeron', before: null, limit: 5 })).toHaveLength(1);
    expect(readdirSync(folder).sort()).toEqual(['history.db', 'history.db-shm', 'history.db-wal']);
    expect(leaks()).toEqual([]);
    database.close();
    expect(leaks()).toEqual([]);

    const next = { version: newestSchemaVersion + 1, apply: () => undefined };
    openForWriting({ kind: 'file', file, key, verify: true }, [...migrations, next]).close();
    expect(readdirSync(folder)).toContain('history.before-migration.db');
    expect(leaks()).toEqual([]);
  });
});
