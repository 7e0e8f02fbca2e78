/** What a person sets reaches the wire, what went over the wire can be read, and what was added to a draft stays there. */
import { pictureFile } from '../../src/main/attachments/testing/imageFiles.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import { InspectorDialog } from '../pages/InspectorDialog.ts';
import { ParametersDialog } from '../pages/ParametersDialog.ts';

test('parameters are sent when they are set, and the inspector shows them without the key', async ({
  app: { window, page },
  startFake,
}) => {
  const { names } = text.chat.parameters;
  const fake = await startFake({ behaviours: [{ kind: 'answer', text: 'As you wish.' }] });
  await connectServer(window, fake, 'Desk');
  await window.pane().modelButton.click();
  await window.picker('change').useId('any-model', 'Desk');
  await window.composer.parametersButton.click();
  const parameters = new ParametersDialog(page);
  await parameters.field(names.system).fill('Be brief.');
  await parameters.field(names.temperature).fill('0.2');
  await parameters.field(names.extraBody).fill('{"top_k": 40}');
  await parameters.save();

  await window.composer.send('Why?');
  const reply = window.pane().reply('any-model');
  await expect(reply.root).toContainText('As you wish.');
  const [request] = fake.streams;
  expect(request?.json).toMatchObject({ temperature: 0.2, top_k: 40 });
  expect(request?.json).not.toHaveProperty('top_p');
  expect(JSON.stringify(request?.json)).toContain('Be brief.');

  await reply.details.click();
  await page.getByRole('button', { name: text.chat.inspector.open }).click();
  const inspector = new InspectorDialog(page);
  const { sections } = text.chat.inspector;
  await expect(inspector.section(sections.body)).toContainText('top_k');
  await expect(inspector.section(sections.response)).toContainText('content-type');
  await expect(inspector.spans.last()).toBeVisible();
  await expect(inspector.root).not.toContainText('sk-e2e-0123456789');
});

test('a pasted picture stays with its draft through a restart', async ({ launch }) => {
  const picture = Buffer.from(await pictureFile('png', { width: 40, height: 30 })).toString('base64');
  const first = await launch();
  await first.window.ready();
  await first.window.composer.field.fill('What is this?');
  await first.window.composer.pasteFile('photo.png', 'image/png', picture);
  await expect(first.window.composer.files).toContainText('40 × 30');
  await first.close();

  const { window } = await launch();
  await window.ready();
  await expect(window.composer.field).toHaveValue('What is this?');
  await expect(window.composer.files).toContainText('photo.png');
  await expect(window.composer.files.locator('img')).toBeVisible();
  await window.composer.removeFileButton('photo.png').click();
  await expect(window.composer.files).toHaveCount(0);
});
