/** A person without any account: the demo model answers in the first window, and nothing leaves the machine. */
import { expect, test } from '../fixtures.ts';

test('the first window answers without an account', async ({ app }) => {
  const { window } = app;
  await window.ready();
  await expect(window.banners).toHaveCount(0);
  await window.composer.send('Show me everything in one answer');
  await expect(window.pane().last.root).toContainText('');
  await window.pane().last.settled(20_000);
});
