/** A temporary chat on the real app: whatever happens to it, nothing of it is in any file of the profile until it is kept. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pictureFile } from '../../src/main/attachments/testing/imageFiles.ts';
import { historyKeyAccount } from '../../src/main/history/historyKey.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import { readHistory } from '../readHistory.ts';
import type { TestHome } from '../TestHome.ts';

const words = {
  prompt: 'PromptOfAnOtter',
  reply: 'ReplyOfAHeron',
  draft: 'DraftOfALynx',
  fileName: 'FileOfABadger.png',
};

/** Which of the words stand in the history, decrypted, or in any file of the profile. */
async function traces(home: TestHome): Promise<readonly string[]> {
  const key = await home.readSecret(historyKeyAccount);
  if (key === null) throw new Error('The keychain holds no key of the history');
  const rows = await readHistory(home.profileFolder, key, (database) =>
    database
      .all("SELECT name FROM sqlite_master WHERE type = 'table'")
      .flatMap(({ name }) => database.all(`SELECT * FROM "${String(name)}"`))
      .flatMap((row) => Object.values(row).map((value) => Buffer.from(String(value)))),
  );
  const entries = await readdir(home.profileFolder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  // A file that Chromium has just put away holds nothing any more.
  const contents = await Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name)).catch(() => Buffer.alloc(0))),
  );
  const everything = [...rows, ...contents];
  return Object.values(words).filter((word) =>
    everything.some((bytes) => bytes.includes(word, 0, 'utf8') || bytes.includes(word, 0, 'utf16le')),
  );
}

async function openTemporary(window: MainWindow): Promise<void> {
  await window.openTemporaryTab();
  await expect(window.page.getByText(text.chat.temporary.bar)).toBeVisible();
  await window.chooseModel('fake-large');
}

test('a temporary chat leaves no trace: while it streams, with a file, and after it is closed', async ({
  app,
  home,
  startFake,
}, testInfo) => {
  const { window } = app;
  const fake = await startFake({ behaviours: [{ kind: 'manual' }] });
  await connectServer(window, fake, 'Desk');
  await openTemporary(window);
  const picture = testInfo.outputPath(words.fileName);
  await writeFile(picture, await pictureFile('png', { width: 40, height: 40 }));
  await app.choose([picture]);
  await window.composer.addFilesButton.click();
  await expect(window.composer.files).toHaveCount(1);
  await window.composer.send(words.prompt);
  await expect.poll(() => fake.streams.length).toBe(1);
  await fake.streams[0]?.emit({ text: words.reply });
  await expect(window.pane().reply('fake-large').root).toContainText(words.reply);
  await window.composer.field.fill(words.draft);
  await expect(window.library.conversation(words.prompt)).toHaveCount(0);
  expect(await traces(home)).toEqual([]);

  // A window that loads again finds it, because the app still knows it; the draft is there once it was handed over.
  await expect(async () => {
    await window.page.reload();
    await window.ready();
    await expect(window.composer.field).toHaveValue(words.draft, { timeout: 2000 });
  }).toPass();
  await expect(window.pane().reply('fake-large').root).toContainText(words.reply);
  await expect(window.page.getByText(text.chat.temporary.bar)).toBeVisible();
  expect(await traces(home)).toEqual([]);

  await window.page.keyboard.press('ControlOrMeta+w');
  const question = window.page.getByRole('alertdialog', { name: text.chat.temporary.closeTitle(1) });
  await question.getByRole('button', { name: text.chat.temporary.closeConfirm(1) }).click();
  await expect(window.tabs).toHaveCount(1);
  expect(await fake.streams[0]?.closed).toBe('by-client');
  expect(await traces(home)).toEqual([]);
  await app.close();
  expect(await traces(home)).toEqual([]);
});

test('a temporary chat that is kept is there with everything in it, also after a restart', async ({
  home,
  launch,
  startFake,
}, testInfo) => {
  const first = await launch();
  await first.window.ready();
  const fake = await startFake({ behaviours: [{ kind: 'answer', text: words.reply }] });
  await connectServer(first.window, fake, 'Desk');
  await openTemporary(first.window);
  const picture = testInfo.outputPath(words.fileName);
  await writeFile(picture, await pictureFile('png', { width: 40, height: 40 }));
  await first.choose([picture]);
  await first.window.composer.addFilesButton.click();
  await expect(first.window.composer.files).toHaveCount(1);
  await first.window.composer.send(words.prompt);
  await first.window.pane().reply('fake-large').settled(10_000);
  expect(await traces(home)).toEqual([]);

  await first.window.composer.keep.click();
  await expect(first.window.page.getByText(text.chat.temporary.bar)).toHaveCount(0);
  await expect(first.window.library.conversation(words.prompt)).toBeVisible();
  expect(await traces(home)).toEqual([words.prompt, words.reply, words.fileName]);
  await first.close();

  const { window } = await launch();
  await window.ready();
  await window.tab(words.prompt).click();
  await expect(window.pane().reply('fake-large').root).toContainText(words.reply);
  const { files } = window.pane().prompt(words.prompt);
  await files.getByRole('button', { name: text.chat.attachments.show(words.fileName) }).click();
  // The picture itself, made from the bytes that were kept.
  await expect(window.page.getByRole('img', { name: words.fileName })).toBeVisible();
});
