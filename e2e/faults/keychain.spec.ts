/**
 * A keychain that does not serve (R27): the window can be used all the same, says in plain words what is the matter, keeps keys
 * and chats in memory, writes nothing of them, and can be quit.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startKeyring } from '../../scripts/session/keyring.ts';
import type { SecretStoreState } from '../../src/shared/connection.ts';
import { describeSessionOnly } from '../../src/renderer/app/text/en/errors.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { FakeProvider } from '../providers/FakeProvider.ts';
import type { RunningApp } from '../RunningApp.ts';
import { filesHolding, listFiles } from './searchFiles.ts';

test.skip(process.platform !== 'linux', 'other systems have one keychain, the person’s own');

type Reason = Extract<SecretStoreState, { kind: 'session' }>['reason'];

const prompt = 'Who keeps what I say?';

/** Everything that still works without a keychain, and what is said about it. */
async function worksForThisSession(app: RunningApp, fake: FakeProvider, reason: Reason): Promise<void> {
  const { window } = app;
  await expect(window.banners).toHaveText([describeSessionOnly(reason)]);

  const form = await window.openNewConnection();
  await form.chooseProvider('openai');
  await expect(form.dialog).toContainText(describeSessionOnly(reason));
  await expect(form.dialog).toContainText(text.connections.secret.kept.session);
  await form.cancelButton.click();
  await window.settings.close();

  await connectServer(window, fake, 'Fake');
  await window.chooseModel('fake-large');
  await window.composer.send(prompt);
  await expect(window.pane().last.root).toContainText('Hello from the fake provider.');
  expect(fake.streams[0]?.headers['authorization']).toBe('Bearer sk-e2e-0123456789');
  await expect(window.library.conversation(prompt)).toBeVisible();
}

async function leftNothing(folder: string): Promise<void> {
  const written = await listFiles(folder);
  expect(written.filter((name) => name.startsWith('history'))).toEqual([]);
  expect(await filesHolding(folder, [prompt, 'sk-e2e-0123456789'])).toEqual([]);
}

test.describe('without a secret service', () => {
  test.use({ keyring: 'absent' });

  test('keys and chats are kept for this session', async ({ launch, home, startFake }) => {
    const app = await launch();
    await worksForThisSession(app, await startFake(), 'no-service');
    await app.close();
    await leftNothing(home.profileFolder);
  });

  test('the next session begins anew', async ({ launch, startFake }) => {
    const first = await launch();
    await worksForThisSession(first, await startFake(), 'no-service');
    await first.close();
    const second = await launch();
    await expect(second.window.composer.field).toBeVisible();
    await expect(second.window.library.conversations).toHaveCount(0);
  });
});

test('without any D-Bus, keys and chats are kept for this session', async ({ launch, home, startFake }) => {
  const app = await launch({ env: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home.folder, 'no-bus')}` } });
  await worksForThisSession(app, await startFake(), 'no-service');
  await app.close();
  await leftNothing(home.profileFolder);
});

test('a keyring that was locked since leaves the history as it is', async ({ launch, home, startFake }) => {
  const before = await launch();
  await before.window.composer.send('Show me everything in one answer');
  await before.window.pane().last.settled(30_000);
  await before.close();
  await home.keyring?.stop();
  const database = join(home.profileFolder, 'history', 'history.db');
  const bytes = await readFile(database);

  const locked = await startKeyring({ home: home.folder, state: 'locked' });
  const app = await launch({ env: locked.env });
  await worksForThisSession(app, await startFake(), 'locked');
  await app.close();
  await locked.stop();
  expect(bytes.equals(await readFile(database))).toBe(true);
  expect(await filesHolding(home.profileFolder, [prompt, 'sk-e2e-0123456789'])).toEqual([]);

  const unlocked = await startKeyring({ home: home.folder });
  const after = await launch({ env: unlocked.env });
  await expect(after.window.library.conversation('Show me everything')).toBeVisible();
  await expect(after.window.banners).toHaveCount(0);
  await after.close();
  await unlocked.stop();
});

test('a keyring that hangs holds up neither the window nor its end', async ({ launch, home, startFake }) => {
  home.keyring?.freeze();
  const app = await launch();
  // The window is there while the keychain still has its time to answer.
  await expect(app.page.getByRole('heading', { name: text.shell.appName })).toBeAttached();
  await expect(app.window.searchField).toBeVisible();
  await worksForThisSession(app, await startFake(), 'timeout');
  await app.close();
  await leftNothing(home.profileFolder);
});

test('a keyring that freezes later says so where a key is needed', async ({ app, home, startFake }) => {
  const { window } = app;
  const fake = await startFake();
  await connectServer(window, fake, 'Fake');
  await window.chooseModel('fake-large');
  home.keyring?.freeze();
  await window.composer.send(prompt);
  const reply = window.pane().last;
  // Five seconds are the keychain's own time to answer.
  await expect(reply.notice).toContainText('The system’s keychain did not answer.', { timeout: 20_000 });
  expect(fake.streams).toHaveLength(0);

  home.keyring?.thaw();
  await reply.remedy('retry').click();
  await expect(window.pane().last.root).toContainText('Hello from the fake provider.');
});
