/**
 * A profile in trouble (R36, R37): whatever is wrong with it, the app starts and can be used, says in plain words what is the
 * matter, and destroys nothing.
 */
import { lstatSync } from 'node:fs';
import { cp, open, readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { captureChild } from '../../scripts/childProcess.ts';
import { openSqlcipher } from '../../src/main/history/SqlcipherDriver.ts';
import { describeError, describeUnsaved } from '../../src/renderer/app/text/en/errors.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import type { ErrorCode } from '../../src/shared/errors.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import type { FakeProvider } from '../providers/FakeProvider.ts';
import type { FakeRequest } from '../providers/FakeRequest.ts';
import type { RunningApp } from '../RunningApp.ts';
import type { TestHome } from '../TestHome.ts';
import { SmallDisk } from './SmallDisk.ts';

const oldPrompt = 'What was said before';
const newPrompt = 'What is said now';

/** Holds one conversation in the app and quits. */
async function leaveHistory(app: RunningApp): Promise<void> {
  await app.window.ready();
  await converse(app.window, oldPrompt);
  await app.close();
}

async function converse(window: MainWindow, prompt: string): Promise<void> {
  await window.composer.send(prompt);
  await window.pane().last.settled(30_000);
  await expect(window.library.conversation(prompt)).toBeVisible();
}

const historyFolder = (home: TestHome): string => join(home.profileFolder, 'history');
const databaseOf = (home: TestHome): string => join(historyFolder(home), 'history.db');

/** The one banner that an app shows which keeps nothing because of this. */
async function expectMemoryOnly({ window }: RunningApp, code: ErrorCode): Promise<void> {
  const { title, next } = describeUnsaved({ code, message: '', retryable: false });
  const banner = window.banners.filter({ hasText: title });
  await expect(banner).toContainText(next);
  await expect(window.library.conversations).toHaveCount(0);
  await converse(window, newPrompt);
  await expect(banner).toBeVisible();
  await expect(window.banners).toHaveCount(1);
}

interface Damage {
  readonly name: string;
  readonly inflict: (file: string) => Promise<void>;
}

async function overwrite(file: string, position: number, length: number): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(length, 0x5a), 0, length, position);
  await handle.close();
}

const damages: readonly Damage[] = [
  { name: 'cut off', inflict: (file) => truncate(file, 6000) },
  { name: 'cut to nothing', inflict: (file) => truncate(file, 0) },
  { name: 'overwritten at its beginning', inflict: (file) => overwrite(file, 100, 64) },
];

for (const { name, inflict } of damages) {
  test(`a database that was ${name} is put aside, and a new one begun`, async ({ launch, home }) => {
    await leaveHistory(await launch());
    await inflict(databaseOf(home));
    const bytes = await readFile(databaseOf(home));

    const app = await launch();
    await app.window.ready();
    const quarantined = await quarantinedName(home);
    await expect(app.window.banners).toHaveText(new RegExp(`^${text.errors.quarantined(quarantined)}`));
    expect(bytes.equals(await readFile(join(historyFolder(home), quarantined)))).toBe(true);
    await expect(app.window.library.conversations).toHaveCount(0);
    await converse(app.window, newPrompt);
    await app.window.banners.getByRole('button', { name: text.shell.dismiss }).click();
    await expect(app.window.banners).toHaveCount(0);
    await app.close();

    const again = await launch();
    await expect(again.window.library.conversation(newPrompt)).toBeVisible();
    await expect(again.window.banners).toHaveCount(0);
    expect(await readdir(historyFolder(home))).toContain(quarantined);
  });
}

async function quarantinedName(home: TestHome): Promise<string> {
  const [name] = (await readdir(historyFolder(home))).filter((file) => file.includes('.damaged-'));
  if (name === undefined) throw new Error('Nothing was put aside');
  return name;
}

