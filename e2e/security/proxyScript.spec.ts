/** A proxy script in the real app: it is followed where it answers, and where it never does, nobody but its request waits. */
import { startTestProxy } from '../../src/main/network/testing/TestProxy.ts';
import { startTestServer } from '../../src/main/network/testing/TestServer.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { newId } from '../../src/shared/ids.ts';
import type { ConnectionId } from '../../src/shared/ids.ts';
import { usualNetworkSettings } from '../../src/shared/usualNetworkSettings.ts';
import { askMain } from '../askMain.ts';
import { expect, test } from '../fixtures.ts';

const connectionTo = (host: string): Connection => ({
  id: newId<ConnectionId>(),
  name: host,
  createdAt: 1,
  updatedAt: 1,
  provider: 'openai-compatible',
  baseUrl: `http://${host}/v1`,
});

test('a script that never ends holds up its own request and nothing else', async ({
  app: { page },
  startFake,
}) => {
  const fake = await startFake();
  const proxy = await startTestProxy({ leadTo: Number(new URL(fake.url).port) });
  const script = `function FindProxyForURL(url, host) {
    if (host === 'good.far.example') return 'PROXY 127.0.0.1:${String(proxy.port)}';
    const text = 'a'.repeat(3e6);
    for (;;) text.indexOf('b');
  }`;
  const files = await startTestServer({ answer: (_request, response) => void response.end(script) });
  try {
    const { settings } = await askMain(page, 'workspace.load', {});
    const network = {
      ...usualNetworkSettings,
      proxy: { kind: 'pac' as const, url: `${files.url}/proxy.pac` },
    };
    await askMain(page, 'settings.save', { ...settings, network });
    const testOf = (host: string) =>
      askMain(page, 'connections.test', { connection: connectionTo(host), allowInsecure: true });
    expect(await testOf('good.far.example')).toMatchObject({ ok: true });
    let over = false;
    const stuck = testOf('bad.far.example').finally(() => {
      over = true;
    });
    // The script has been asked by now; main answers all the same.
    for (let count = 0; count < 20; count += 1) await askMain(page, 'workspace.load', {});
    expect(over).toBe(false);
    expect(await stuck).toMatchObject({ ok: false, error: { code: 'network/proxy' } });
    expect(await testOf('good.far.example')).toMatchObject({ ok: true });
    expect(proxy.requests.every(({ target }) => target === 'good.far.example:80')).toBe(true);
  } finally {
    await Promise.all([files.close(), proxy.close()]);
  }
});
