/** A person without any account: the demo model answers in the first window, and nothing leaves the machine. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { text } from '../../src/renderer/app/text/text.ts';
import { expect, test } from '../fixtures.ts';

/** Where all of Chromium's traffic would go; it only notes what was asked for. */
async function listenAsProxy(): Promise<{
  readonly server: Server;
  readonly address: string;
  readonly asked: readonly string[];
}> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.once('data', (bytes) => {
      asked.push(bytes.toString().split('\r\n', 1)[0] ?? '');
      socket.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, address: `127.0.0.1:${String(port)}`, asked };
}

test('real Markdown streams without an account and without a network', async ({ launch }) => {
  const { server, address, asked } = await listenAsProxy();
  const app = await launch({ args: [`--proxy-server=${address}`, '--proxy-bypass-list=<-loopback>'] });
  // Node's own connections know no proxy; its diagnostics name each of them.
  const outgoing = await app.electron.evaluateHandle(() => {
    const count = { sockets: 0 };
    const { subscribe } = process.getBuiltinModule('node:diagnostics_channel');
    subscribe('net.client.socket', () => (count.sockets += 1));
    return count;
  });
  const { window } = app;
  await window.ready();
  await expect(window.banners).toHaveCount(0);
  await expect(window.pane().root).toContainText(text.chat.empty.demo);

  // Four chats at once, because a demo streams no faster than a model does.
  await window.composer.send('A table, please');
  await window.openTab();
  await window.composer.send('Some code, please');
  await window.openTab();
  await window.composer.send('Some math, please');
  await window.openTab();
  await window.composer.send('A puzzle, please');

  const reply = window.pane().reply('Demo writer');
  await expect(reply.root.getByText(text.chat.reasoning.thinking)).toBeVisible();
  await reply.settled(30_000);
  await expect(reply.root.getByText(text.chat.reasoning.thoughts)).toBeVisible();

  await window.tab('A table, please').click();
  await reply.settled(30_000);
  await expect(reply.root.getByRole('heading', { name: 'SQL isolation levels, at a glance' })).toBeVisible();
  await expect(reply.root.getByRole('table')).toHaveCount(2);
  await expect(reply.root.getByRole('cell', { name: 'Serializable', exact: true }).first()).toBeVisible();

  await window.tab('Some code, please').click();
  await reply.settled(30_000);
  await expect(reply.root.getByRole('figure', { name: text.rendering.codeIn('python') })).toContainText(
    'class Debouncer:',
  );

  await window.tab('Some math, please').click();
  await reply.settled(30_000);
  await expect(reply.root.getByRole('math').first()).toBeAttached();

  expect(await outgoing.jsonValue()).toEqual({ sockets: 0 });
  expect(asked).toEqual([]);
  server.close();
});

test('a failure on request says what happened and offers the way on', async ({ app }) => {
  const { window } = app;
  await window.pane().starters.filter({ hasText: 'What a failure looks like' }).click();
  const reply = window.pane().reply('Demo writer');
  await expect(reply.notice).toBeVisible();
  await expect(reply.remedy('retry')).toBeVisible();
});

test('a slow model can be stopped, and what it said stays', async ({ app }) => {
  const { window } = app;
  await window.chooseModel('Demo slow writer');
  await window.composer.send('hello');
  const reply = window.pane().reply('Demo slow writer');
  await expect(reply.root).toContainText(/\w+ \w+ \w+/);
  await window.page.keyboard.press('Escape');
  await reply.settled();
  await expect(reply.root).toContainText(text.chat.status.stopped);
  await expect(window.composer.sendButton).toBeVisible();
});
