/** Finding conversations again, keeping order among them, and taking them out in an open format. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';

test('a conversation is found, renamed, pinned, thrown away and taken back', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({
    behaviours: [
      { kind: 'answer', text: 'The heron is a patient bird.' },
      { kind: 'answer', text: 'The kingfisher is not.' },
    ],
  });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  await window.composer.send('Tell me of herons');
  await window.pane().reply('fake-large').settled();
  await window.openTab();
  await window.composer.send('Tell me of kingfishers');
  await window.pane().reply('fake-large').settled();
  await expect(window.library.conversations).toHaveCount(2);

  // Full text search reaches into the answers and opens what it finds.
  await window.searchField.fill('patient');
  const hits = window.searchResults.getByRole('button');
  await expect(hits).toHaveCount(1);
  await expect(hits.first()).toContainText('The heron is a patient bird.');
  await hits.first().click();
  await expect(window.pane().reply('fake-large').root).toContainText('The heron is a patient bird.');
  await window.searchField.press('Escape');

  await window.library.rename('Tell me of kingfishers', 'Blue birds');
  await expect(window.library.conversation('Blue birds')).toBeVisible();
  await expect(window.tab('Blue birds')).toBeVisible();

  await window.library.choose('Tell me of herons', 'pin');
  await expect(window.library.headings.first()).toHaveText(text.library.groups.pinned);
  await expect(window.library.conversations.first()).toContainText('Tell me of herons');

  await window.library.choose('Blue birds', 'trash');
  await expect(window.library.conversation('Blue birds')).toHaveCount(0);
  await expect(window.tab('Blue birds')).toHaveCount(0);
  await window.searchField.fill('kingfisher');
  await expect(window.page.getByText(text.library.search.none).first()).toBeVisible();
  await window.searchField.press('Escape');

  await window.library.trashButton.click();
  await window.trash.restoreButton('Blue birds').click();
  await expect(window.trash.conversations).toHaveCount(0);
  await window.trash.backButton.click();
  await window.library.conversation('Blue birds').click();
  await expect(window.pane().reply('fake-large').root).toContainText('The kingfisher is not.');

  await window.library.choose('Blue birds', 'trash');
  await window.library.trashButton.click();
  await window.trash.deleteForever('Blue birds');
  await expect(window.trash.root).toContainText(text.library.trashView.empty);
});

test('a conversation leaves as Markdown and as JSON', async ({ app, home, startFake }) => {
  const { window } = app;
  const fake = await startFake({
    behaviours: [{ kind: 'answer', reasoning: 'Weighing words.', text: 'A **bold** answer.' }],
  });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  await window.composer.send('Be bold');
  await window.pane().reply('fake-large').settled();

  const dialog = await window.openTranscript();
  await expect(dialog.preview).toContainText('A **bold** answer.');
  const markdownFile = join(home.folder, 'bold.md');
  await app.saveTo(markdownFile);
  await dialog.exportButton.click();
  await expect(dialog.saved).toHaveText(text.transcripts.saved('bold.md'));
  const markdown = await readFile(markdownFile, 'utf8');
  expect(markdown).toContain('# Be bold');
  expect(markdown).toContain('> A **bold** answer.');
  expect(markdown).not.toContain('Weighing words.');

  await dialog.format('json').check();
  await dialog.withReasoning.check();
  await expect(dialog.preview).toContainText('Weighing words.');
  const jsonFile = join(home.folder, 'bold.json');
  await app.saveTo(jsonFile);
  await dialog.exportButton.click();
  await expect(dialog.saved).toHaveText(text.transcripts.saved('bold.json'));
  const json: unknown = JSON.parse(await readFile(jsonFile, 'utf8'));
  expect(JSON.stringify(json)).toContain('A **bold** answer.');
  await dialog.close();
});
