/** Models that are asked together: saved as a set, opened from everywhere, and brought to a computer that lacks a connection. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from '../../src/renderer/app/text/text.ts';
import { expect, test } from '../fixtures.ts';

const words = text.modelSets;

test('the models of a chat become a set that opens tabs and starts new chats', async ({ app, launch }) => {
  const { window, page } = app;
  const { modelSets } = window;
  await window.addModel('Demo reasoner');
  await window.lanes.layout('grid').check();
  await modelSets.open();
  await modelSets.save('Both demos');
  await expect(modelSets.row('Both demos')).toContainText('Demo reasoner');
  await modelSets.openTab('Both demos');
  await expect(window.tabs).toHaveCount(2);
  await expect(window.panes).toHaveCount(2);
  await expect(window.lanes.layout('grid')).toBeChecked();

  // A new chat knows nothing of it until it is the default; an empty one may begin with it.
  await window.openTab();
  await expect(window.panes).toHaveCount(1);
  await modelSets.starters.filter({ hasText: 'Both demos' }).click();
  await expect(window.panes).toHaveCount(2);
  await expect(window.tabs).toHaveCount(3);

  await modelSets.open();
  await modelSets.choose('Both demos', words.makeDefault);
  await expect(modelSets.row('Both demos')).toContainText(words.isDefault);
  await modelSets.close();
  await window.openTab();
  await expect(window.panes).toHaveCount(2);

  await window.runCommand(words.openTabWith('Both demos'));
  await expect(window.tabs).toHaveCount(5);

  // It is there after a restart, also when the default is gone: then new chats start as they used to.
  await app.close();
  const again = await launch();
  await again.window.ready();
  const later = again.window;
  await later.modelSets.open();
  await later.modelSets.choose('Both demos', words.delete);
  await expect(later.modelSets.rows).toHaveCount(0);
  await later.modelSets.close();
  await later.openTab();
  await expect(later.panes).toHaveCount(1);
  expect(page.isClosed()).toBe(true);
});

test('a set whose connection is not there opens and says so', async ({ app, home }) => {
  const { window } = app;
  const { modelSets } = window;
  const file = join(home.folder, 'set.json');
  const lane = { connectionId: '01890a5d-ac96-774b-bcce-b302099a8057', modelId: 'far-away' };
  const set = { name: 'From elsewhere', lanes: [{ ...lane, parameters: { temperature: 0.3 } }] };
  await writeFile(
    file,
    JSON.stringify({ format: 'switchyard-saved', version: 1, kind: 'model-set', items: [set] }),
  );
  await app.choose([file]);
  await modelSets.open();
  await modelSets.importButton.click();
  await expect(modelSets.row('From elsewhere')).toContainText(words.gone);
  await modelSets.openTab('From elsewhere');
  await expect(window.page.getByRole('heading', { name: words.goneTitle('far-away') })).toBeVisible();
  // Nothing can be asked there; the prompt stays where it was written.
  await window.composer.send('Are you there?');
  await expect(window.composer.notice.or(window.pane().root.getByRole('alert')).first()).toBeVisible();
});
