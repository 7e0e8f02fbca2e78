/** What a person left is there again: after quitting, and after a kill in mid-stream. */
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';

test('tabs, drafts and conversations survive a restart', async ({ launch }) => {
  const first = await launch();
  await first.window.ready();
  await first.window.composer.send('hello');
  await first.window.pane().reply('Demo writer').settled(30_000);
  await first.window.openTab();
  await first.window.composer.field.fill('A thought that is not\nfinished yet');
  await first.window.openTab();
  await first.window.composer.field.fill('Another one');
  await first.window.tabs.nth(1).click();
  await first.close();

  const { window } = await launch();
  await window.ready();
  await expect(window.tabs).toHaveCount(3);
  await expect(window.tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(window.composer.field).toHaveValue('A thought that is not\nfinished yet');
  await window.tabs.nth(2).click();
  await expect(window.composer.field).toHaveValue('Another one');
  await window.tab('hello').click();
  await expect(window.pane().prompt('hello').root).toBeVisible();
  await expect(window.pane().messages).toHaveCount(2);
  await expect(window.library.conversation('hello')).toBeVisible();
});

test('after kill -9 in mid-stream the partial answer offers Continue, Retry and Keep', async ({
  launch,
  startFake,
}) => {
  const fake = await startFake({ behaviours: [{ kind: 'manual' }] });
  const first = await launch();
  await first.window.ready();
  await connectServer(first.window, fake, 'Desk');
  await first.window.chooseModel('fake-large');
  for (const [index, prompt] of ['Go on', 'Once more', 'Leave it'].entries()) {
    if (index > 0) await first.window.openTab();
    await first.window.composer.send(prompt);
    await expect.poll(() => fake.streams.length).toBe(index + 1);
    await fake.streams[index]?.emit({ text: 'The first half' });
    await expect(first.window.pane().reply('fake-large').root).toContainText('The first half');
  }
  await first.window.composer.field.fill('A draft in a hurry');
  // What is on the screen is in the journal within 100 ms; its arrival there has no event that could be seen from here.
  await first.page.waitForTimeout(500);
  await first.kill();
  for (const stream of fake.streams) expect(await stream.closed).toBe('by-client');

  const { window } = await launch();
  await window.ready();
  await expect(window.composer.field).toHaveValue('A draft in a hurry');
  const reply = window.pane().reply('fake-large');
  await expect(reply.root).toContainText('The first half');
  await expect(reply.notice).toContainText(text.chat.status.interrupted);
  await reply.keep.click();
  await expect(reply.notice).toHaveCount(0);
  await expect(reply.root).toContainText('The first half');

  fake.script({ kind: 'answer', text: ' and the second half.' }, { kind: 'answer', text: 'A new answer.' });
  await window.tab('Go on').click();
  await reply.continue.click();
  await expect(reply.root).toContainText('and the second half.');

  await window.tab('Once more').click();
  await expect(reply.notice).toContainText(text.chat.status.interrupted);
  await reply.retry.click();
  await expect(reply.root).toContainText('A new answer.');
  await expect(reply.branch(2, 2)).toBeVisible();
});
