/** Prompts to use again: written, found, inserted with `/`, used as a system prompt, carried away in a file and brought back. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from '../../src/renderer/app/text/text.ts';
import { askMain, firstLane } from '../askMain.ts';
import { expect, test } from '../fixtures.ts';

const words = text.prompts;

test('a snippet is written once and inserted with the keyboard alone', async ({ app }) => {
  const { window, page } = app;
  const { prompts, composer } = window;
  await window.openPrompts();
  await prompts.write({
    kind: 'snippet',
    name: 'Summary',
    folder: 'Reading',
    text: 'Sum up {{what}} in {{count}} words.',
  });
  await prompts.write({ kind: 'snippet', name: 'Greeting', text: 'Dear reader,' });
  await prompts.close();

  // Without variables it is there at once, in the place of what was typed; one step back undoes it.
  await composer.field.focus();
  await page.keyboard.type('Hello /gre');
  await expect(prompts.slashOptions).toHaveText(['Greeting']);
  await page.keyboard.press('Enter');
  await expect(composer.field).toHaveValue('Hello Dear reader,');
  await expect(composer.field).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(composer.field).toHaveValue('Hello /gre');
  await composer.field.fill('');

  // With variables they are asked for first. The folder finds it too.
  await page.keyboard.type('/read');
  await expect(prompts.slashOptions).toHaveText(['SummaryReading']);
  await page.keyboard.press('Tab');
  await expect(prompts.fillForm).toBeVisible();
  await page.keyboard.type('this book');
  await page.keyboard.press('Tab');
  await page.keyboard.type('ten');
  await page.keyboard.press('Enter');
  await expect(prompts.fillForm).toBeHidden();
  await expect(composer.field).toHaveValue('Sum up this book in ten words.');
  await expect(composer.field).toBeFocused();

  // Esc closes the list and leaves the sign, and what is no snippet is sent like anything else.
  await composer.field.fill('');
  await page.keyboard.type('/');
  await expect(prompts.slashOptions.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(prompts.slashList).toHaveCount(0);
  await expect(composer.field).toHaveValue('/');
  await page.keyboard.type('usr/bin');
  await page.keyboard.press('Enter');
  await expect(composer.field).toHaveValue('');
  await window.pane().reply('Demo writer').settled(40_000);
});

test('the library inserts a snippet and sets a system prompt after saying what goes', async ({ app }) => {
  const { window, page } = app;
  const { prompts, composer } = window;
  const systemOfChat = async () => {
    const { conversationId } = await firstLane(page);
    const { conversation } = await askMain(page, 'conversations.open', { id: conversationId, limit: 1 });
    return conversation.parameters?.system;
  };
  await composer.field.fill('Write about trains');
  await window.runCommand(words.commands.saveDraft);
  await expect(prompts.dialog.getByRole('textbox', { name: words.form.text })).toHaveValue(
    'Write about trains',
  );
  await prompts.dialog.getByRole('button', { name: words.form.save }).click();
  await prompts.write({ kind: 'system', name: 'Pirate', text: 'You are a pirate.' });
  await prompts.useAsSystemButton.click();
  await expect(prompts.news).toContainText(words.usedAsSystem('Pirate'));
  expect(await systemOfChat()).toBe('You are a pirate.');
  await prompts.write({ kind: 'system', name: 'Poet', text: 'You are a poet.' });
  await prompts.useAsSystemButton.click();
  await prompts.confirmReplace();
  await expect(prompts.news).toContainText(words.usedAsSystem('Poet'));
  expect(await systemOfChat()).toBe('You are a poet.');

  await prompts.search.fill('trains');
  await page.keyboard.press('Enter');
  await expect(prompts.insertButton).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(composer.field).toHaveValue(/Write about trains.*Write about trains/);
});

test('a library leaves as a file, and only a good file comes in', async ({ app, home }) => {
  const { window } = app;
  const { prompts } = window;
  await window.openPrompts();
  await prompts.write({ kind: 'snippet', name: 'Greeting', text: 'Dear {{who}},' });
  const file = join(home.folder, 'prompts.json');
  await app.saveTo(file);
  await prompts.exportAllButton.click();
  await expect(prompts.news).toContainText(words.exported('prompts.json'));
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    format: 'switchyard-saved',
    version: 1,
    kind: 'prompt',
    items: [{ kind: 'snippet', name: 'Greeting', folder: '', text: 'Dear {{who}},' }],
  });

  await app.choose([file]);
  await prompts.importButton.click();
  await expect(prompts.news).toContainText(words.imported(1));
  await expect(prompts.options).toHaveText(['Greeting', 'Greeting (2)']);

  const bad = join(home.folder, 'bad.json');
  const loop = { format: 'switchyard-saved', version: 1, kind: 'prompt', items: [{ $ref: '#/items/0' }] };
  await writeFile(bad, JSON.stringify(loop));
  await app.choose([bad]);
  await prompts.importButton.click();
  await expect(prompts.failed).toContainText('item 1, kind is missing.');
  await expect(prompts.options).toHaveCount(2);

  await prompts.option('Greeting (2)').click();
  await prompts.deleteButton.click();
  await expect(prompts.options).toHaveCount(1);
  await prompts.undoButton.click();
  await expect(prompts.options).toHaveCount(2);
});
