/** A window beside the first one is closed as the first one is (R1, R4, R11, R12, R14). */
import type {} from '../../src/renderer/bridge.d.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { expect, test } from '../fixtures.ts';

test('a second window has the protections of the first', async ({ app }) => {
  await app.window.composer.field.fill('on its way');
  const { page } = await app.windowOpenedBy(() =>
    app.window.chooseInTabMenu(app.window.tabs.first(), text.tabs.commands.toNewWindow),
  );

  await test.step('sandboxed, isolated, without Node, from app://main only', async () => {
    const preferences = await app.electron.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        const read: unknown = Reflect.get(contents, 'getLastWebPreferences');
        return typeof read === 'function' ? (Reflect.apply(read, contents, []) as unknown) : null;
      }),
    );
    expect(preferences).toHaveLength(2);
    for (const each of preferences) {
      expect(each).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        webSecurity: true,
      });
    }
    expect(await page.evaluate(() => origin)).toBe('app://main');
    const globals = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    );
    expect(globals).toEqual([]);
    expect(await page.evaluate(() => Object.keys(window.bridge).toSorted())).toEqual(['on', 'request']);
  });

  await test.step('its policy is the strict one', async () => {
    const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
    expect(policy).toContain("default-src 'none'; script-src 'self'");
  });

  await test.step('it stays where it is, opens nothing and is granted nothing', async () => {
    const outcome = await page.evaluate(async () => {
      const opened = window.open('https://example.com/');
      location.href = 'https://example.com/?d=secret';
      const asked = await Notification.requestPermission();
      return { opened: opened !== null, asked };
    });
    expect(outcome).toEqual({ opened: false, asked: 'denied' });
    expect(page.url()).toMatch(/^app:\/\/main\//);
    expect(app.electron.windows()).toHaveLength(2);
  });

  await test.step('it sees its own tabs only', async () => {
    const tabsOf = (asked: typeof page) =>
      asked.evaluate(async () => {
        const answer = await window.bridge.request('workspace.load', {});
        const data = (answer as { data: { windowId: string; tabs: { id: string }[] } }).data;
        return { windowId: data.windowId, ids: data.tabs.map(({ id }) => id) };
      });
    const [first, second] = [await tabsOf(app.page), await tabsOf(page)];
    expect(first.windowId).toBe('main');
    expect(second.windowId).not.toBe('main');
    expect(second.ids).toHaveLength(1);
    expect(first.ids).not.toContain(second.ids[0]);
  });
});
