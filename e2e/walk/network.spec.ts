/** The way to servers in the real app: a proxy that asks for a password stands between it and a model. */
import type { Page } from 'playwright';
import { startTestProxy } from '../../src/main/network/testing/TestProxy.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { newId } from '../../src/shared/ids.ts';
import type { MessageId } from '../../src/shared/ids.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../src/shared/ipc/routes.ts';
import { expect, test } from '../fixtures.ts';

/** Asks main over the bridge, as the window does, and gives the data of its answer. */
async function ask<R extends RouteName>(page: Page, route: R, input: RouteInput<R>): Promise<RouteOutput<R>> {
  const reply = await page.evaluate(([name, value]) => window.bridge.request(name, value), [
    route,
    input,
  ] as const);
  expect(reply).toMatchObject({ ok: true });
  // The type of the bridge leaves open what a route answers; main has checked it.
  return (reply as { readonly data: RouteOutput<R> }).data;
}

/** The newest message of the first tab. */
async function lastMessageId(page: Page): Promise<MessageId> {
  const { tabs } = await ask(page, 'workspace.load', {});
  const [tab] = tabs;
  if (tab === undefined) throw new Error('There is no tab.');
  const { lanes } = await ask(page, 'conversations.open', { id: tab.conversationId, limit: 10 });
  const message = lanes[0]?.page.entries.at(-1)?.message;
  if (message === undefined) throw new Error('There is no message.');
  return message.id;
}

test('a proxy with a password, from the test of a connection to a reply and its requests', async ({
  app,
  startFake,
}) => {
  const { page, window } = app;
  const fake = await startFake({ behaviours: [{ kind: 'answer', text: 'Through the proxy.' }] });
  const proxy = await startTestProxy({
    login: 'me:word-for-the-proxy',
    leadTo: Number(new URL(fake.url).port),
  });
  try {
    const now = Date.now();
    const connection: Connection = {
      id: newId(),
      name: 'Far away',
      createdAt: now,
      updatedAt: now,
      provider: 'openai-compatible',
      baseUrl: 'http://models.far.example/v1',
    };
    const form = { connection, secret: { apiKey: 'sk-a-key-of-the-test' }, allowInsecure: true };
    const loaded = await ask(page, 'workspace.load', {});
    const settings =
      typeof loaded === 'object' && loaded !== null && 'settings' in loaded ? loaded.settings : {};
    await ask(page, 'settings.save', {
      ...Object(settings),
      network: {
        proxy: { kind: 'manual', url: proxy.url, bypass: [] },
        systemTrust: false,
        extraAuthority: null,
      },
    });
    expect(await ask(page, 'connections.test', form)).toMatchObject({
      ok: false,
      error: { code: 'network/proxy', details: { hop: 'proxy', status: 407 } },
      hops: [{ hop: 'tcp' }],
    });

    const credentials = { user: 'me', password: 'word-for-the-proxy' };
    await ask(page, 'network.setProxyPassword', { credentials });
    expect(await ask(page, 'connections.test', form)).toMatchObject({
      ok: true,
      hops: [{ hop: 'tcp' }, { hop: 'proxy' }, { hop: 'http' }, { hop: 'auth' }],
    });

    await ask(page, 'connections.save', form);
    await page.reload();
    await window.ready();
    await window.chooseModel('fake-small');
    await window.composer.send('Hello');
    await expect(window.pane().last.root).toContainText('Through the proxy.');
    await expect(window.composer.sendButton).toBeVisible();
    const told = JSON.stringify(await ask(page, 'messages.inspect', { id: await lastMessageId(page) }));
    expect(told).toContain('http://models.far.example/v1/chat/completions');
    expect(told).toContain('"authorization":"Bearer •••"');
    expect(told).toContain('$API_KEY');
    expect(told).not.toContain('sk-a-key-of-the-test');
    expect(told).not.toContain('word-for-the-proxy');
    expect(proxy.requests.every(({ target }) => target === 'models.far.example:80')).toBe(true);
  } finally {
    await proxy.close();
  }
});
