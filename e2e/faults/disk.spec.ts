/** A disk without room, and one that takes no changes: nothing that is on it or on the screen is lost, and a restart goes on. */
import { lstatSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError } from '../../src/renderer/app/text/en/errors.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { FakeProvider } from '../providers/FakeProvider.ts';
import type { FakeRequest } from '../providers/FakeRequest.ts';
import { SmallDisk } from './SmallDisk.ts';
import { databaseOf, expectMemoryOnly, historyFolder, leaveHistory, oldPrompt } from './troubledProfile.ts';

const disks: SmallDisk[] = [];

/** Mounts a disk that goes away after the test, whatever becomes of it. */
async function mountDisk(folder: string, megabytes: number): Promise<SmallDisk | null> {
  const disk = await SmallDisk.mount(folder, megabytes);
  if (disk !== null) disks.push(disk);
  return disk;
}

test.afterEach(async () => {
  for (const disk of disks.splice(0)) await disk.unmount();
});

test('a full disk at the start: the app works in memory and says so', async ({ launch, home }) => {
  const disk = await mountDisk(historyFolder(home), 4);
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
});

test('a disk that fills up in the middle of a reply loses neither it nor the draft', async ({
  launch,
  home,
  startFake,
}) => {
  const disk = await mountDisk(historyFolder(home), 8);
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
  const disk = await mountDisk(home.profileFolder, 128);
  test.skip(disk === null, 'needs the right to mount');
  await cp(kept, home.profileFolder, { recursive: true });
  await disk?.makeReadOnly();

  const app = await launch();
  await expectMemoryOnly(app, 'history/read-only');
  await app.close();
  const before = await readFile(join(kept, 'history', 'history.db'));
  expect(before.equals(await readFile(databaseOf(home)))).toBe(true);
});

/** Neither a socket nor a link, which Chromium leaves for the next instance. */
function isOrdinary(path: string): boolean {
  const found = lstatSync(path);
  return found.isFile() || found.isDirectory();
}
