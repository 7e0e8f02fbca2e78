/**
 * Fifty times on one profile the app is killed at a random moment of a stream, all its processes at once. Each time the file
 * that is left behind is sound as it lies there, and the next start shows what had come: a prefix of what the server sent,
 * short of it by no more than 500 ms. CRASH_SEED repeats a run.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { say } from '../../scripts/terminal.ts';
import { historyFiles } from '../../src/main/history/historyFiles.ts';
import { historyKeyAccount } from '../../src/main/history/historyKey.ts';
import { openLocalHistory } from '../../src/main/history/openLocalHistory.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { plainText } from '../../src/shared/stream.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import type { FakeProvider } from '../providers/FakeProvider.ts';
import type { FakeRequest } from '../providers/FakeRequest.ts';
import { readHistory } from '../readHistory.ts';

// Recording fifty windows would take longer than killing them.
test.use({ trace: 'off' });

/** Fifty kills in all, in two series that run side by side. */
const rounds = 25;
const series = ['first', 'second'] as const;
/** What a crash may cost. */
const longestLossMs = 500;
/** A stream is killed at any moment of its first 1.2 seconds: of four or five writes of the journal. */
const longestStreamMs = 1200;
const betweenWordsMs = 15;

/** What the server had sent when the app was killed. */
interface Killed {
  readonly words: readonly string[];
  /** How long before the kill each word was out, in milliseconds. */
  readonly ages: readonly number[];
}

/** Mulberry32: small, seeded and good enough to choose moments. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function nextStream(fake: FakeProvider): Promise<FakeRequest> {
  const request = await fake.nextRequest();
  return request.topic === 'models' ? nextStream(fake) : request;
}

/** Sends a word every few milliseconds until the moment has come, then kills. */
async function streamUntil(moment: number, stream: FakeRequest, kill: () => Promise<void>): Promise<Killed> {
  const words: string[] = [];
  const sentAt: number[] = [];
  const startedAt = performance.now();
  while (performance.now() - startedAt < moment) {
    const word = `word${String(words.length + 1)}`;
    await stream.emit({ text: `${word} ` });
    words.push(word);
    sentAt.push(performance.now());
    await delay(betweenWordsMs);
  }
  const killedAt = performance.now();
  await kill();
  return { words, ages: sentAt.map((at) => killedAt - at) };
}

/** The file as the crash has left it, before the app has had a chance to mend it. Looks at a copy. */
async function expectSoundFile(profileFolder: string, key: string): Promise<void> {
  const found = await readHistory(profileFolder, key, (database) => ({
    pages: database.all('PRAGMA cipher_integrity_check'),
    structure: database.all('PRAGMA integrity_check'),
    streaming: database.all("SELECT id FROM messages WHERE status = 'streaming'"),
  }));
  expect(found.pages).toEqual([]);
  expect(found.structure).toEqual([{ integrity_check: 'ok' }]);
  expect(found.streaming).toHaveLength(1);
}

/**
 * The reply of the last run is on the screen, as interrupted, and begins as the server began. Returns the age of the oldest
 * word that is missing: the milliseconds that the crash has cost. Prompt and reply are read together: while the list is still
 * on its way to its end, the last reply in it is an earlier one.
 */
async function readLoss(window: MainWindow, prompt: string, { words, ages }: Killed): Promise<number> {
  const articles = window.pane().root.getByRole('article');
  let reply = '';
  await expect
    .poll(async () => {
      const texts = await articles.allInnerTexts();
      reply = texts.at(-1) ?? '';
      return (
        texts.at(-2)?.split('\n').includes(prompt) === true && reply.includes(text.chat.status.interrupted)
      );
    })
    .toBe(true);
  const shown = reply.match(/word\d+/g) ?? [];
  expect(shown).toEqual(words.slice(0, shown.length));
  return Math.round(ages[shown.length] ?? 0);
}

for (const name of series) {
  test(`${String(rounds)} kills in mid-stream lose no more than ${String(longestLossMs)} ms, ${name} series`, async ({
    launch,
    home,
    startFake,
  }) => {
    test.setTimeout(480_000);
    const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 2 ** 32);
    say(`Crash test with CRASH_SEED=${String(seed)}`);
    const random = randomFrom(seed);
    const fake = await startFake({ behaviours: [{ kind: 'manual' }] });
    let app = await launch();
    await app.window.ready();
    await connectServer(app.window, fake, 'Desk');
    await app.window.chooseModel('fake-large');
    const key = await home.readSecret(historyKeyAccount);
    if (key === null) throw new Error('The keychain holds no key of the history');

    const crashes: Killed[] = [];
    const losses: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const prompt = `Round ${String(round)}`;
      await app.window.composer.send(prompt);
      const stream = await nextStream(fake);
      const killed = await streamUntil(random() * longestStreamMs, stream, () => app.kill());
      crashes.push(killed);
      await expectSoundFile(home.profileFolder, key);
      app = await launch();
      await app.window.ready();
      losses.push(await readLoss(app.window, prompt, killed));
    }
    await app.close();
    say(`Lost at each kill, in ms: ${losses.toSorted((a, b) => a - b).join(' ')}`);
    expect(Math.max(...losses)).toBeLessThanOrEqual(longestLossMs);

    const { database } = historyFiles(home.profileFolder);
    const history = openLocalHistory({ kind: 'file', file: database, key, verify: true });
    const [stored] = await history.listConversations({ trashed: false, before: null, limit: 10 });
    if (stored === undefined) throw new Error('The history holds no conversation');
    const { messages } = await history.readArchive(stored.conversation.id);
    const replies = messages.filter((message) => message.role === 'assistant');
    expect(replies.map(({ status }) => status)).toEqual(Array<string>(rounds).fill('interrupted'));
    for (const [index, { parts }] of replies.entries()) {
      const sent = `${(crashes[index]?.words ?? []).join(' ')} `;
      expect(sent.startsWith(plainText(parts))).toBe(true);
    }
    await history.close();
  });
}
