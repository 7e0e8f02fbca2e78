/** What two windows and a long absence can do to a tab: nothing that a person wrote is lost by it. */
import { historyFiles } from '../../src/main/history/historyFiles.ts';
import { historyKeyAccount } from '../../src/main/history/historyKey.ts';
import { openSqlcipher } from '../../src/main/history/SqlcipherDriver.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { RunningApp } from '../RunningApp.ts';
import type { TestHome } from '../TestHome.ts';

/** Puts every conversation into the trash behind the back of the app, which is not running. */
async function trashAll(home: TestHome): Promise<void> {
  const key = await home.readSecret(historyKeyAccount);
  if (key === null) throw new Error('The keychain holds no key of the history');
  const database = openSqlcipher(historyFiles(home.profileFolder).database, key);
  database.run('UPDATE conversations SET trashed_at = 1 WHERE trashed_at IS NULL');
  database.close();
}

async function leaveDraft(app: RunningApp): Promise<void> {
  await app.window.ready();
  await app.window.composer.send('hello');
  await app.window.pane().reply('Demo writer').settled(30_000);
  await app.window.composer.field.fill('half a sentence');
  await app.close();
}

test('a tab whose conversation was deleted says so, and begins anew with what was written', async ({
  home,
  launch,
}) => {
  await leaveDraft(await launch());
  await trashAll(home);
  const { window, page } = await launch();
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByText(text.tabs.gone.title)).toBeVisible();
  await expect(panel.getByText(text.tabs.gone.text)).toBeVisible();
  await expect(window.banners).toHaveCount(0);
  await panel.getByRole('button', { name: text.tabs.gone.startAnew }).click();
  await expect(window.composer.field).toHaveValue('half a sentence');
  await window.composer.sendButton.click();
  await expect(window.pane().prompt('half a sentence').root).toBeVisible();
});

test('a tab whose conversation was deleted can be closed, and comes back with its draft', async ({
  home,
  launch,
}) => {
  await leaveDraft(await launch());
  await trashAll(home);
  const { window, page } = await launch();
  const gone = page.getByRole('tabpanel').getByText(text.tabs.gone.title);
  await page.getByRole('button', { name: text.tabs.gone.close }).click();
  await expect(gone).toBeHidden();
  await expect(window.composer.field).toHaveValue('');
  await expect(window.tabs).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+Shift+T');
  await expect(gone.or(window.composer.field)).toBeVisible();
  if (await gone.isVisible()) await page.getByRole('button', { name: text.tabs.gone.startAnew }).click();
  await expect(window.composer.field).toHaveValue('half a sentence');
});

const longAnswer = Array.from({ length: 60 }, (_, index) => `Paragraph ${String(index + 1)}.`).join('\n\n');

test('two windows on one conversation follow each other, and neither disturbs what is done in the other', async ({
  app,
  startFake,
}) => {
  const first = app.window;
  const fake = await startFake({ behaviours: [{ kind: 'answer', text: longAnswer }] });
  await connectServer(first, fake, 'Desk');
  await first.chooseModel('fake-large');
  await first.composer.send('First');
  await first.pane().reply('fake-large').settled(30_000);
  await first.chooseInTabMenu(first.tabs.first(), text.shell.tabs.duplicate);
  await expect(first.tabs).toHaveCount(2);
  const second = await app.windowOpenedBy(() =>
    first.chooseInTabMenu(first.tabs.nth(1), text.tabs.commands.toNewWindow),
  );
  await expect(second.pane().prompt('First').root).toBeAttached();

  await test.step('a prompt of one shows in the other, whose draft and place stay', async () => {
    await first.composer.field.fill('half a sentence');
    const log = first.pane().root.getByRole('log');
    await log.hover();
    await first.page.mouse.wheel(0, -100_000);
    await expect.poll(() => log.evaluate((element) => element.scrollTop)).toBe(0);
    await second.composer.send('Second');
    await second.pane().reply('fake-large').settled(30_000);
    await first.pane().jumpToLatest.waitFor();
    expect(await log.evaluate((element) => element.scrollTop)).toBe(0);
    await expect(first.composer.field).toHaveValue('half a sentence');
    await first.pane().jumpToLatest.click();
    await expect(first.pane().prompt('Second').root).toBeAttached();
    await expect(first.pane().reply('fake-large').root).toContainText('Paragraph 60.');
  });

  await test.step('a branch that one makes is the branch of both', async () => {
    await second.pane().reply('fake-large').retry.click();
    await expect(second.pane().reply('fake-large').branch(2, 2)).toBeVisible();
    await expect(first.pane().reply('fake-large').branch(2, 2)).toBeVisible();
    await expect(first.composer.field).toHaveValue('half a sentence');
  });

  await test.step('settings and connections of one are those of both', async () => {
    const settings = await second.openSettings();
    await settings.theme('dark').click();
    await settings.close();
    await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await connectServer(second, fake, 'Shelf');
    await first.openSettings();
    await first.settings.section(text.settings.sections.connections).click();
    await expect(first.settings.connections.filter({ hasText: 'Shelf' })).toBeVisible();
  });
});

test('what is typed last before a window closes is in the first one', async ({ app }) => {
  const first = app.window;
  await first.composer.field.fill('one');
  await first.openTab();
  await first.composer.field.fill('two');
  const second = await app.windowOpenedBy(() =>
    first.chooseInTabMenu(first.tabs.nth(1), text.tabs.commands.toNewWindow),
  );
  const gone = second.page.waitForEvent('close');
  await second.composer.field.fill('two, to the last key');
  await app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .toSorted((a, b) => b.id - a.id)[0]
      ?.close();
  });
  await gone;
  await first.tabs.nth(1).click();
  await expect(first.composer.field).toHaveValue('two, to the last key');
});
