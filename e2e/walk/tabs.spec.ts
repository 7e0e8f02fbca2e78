/** Tabs as a person handles them: pinned, ordered, closed and reopened, in several windows, and there again after a restart. */
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';

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
