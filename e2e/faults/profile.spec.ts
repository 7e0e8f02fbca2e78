/**
 * A profile in trouble (R36, R37): whatever is wrong with it, the app starts and can be used, says in plain words what is the
 * matter, and destroys nothing.
 */
import { open, readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { captureChild } from '../../scripts/childProcess.ts';
import { openSqlcipher } from '../../src/main/history/SqlcipherDriver.ts';
import { describeError } from '../../src/renderer/app/text/en/errors.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { expect, test } from '../fixtures.ts';
import type { TestHome } from '../TestHome.ts';
import {
  converse,
  databaseOf,
  expectMemoryOnly,
  historyFolder,
  leaveHistory,
  newPrompt,
  oldPrompt,
} from './troubledProfile.ts';

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
