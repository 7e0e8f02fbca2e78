/** What a person left is there again: after quitting, and after a kill in mid-stream. */
import { historyKeyAccount } from '../../src/main/history/historyKey.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import { readHistory } from '../readHistory.ts';

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
  home,
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
  const key = await home.readSecret(historyKeyAccount);
  if (key === null) throw new Error('The keychain holds no key of the history');
  await expect(async () => {
    const kept = await readHistory(home.profileFolder, key, (database) => ({
      replies: database.all('SELECT DISTINCT message_id FROM journal').length,
      drafts: database.all('SELECT draft FROM tabs').map(({ draft }) => draft),
    }));
    expect(kept.replies).toBe(3);
    expect(kept.drafts).toContain('A draft in a hurry');
  }).toPass({ timeout: 10_000 });
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
