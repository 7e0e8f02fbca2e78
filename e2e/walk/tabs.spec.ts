/** Tabs as a person handles them: pinned, ordered, closed and reopened, in several windows, and there again after a restart. */
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import { beginsWith } from '../pages/names.ts';

const { toNewWindow, toMainWindow } = text.tabs.commands;

/** Opens a tab for each of these drafts, beside the blank one that is there. */
async function openDrafts(window: MainWindow, drafts: readonly string[]): Promise<void> {
  for (const [index, draft] of drafts.entries()) {
    if (index > 0) await window.openTab();
    await window.composer.field.fill(draft);
  }
}

/** What stands in the composers, tab by tab. */
async function draftsOf(window: MainWindow): Promise<readonly string[]> {
  const drafts: string[] = [];
  for (let index = 0; index < (await window.tabs.count()); index += 1) {
    await window.tabs.nth(index).click();
    await expect(window.tabs.nth(index)).toHaveAttribute('aria-selected', 'true');
    drafts.push(await window.composer.field.inputValue());
  }
  return drafts;
}

test('a tab moves to a window of its own and back, with its draft', async ({ app }) => {
  const first = app.window;
  await first.composer.send('hello');
  await first.pane().reply('Demo writer').settled(30_000);
  await first.composer.field.fill('half a sentence');
  await first.openTab();
  await first.composer.field.fill('stays here');

  const second = await app.windowOpenedBy(() => first.chooseInTabMenu(first.tab('hello'), toNewWindow));
  await expect(second.tabs).toHaveCount(1);
  await expect(second.composer.field).toHaveValue('half a sentence');
  await expect(second.pane().prompt('hello').root).toBeVisible();
  await expect(first.tabs).toHaveCount(1);
  await expect(first.composer.field).toHaveValue('stays here');
  expect(await second.page.title()).toBe(text.tabs.windowTitle('hello'));

  await second.composer.field.fill('a whole sentence');
  const gone = second.page.waitForEvent('close');
  await second.chooseInTabMenu(second.tab('hello'), toMainWindow);
  await gone;
  await expect(first.tabs).toHaveCount(2);
  await expect(first.tab('hello')).toHaveAttribute('aria-selected', 'true');
  await expect(first.composer.field).toHaveValue('a whole sentence');
});

test('the only tab of the first window leaves a new chat there', async ({ app }) => {
  const first = app.window;
  await first.composer.field.fill('on its way');
  const second = await app.windowOpenedBy(() => first.chooseInTabMenu(first.tabs.first(), toNewWindow));
  await expect(second.composer.field).toHaveValue('on its way');
  await expect(first.tabs).toHaveCount(1);
  await expect(first.composer.field).toHaveValue('');
});

test('closing a window gives what is worth keeping to the first one, down to the last key', async ({
  app,
}) => {
  const first = app.window;
  await openDrafts(first, ['one', 'two']);
  const second = await app.windowOpenedBy(() => first.chooseInTabMenu(first.tabs.nth(1), toNewWindow));
  await second.openTab();
  await second.composer.field.fill('three');
  await second.openTab();
  await second.tabs.first().click();
  await second.composer.field.fill('two and more');
  const gone = second.page.waitForEvent('close');
  await app.electron.evaluate(({ BrowserWindow }) => {
    const [newest] = BrowserWindow.getAllWindows().sort((a, b) => b.id - a.id);
    newest?.close();
  });
  await gone;
  await expect(first.tabs).toHaveCount(3);
  expect(await draftsOf(first)).toEqual(['one', 'two and more', 'three']);
});

test('windows that are open at the end are open again at the next start, each with its tabs', async ({
  launch,
}) => {
  const app = await launch();
  await app.window.ready();
  await openDrafts(app.window, ['one', 'two']);
  const second = await app.windowOpenedBy(() =>
    app.window.chooseInTabMenu(app.window.tabs.nth(1), toNewWindow),
  );
  await second.composer.field.fill('two and more');
  await app.close();

  const again = await launch();
  await again.window.ready();
  await expect.poll(() => again.electron.windows().length).toBe(2);
  const drafts = await Promise.all(
    again.electron
      .windows()
      .map((page) => page.getByRole('textbox', { name: text.chat.composer.label, exact: true }).inputValue()),
  );
  expect(drafts.toSorted()).toEqual(['one', 'two and more']);
});

