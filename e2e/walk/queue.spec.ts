/** Prompts that wait their turn while an answer streams: in order, edited, withdrawn, steered, and held after a restart. */
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import type { FakeProvider } from '../providers/FakeProvider.ts';

async function begin(window: MainWindow, fake: FakeProvider): Promise<void> {
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  await window.composer.send('First');
  await expect.poll(() => fake.streams.length).toBe(1);
  await fake.streams[0]?.emit({ text: 'One' });
  await expect(window.pane().reply('fake-large').root).toContainText('One');
}

test('prompts wait, are changed and withdrawn, and go out in order', async ({ app, startFake }) => {
  const { window, page } = app;
  const fake = await startFake({ behaviours: [{ kind: 'manual' }, { kind: 'answer', text: 'Answered.' }] });
  await begin(window, fake);
  const { composer } = window;

  await composer.field.fill('Second');
  await composer.field.press('Enter');
  await composer.field.fill('Third');
  await composer.queue.addButton.click();
  await composer.field.fill('Never mind');
  await composer.field.press('Enter');
  await expect(composer.queue.prompts).toHaveCount(3);
  await expect(composer.field).toHaveValue('');

  await composer.queue.edit(2).click();
  await composer.queue.editor.fill('Third, in other words');
  await composer.queue.save.click();
  await expect(composer.queue.prompts.nth(1)).toContainText('Third, in other words');
  await composer.queue.withdraw(3).click();
  await expect(composer.queue.prompts).toHaveCount(2);
  await expect(composer.field).toHaveValue('Never mind');
  await expect(composer.field).toBeFocused();

  await fake.streams[0]?.finish();
  await expect(composer.queue.root).toBeHidden();
  await expect.poll(() => fake.streams.length).toBe(3);
  await expect(window.pane().messages).toHaveCount(6);
  expect(fake.streams[1]?.json).toMatchObject({ messages: [{}, {}, { role: 'user', content: 'Second' }] });
  expect(fake.streams[2]?.json).toMatchObject({
    messages: [{}, {}, {}, {}, { role: 'user', content: 'Third, in other words' }],
  });
  await expect(composer.field).toHaveValue('Never mind');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('Steer stops the answer and sends at once', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({
    behaviours: [{ kind: 'manual' }, { kind: 'answer', text: 'Another way.' }],
  });
  await begin(window, fake);
  await window.composer.field.fill('No, the other way');
  await window.composer.field.press('Enter');
  await window.composer.queue.steer(1).click();
  expect(await fake.streams[0]?.closed).toBe('by-client');
  await expect(window.pane().reply('fake-large').root).toContainText('Another way.');
  await expect(window.composer.queue.root).toBeHidden();
  expect(fake.streams[1]?.json).toMatchObject({
    messages: [{ content: 'First' }, { content: 'One' }, { content: 'No, the other way' }],
  });
});

test('after Stop nothing is sent by itself until somebody says so', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({ behaviours: [{ kind: 'manual' }, { kind: 'answer', text: 'Then this.' }] });
  await begin(window, fake);
  await window.composer.field.fill('Second');
  await window.composer.field.press('Enter');
  await expect(window.composer.queue.prompts).toHaveCount(1);
  await window.composer.stopButton.click();
  await expect(window.composer.queue.held).toContainText(text.chat.queue.held.stopped);
  expect(fake.streams).toHaveLength(1);
  await window.composer.queue.goOn.click();
  await expect(window.pane().reply('fake-large').root).toContainText('Then this.');
  await expect(window.composer.queue.root).toBeHidden();
});

test('what waited when the app was closed waits for a person afterwards', async ({ launch, startFake }) => {
  const fake = await startFake({ behaviours: [{ kind: 'manual' }, { kind: 'answer', text: 'At last.' }] });
  const first = await launch();
  await first.window.ready();
  await begin(first.window, fake);
  await first.window.composer.field.fill('Later');
  await first.window.composer.field.press('Enter');
  await expect(first.window.composer.queue.prompts).toHaveCount(1);
  await first.close();

  const { window } = await launch();
  await window.ready();
  await expect(window.composer.queue.prompts).toContainText('Later');
  await expect(window.composer.queue.held).toContainText(text.chat.queue.held.restarted);
  expect(fake.streams).toHaveLength(1);
  await window.composer.queue.goOn.click();
  await expect(window.pane().reply('fake-large').root).toContainText('At last.');
});