test('damage that shows only when it is read is told, and put aside at the next start', async ({
  launch,
  home,
}) => {
  await leaveHistory(await launch());
  // The index of words, which no start reads.
  await overwriteRootOf(home, 'message_words_data');
  const app = await launch();
  await expect(app.window.library.conversation(oldPrompt)).toBeVisible();
  await app.window.searchField.fill('said');
  const { title, next } = describeError({ code: 'history/damaged', message: '', retryable: false });
  await expect(app.page.getByRole('alert')).toContainText(title);
  await expect(app.page.getByRole('alert')).toContainText(next);
  await app.close();

  const again = await launch();
  await again.window.ready();
  await expect(again.window.banners).toContainText(await quarantinedName(home));
  await converse(again.window, newPrompt);
});

/** SQLCipher's own, since version 4. */
const pageSize = 4096;

/** Damages the page that leads to every row of a table. */
async function overwriteRootOf(home: TestHome, table: string): Promise<void> {
  const database = openSqlcipher(databaseOf(home), await home.readSecret('history-key'));
  const row = database.get('SELECT rootpage FROM sqlite_schema WHERE name = $table', { table });
  database.close();
  await overwrite(databaseOf(home), (Number(row?.['rootpage']) - 1) * pageSize, 256);
}

test('a history from a newer version is left as it is', async ({ launch, home }) => {
  await leaveHistory(await launch());
  const key = await home.readSecret('history-key');
  const database = openSqlcipher(databaseOf(home), key);
  database.exec('PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  const bytes = await readFile(databaseOf(home));

  const app = await launch();
  await expectMemoryOnly(app, 'history/newer-version');
  await app.close();
  expect(bytes.equals(await readFile(databaseOf(home)))).toBe(true);
  expect((await readdir(historyFolder(home))).filter((name) => name.includes('damaged'))).toEqual([]);
});

test('a history whose label speaks of a newer version is not even opened', async ({ launch, home }) => {
  await leaveHistory(await launch());
  const labelFile = join(historyFolder(home), 'history.label.json');
  const label: unknown = JSON.parse(await readFile(labelFile, 'utf8'));
  await writeFile(labelFile, JSON.stringify({ ...Object(label), schemaVersion: 999 }));
  const bytes = await readFile(databaseOf(home));

  const app = await launch();
  await expectMemoryOnly(app, 'history/newer-version');
  await app.close();
  expect(bytes.equals(await readFile(databaseOf(home)))).toBe(true);
});

test('a history without its key waits for it', async ({ launch, home }) => {
  test.skip(home.keyring === null, 'takes the key out of a keyring of its own');
  await leaveHistory(await launch());
  const key = await home.readSecret('history-key');
  const attributes = ['service', 'Switchyard', 'account', 'history-key'];
  await captureChild('secret-tool', ['clear', ...attributes], { env: home.env });
  const bytes = await readFile(databaseOf(home));

  const app = await launch();
  await expectMemoryOnly(app, 'history/key-missing');
  await app.close();
  expect(bytes.equals(await readFile(databaseOf(home)))).toBe(true);
  expect(await home.readSecret('history-key')).toBeNull();

  await captureChild('secret-tool', ['store', '--label', 'Switchyard', ...attributes], {
    env: home.env,
    input: key ?? '',
  });
  const again = await launch();
  await expect(again.window.library.conversation(oldPrompt)).toBeVisible();
  await expect(again.window.library.conversation(newPrompt)).toHaveCount(0);
});

test('a history that another program holds is left to it', async ({ launch, home }) => {
  await leaveHistory(await launch());
  const other = openSqlcipher(databaseOf(home), await home.readSecret('history-key'));
  other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  const app = await launch();
  await expectMemoryOnly(app, 'history/locked');
  await app.close();
  other.exec('ROLLBACK');
  other.close();

  const again = await launch();
  await expect(again.window.library.conversation(oldPrompt)).toBeVisible();
});

test('a profile may lie under spaces and letters of any script', async ({ launch, home }) => {
  const args = [`--user-data-dir=${join(home.folder, 'Мои данные & écrits 日本 (1)')}`];
  await leaveHistory(await launch({ args }));
  const again = await launch({ args });
  await expect(again.window.library.conversation(oldPrompt)).toBeVisible();
  await expect(again.window.banners).toHaveCount(0);
});

test('a full disk at the start: the app works in memory and says so', async ({ launch, home }) => {
  const disk = await SmallDisk.mount(historyFolder(home), 4);
  test.skip(disk === null, 'needs the right to mount');
  await disk?.fill();
  const app = await launch();
  await expectMemoryOnly(app, 'history/disk-full');
  await app.close();
  await disk?.free();

  const again = await launch();
  await leaveHistory(again);
  const third = await launch();
  await expect(third.window.library.conversation(oldPrompt)).toBeVisible();
  await third.close();
  await disk?.unmount();
});

test('a disk that fills up in the middle of a reply loses neither it nor the draft', async ({
  launch,
  home,
  startFake,
}) => {
  const disk = await SmallDisk.mount(historyFolder(home), 8);
  test.skip(disk === null, 'needs the right to mount');
  const fake = await startFake({ behaviours: [{ kind: 'manual' }] });
  const app = await launch();
  const { window } = app;
  await connectServer(window, fake, 'Fake');
  await window.chooseModel('fake-large');
  await window.composer.send(oldPrompt);
  const request = await nextStream(fake);
  await request.open();
  await request.emit({ text: 'What came before the disk was full. ' });
  const reply = window.pane().last;
  await expect(reply.root).toContainText('What came before the disk was full.');

  await disk?.fill();
  await window.composer.field.fill('A draft on a full disk');
  await request.emit({ text: 'What came after it. ' });
  const { title, next } = describeError({ code: 'history/disk-full', message: '', retryable: true });
  await expect(reply.notice).toContainText(title);
  await expect(reply.notice).toContainText(next);
  await expect(reply.root).toContainText('What came before the disk was full.');
  await expect(window.composer.field).toHaveValue('A draft on a full disk');
  await expect(window.banners).toContainText(title);

  await disk?.free();
  fake.script({ kind: 'answer', text: 'There is room again.' });
  await reply.remedy('retry').click();
  await expect(window.pane().last.root).toContainText('There is room again.');
  await window.pane().last.settled();
  await app.close();

  const again = await launch();
  await expect(again.window.composer.field).toHaveValue('A draft on a full disk');
  await expect(again.window.pane().last.root).toContainText('There is room again.');
  await again.window.pane().last.root.getByRole('button', { name: text.chat.message.previousBranch }).click();
  await expect(again.window.pane().last.root).toContainText('What came before the disk was full.');
  await again.close();
  await disk?.unmount();
});

async function nextStream(fake: FakeProvider): Promise<FakeRequest> {
  for (;;) {
    const request = await fake.nextRequest();
    if (request.topic !== 'models') return request;
  }
}

test('a profile folder that cannot be written is told, and nothing in it changes', async ({
  launch,
  home,
}) => {
  await leaveHistory(await launch());
  const kept = join(home.folder, 'kept');
  await cp(home.profileFolder, kept, { recursive: true, filter: isOrdinary });
  const disk = await SmallDisk.mount(home.profileFolder, 128);
  test.skip(disk === null, 'needs the right to mount');
  await cp(kept, home.profileFolder, { recursive: true });
  await disk?.makeReadOnly();

  const app = await launch();
  await expectMemoryOnly(app, 'history/read-only');
  await app.close();
  const before = await readFile(join(kept, 'history', 'history.db'));
  expect(before.equals(await readFile(databaseOf(home)))).toBe(true);
  await disk?.unmount();
});

/** Neither a socket nor a link, which Chromium leaves for the next instance. */
function isOrdinary(path: string): boolean {
  const found = lstatSync(path);
  return found.isFile() || found.isDirectory();
}