/** A long answer whose every paragraph can be told from the others. */
const longAnswer = Array.from(
  { length: 80 },
  (_, index) =>
    `Paragraph ${String(index + 1)} of the answer, with words enough to fill a line or two of the pane.`,
).join('\n\n');

/** The paragraph at the top edge of the transcript in sight, and its place, in pixels. */
async function readingAt(window: MainWindow): Promise<{ readonly words: string; readonly top: number }> {
  return window
    .pane()
    .root.getByRole('log')
    .evaluate((log) => {
      const edge = log.getBoundingClientRect().top;
      const paragraphs = [...log.querySelectorAll('p')].map((element) => ({
        words: element.textContent.trim(),
        top: element.getBoundingClientRect().top - edge,
      }));
      return paragraphs.find(({ top, words }) => top >= 0 && words !== '') ?? { words: '', top: 0 };
    });
}

/** Scrolls the transcript up by hand, and waits until it stands where the wheel has sent it. */
async function scrollUp(window: MainWindow, pixels: number): Promise<void> {
  const log = window.pane().root.getByRole('log');
  const top = () => log.evaluate((element) => element.scrollTop);
  const before = await top();
  await log.hover();
  await window.page.mouse.wheel(0, -pixels);
  await expect.poll(top).toBeLessThan(before - pixels / 2);
  await expect.poll(async () => (await top()) === (await top())).toBe(true);
}

test('a tab is read on where it was left: after a restart, and when it is reopened', async ({
  launch,
  startFake,
}) => {
  const fake = await startFake({ behaviours: [{ kind: 'answer', text: longAnswer }] });
  const app = await launch();
  await app.window.ready();
  await connectServer(app.window, fake, 'Desk');
  await app.window.chooseModel('fake-large');
  for (const prompt of ['First', 'Second', 'Third']) {
    await app.window.composer.send(prompt);
    await app.window.pane().reply('fake-large').settled(30_000);
  }
  await scrollUp(app.window, 4000);
  const left = await readingAt(app.window);
  expect(left.words).toContain('Paragraph');
  await app.close();

  const again = await launch();
  await again.window.ready();
  await expect.poll(() => readingAt(again.window)).toMatchObject({ words: left.words });
  expect(Math.abs((await readingAt(again.window)).top - left.top)).toBeLessThanOrEqual(2);

  await again.window.openTab();
  await again.window.tabs.first().click();
  await expect.poll(() => readingAt(again.window)).toMatchObject({ words: left.words });
  await again.page.keyboard.press('ControlOrMeta+w');
  await expect(again.window.tabs).toHaveCount(1);
  await again.page.keyboard.press('ControlOrMeta+Shift+T');
  await expect(again.window.tabs).toHaveCount(2);
  await expect.poll(() => readingAt(again.window)).toMatchObject({ words: left.words });
});

test('tabs are pinned, put in order by hand and by key, duplicated, closed and reopened', async ({ app }) => {
  const { window, page } = app;
  await openDrafts(window, ['one', 'two', 'three']);

  await test.step('pin', async () => {
    await window.chooseInTabMenu(window.tabs.nth(2), text.shell.tabs.pin);
    expect(await draftsOf(window)).toEqual(['three', 'one', 'two']);
    await window.chooseInTabMenu(window.tabs.first(), text.shell.tabs.unpin);
  });

  await test.step('drag', async () => {
    await window.tabs.nth(0).dragTo(window.tabs.nth(2), { targetPosition: { x: 180, y: 10 } });
    expect(await draftsOf(window)).toEqual(['one', 'two', 'three']);
  });

  await test.step('move by key', async () => {
    await window.tabs.first().click();
    await page.keyboard.press('ControlOrMeta+Shift+PageDown');
    expect(await draftsOf(window)).toEqual(['two', 'one', 'three']);
  });

  await test.step('duplicate', async () => {
    await window.chooseInTabMenu(window.tabs.first(), text.shell.tabs.duplicate);
    expect(await draftsOf(window)).toEqual(['two', '', 'one', 'three']);
  });

  await test.step('close others, but no pinned one', async () => {
    await window.chooseInTabMenu(window.tabs.nth(3), text.shell.tabs.pin);
    await window.chooseInTabMenu(window.tabs.nth(1), text.shell.tabs.closeOthers);
    expect(await draftsOf(window)).toEqual(['three', 'two']);
  });

  await test.step('reopen', async () => {
    await page.keyboard.press('ControlOrMeta+Shift+T');
    await expect(window.tabs).toHaveCount(3);
    expect(await draftsOf(window)).toEqual(['three', 'two', 'one']);
  });
});

