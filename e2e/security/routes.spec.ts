/** Every route of the bridge: what it refuses, to whom it answers, and what of a page it never believes (R9, R10, R11). */
import { projectPath } from '../../scripts/projectPaths.ts';
import { selfSignedCertificate } from '../providers/selfSignedCertificate.ts';
import { usualNetworkSettings } from '../../src/shared/usualNetworkSettings.ts';
import { newId } from '../../src/shared/ids.ts';
import type { ConnectionId, LaneId } from '../../src/shared/ids.ts';
import { routes } from '../../src/shared/ipc/routes.ts';
import { askMain, tellMain } from '../askMain.ts';
import { expect, test } from '../fixtures.ts';

const names = Object.keys(routes);

test('no route takes a key that it does not know, or anything but plain values', async ({
  app: { page },
}) => {
  // As deep as anything may be that Electron lets through.
  const deep = `${'['.repeat(900)}${']'.repeat(900)}`;
  for (const name of names) {
    for (const input of [{ unknownKey: true }, { __proto__: null, constructor: 'x' }, [], 'text', 7, null]) {
      expect(await tellMain(page, name, input), name).toMatchObject({
        ok: false,
        error: { code: 'ipc/invalid-input' },
      });
    }
  }
  const answers = await page.evaluate(
    async ([all, nested]) => {
      const hostile = [new Map(), new Date(), new Uint8Array(4), JSON.parse(nested) as unknown];
      const ask = (name: string, input: unknown) =>
        Reflect.apply(Reflect.get(window.bridge, 'request') as () => Promise<unknown>, null, [name, input]);
      const replies = all.flatMap((name) => hostile.map((input) => ask(name, input)));
      return Promise.all(replies);
    },
    [names, deep] as const,
  );
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'ipc/invalid-input' } });
  }
});

test('no route answers a window that is not the app’s own', async ({ app }) => {
  await app.window.ready();
  const opened = app.electron.waitForEvent('window');
  await app.electron.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await window.loadURL('data:text/html,<p>stranger</p>');
    },
    projectPath('out', 'preload', 'index.cjs'),
  );
  const stranger = await opened;
  for (const name of names) {
    expect(await tellMain(stranger, name, {}), name).toMatchObject({
      ok: false,
      error: { code: 'ipc/forbidden-sender' },
    });
  }
});

test('a page can have no authority trusted that nobody has chosen', async ({ app: { page } }) => {
  const { settings } = await askMain(page, 'workspace.load', {});
  const extraAuthority = { fileName: 'company.pem', pem: selfSignedCertificate().cert };
  const network = { ...usualNetworkSettings, extraAuthority };
  expect(await tellMain(page, 'settings.save', { ...settings, network })).toMatchObject({
    ok: false,
    error: { code: 'ipc/invalid-input', details: { field: 'network.extraAuthority' } },
  });
  expect((await askMain(page, 'workspace.load', {})).settings).toEqual(settings);
});

test('a page can set no header that belongs to the connection', async ({ app: { page } }) => {
  const owner = { kind: 'lane', id: newId<LaneId>() };
  const connection = {
    id: newId<ConnectionId>(),
    name: 'Server',
    createdAt: 1,
    updatedAt: 1,
    provider: 'openai-compatible',
    baseUrl: 'https://models.example/v1',
  };
  for (const name of [
    'Host',
    'content-length',
    'Transfer-Encoding',
    'Connection',
    'Proxy-Authorization',
    'X\r\nY',
  ]) {
    const headers = { [name]: 'value' };
    for (const [route, input] of [
      ['parameters.setHeaders', { owner, headers }],
      ['connections.save', { connection, secret: { headers } }],
      ['connections.test', { connection, secret: { headers } }],
    ] as const) {
      expect(await tellMain(page, route, input), `${route} ${name}`).toMatchObject({
        ok: false,
        error: { code: 'ipc/invalid-input' },
      });
    }
  }
});
