/** The main job without a pointer: find a model, ask, stop, ask again, go between tabs, find, export, leave. */
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';

test('the main job by keyboard alone', async ({ app, startFake }) => {
  const { window, page } = app;
  const { keyboard } = page;
  const fake = await startFake({ behaviours: [{ kind: 'manual' }, { kind: 'answer', text: 'Done now.' }] });
  await connectServer(window, fake, 'Desk');

  await test.step('choose a model', async () => {
    await keyboard.press('ControlOrMeta+m');
    await expect(window.picker('change').field).toBeFocused();
    await keyboard.type('fake-small');
    await keyboard.press('Enter');
    await expect(window.pane().modelButton).toContainText('fake-small');
  });

  await test.step('ask, and stop with Escape', async () => {
    await keyboard.press('ControlOrMeta+l');
    await expect(window.composer.field).toBeFocused();
    await keyboard.type('Write a poem');
    await keyboard.press('Shift+Enter');
    await keyboard.type('of two lines');
    await keyboard.press('Enter');
    await expect.poll(() => fake.streams.length).toBe(1);
    await fake.streams[0]?.emit({ text: 'Roses' });
    await expect(window.pane().reply('fake-small').root).toContainText('Roses');
    await keyboard.press('Escape');
    await expect(window.pane().reply('fake-small').root).toContainText(text.chat.status.stopped);
    expect(await fake.streams[0]?.closed).toBe('by-client');
  });

  await test.step('rewrite the last prompt', async () => {
    await expect(window.composer.field).toBeFocused();
    await keyboard.press('ArrowUp');
    const editor = window.pane().root.getByRole('textbox', { name: text.chat.editPrompt.label });
    await expect(editor).toBeFocused();
    await expect(editor).toHaveValue('Write a poem\nof two lines');
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('Write a haiku');
    await keyboard.press('Enter');
    await expect(window.pane().reply('fake-small').root).toContainText('Done now.');
  });

  await test.step('tabs', async () => {
    await keyboard.press('ControlOrMeta+t');
    await expect(window.tabs).toHaveCount(2);
    await expect(window.composer.field).toBeFocused();
    await keyboard.type('Kept for later');
    await keyboard.press('ControlOrMeta+1');
    await expect(window.tabs.first()).toHaveAttribute('aria-selected', 'true');
    await keyboard.press('Control+Tab');
    await expect(window.composer.field).toHaveValue('Kept for later');
    await keyboard.press('ControlOrMeta+w');
    await expect(window.tabs).toHaveCount(1);
    await keyboard.press('ControlOrMeta+Shift+T');
    await expect(window.composer.field).toHaveValue('Kept for later');
  });

  await test.step('search all chats and open what was found', async () => {
    await keyboard.press('ControlOrMeta+Shift+F');
    await expect(window.searchField).toBeFocused();
    await keyboard.type('haiku');
    await expect(window.searchResults.getByRole('button')).toHaveCount(1);
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(window.tabs.first()).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('palette, export and settings', async () => {
    await keyboard.press('ControlOrMeta+k');
    await expect(window.palette).toBeFocused();
    await keyboard.type('export');
    await keyboard.press('Enter');
    await expect(window.transcript.preview).toContainText('Write a haiku');
    await keyboard.press('Escape');
    await expect(window.transcript.dialog).toBeHidden();
    await keyboard.press('ControlOrMeta+,');
    await expect(window.settings.dialog).toBeVisible();
    await keyboard.press('Escape');
    await expect(window.settings.dialog).toBeHidden();
    await keyboard.press('ControlOrMeta+/');
    const help = page.getByRole('dialog', { name: text.shell.shortcuts.title });
    await expect(help).toContainText(text.shell.commands.openPalette);
    await keyboard.press('Escape');
    await expect(help).toBeHidden();
  });
});