test('the last twenty closed tabs come back, each where it was', async ({ app }) => {
  const { window, page } = app;
  const drafts = Array.from({ length: 22 }, (_, index) => `draft ${String(index)}`);
  await openDrafts(window, drafts);
  for (let count = 21; count > 0; count -= 1) {
    await page.keyboard.press('ControlOrMeta+w');
    await expect(window.tabs).toHaveCount(count);
  }
  for (let count = 2; count <= 21; count += 1) {
    await page.keyboard.press('ControlOrMeta+Shift+T');
    await expect(window.tabs).toHaveCount(count);
  }
  await page.keyboard.press('ControlOrMeta+Shift+T');
  await expect(window.tabs).toHaveCount(21);
  // The one that was closed first is forgotten.
  expect(await draftsOf(window)).toEqual(drafts.slice(0, 21));
});

test('fifty tabs: the strip shows the active one, the menu all of them, and only one is mounted', async ({
  app,
}) => {
  const { window, page } = app;
  await app.resize(900, 600);
  await window.composer.field.fill('number 1');
  for (let count = 2; count <= 50; count += 1) {
    await page.keyboard.press('ControlOrMeta+t');
    await expect(window.tabs).toHaveCount(count);
  }
  await expect(window.composer.field).toBeFocused();
  await window.composer.send('Zebra facts, please');
  await window.pane().reply('Demo writer').settled(30_000);
  expect(await page.getByRole('tabpanel').count()).toBe(1);
  expect(await window.composer.field.count()).toBe(1);

  await window.tabs.first().focus();
  await page.keyboard.press('ControlOrMeta+1');
  await expect(window.composer.field).toHaveValue('number 1');
  await expect(window.tabs.first()).toBeInViewport();
  await expect(window.tabs.nth(49)).not.toBeInViewport();

  await page.getByRole('button', { name: text.shell.tabs.all, exact: true }).click();
  const items = page.getByRole('menuitem');
  await expect(items).toHaveCount(51);
  await page.keyboard.type('zeb');
  await expect(page.getByRole('menuitem', { name: beginsWith('Zebra') })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(window.tab('Zebra')).toHaveAttribute('aria-selected', 'true');
  await expect(window.tab('Zebra')).toBeInViewport();
  await window.chooseInTabMenu(window.tab('Zebra'), text.shell.tabs.pin);
  await expect(window.tabs.first()).toContainText('Zebra');
  await expect(window.tab('Zebra')).toBeInViewport();
});

test('a reply goes on in a hidden tab, leaves a mark, and the system tells of it if that is wanted', async ({
  app,
  startFake,
}) => {
  const { window, page } = app;
  const fake = await startFake({ behaviours: [{ kind: 'manual' }] });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  await app.electron.evaluate(({ Notification }) => {
    const shown: { title: string; body: string }[] = [];
    Object.assign(globalThis, { shown });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      shown.push({ title: this.title, body: this.body });
      this.emit('click');
    };
  });
  const shown = () => app.electron.evaluate(() => Reflect.get(globalThis, 'shown') as unknown);
  const askInBackground = async (prompt: string) => {
    const count = fake.streams.length;
    await window.composer.send(prompt);
    await expect.poll(() => fake.streams.length).toBe(count + 1);
    await window.openTab();
    await expect(window.tab(prompt)).toContainText(text.shell.tabs.streaming);
    await fake.streams[count]?.emit({ text: 'The answer, in full.' });
    await fake.streams[count]?.finish();
  };

  await askInBackground('Quietly');
  await expect(window.tab('Quietly')).toContainText(text.shell.tabs.unread);
  expect(await shown()).toEqual([]);

  const settings = await window.openSettings();
  await page.getByRole('switch', { name: text.tabs.notifications.label }).click();
  await settings.close();
  await askInBackground('Aloud');
  // The click on the notification brings the tab into sight.
  await expect(window.tab('Aloud')).toHaveAttribute('aria-selected', 'true');
  await expect(window.pane().last.root).toContainText('The answer, in full.');
  expect(await shown()).toEqual([{ title: 'Aloud', body: 'fake-large: the answer is complete.' }]);
});
