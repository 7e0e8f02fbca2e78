/** What the page can call, and who else cannot (R9, R11, R12). */
import { projectPath } from '../../scripts/projectPaths.ts';
import type {} from '../../src/renderer/bridge.d.ts';
import { expect, test } from '../fixtures.ts';

test('the bridge is two functions and nothing else', async ({ app }) => {
  const shape = await app.page.evaluate(() => {
    const names: string[] = [];
    for (
      let level: object | null = window.bridge;
      level !== null;
      level = Object.getPrototypeOf(level) as object | null
    ) {
      if (level !== Object.prototype) names.push(...Reflect.ownKeys(level).map(String));
    }
    return {
      names,
      types: [typeof window.bridge.request, typeof window.bridge.on],
      frozen: Object.isFrozen(window.bridge),
    };
  });
  expect(shape).toEqual({ names: ['request', 'on'], types: ['function', 'function'], frozen: true });
});

test('a listener gets the payload alone, and nothing once it has stopped', async ({ app }) => {
  await app.window.ready();
  const heard = app.page.evaluate(
    () =>
      new Promise<unknown[]>((resolve) => {
        const calls: unknown[] = [];
        const stop = window.bridge.on('menu.chosen', (...args: unknown[]) => {
          calls.push(...args);
          stop();
          window.bridge.on('menu.chosen', () => {
            resolve(calls);
          });
        });
      }),
  );
  await expect
    .poll(async () => {
      await app.electron.evaluate(({ Menu }) => {
        Menu.getApplicationMenu()
          ?.items.flatMap((item) => item.submenu?.items ?? [])
          .find((item) => item.label.startsWith('Show or hide'))
          ?.click();
      });
      return Promise.race([heard, Promise.resolve(null)]);
    })
    .toEqual([{ command: 'sidebar.toggle' }]);
});

test('names that are no routes are refused, inherited ones too', async ({ app }) => {
  const codes = await app.page.evaluate(() =>
    Promise.all(
      [
        '__proto__',
        'constructor',
        'secrets.get',
        '',
        7,
        null,
        { toString: () => 'workspace.load' }.toString,
      ].map(async (name) => {
        try {
          const result = (await Reflect.apply(Reflect.get(window.bridge, 'request') as () => unknown, null, [
            name,
            {},
          ])) as {
            error?: { code: string };
          };
          return result.error?.code;
        } catch {
          return 'not even sent';
        }
      }),
    ),
  );
  expect(new Set(codes)).toEqual(new Set(['ipc/unknown-route', 'not even sent']));
});

test('windows and frames that are not the page get no answer', async ({ app }) => {
  await app.window.ready();
  const opened = app.electron.waitForEvent('window');
  // A window as a careless change would make it: with the preload, in all of its frames.
  await app.electron.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, nodeIntegrationInSubFrames: true },
      });
      await window.loadURL('data:text/html,<iframe srcdoc="<p>inside</p>"></iframe>');
    },
    projectPath('out', 'preload', 'index.cjs'),
  );
  const stranger = await opened;
  await expect.poll(() => stranger.frames().length).toBe(2);
  for (const frame of stranger.frames()) {
    const result = await frame.evaluate(() => window.bridge.request('workspace.load', {}));
    expect(result).toMatchObject({ ok: false, error: { code: 'ipc/forbidden-sender' } });
  }
});

test('a frame inside of the page has no bridge of its own', async ({ app }) => {
  await app.window.ready();
  const bridges = await app.page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
    document.body.append(frame);
    return Object.hasOwn(frame.contentWindow ?? {}, 'bridge');
  });
  expect(bridges).toBe(false);
});
