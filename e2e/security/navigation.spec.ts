/** The page stays where it is and gets nothing it might ask the system for (R4, R14, R16). */
import type {} from '../../src/renderer/bridge.d.ts';
import { expect, test } from '../fixtures.ts';
import type { RunningApp } from '../RunningApp.ts';

test('every permission is denied but writing to the clipboard', async ({ app }) => {
  await app.window.ready();
  const outcome = await app.page.evaluate(async () => {
    const settle = async (ask: () => unknown): Promise<string> => {
      try {
        const answer = await ask();
        if (Array.isArray(answer)) return answer.length === 0 ? 'denied' : 'granted';
        return typeof answer === 'string' ? answer : 'granted';
      } catch {
        return 'denied';
      }
    };
    const device = (
      name: string,
      ask: (api: { requestDevice(options: unknown): unknown; requestPort(): unknown }) => unknown,
    ) => {
      const api: unknown = Reflect.get(navigator, name);
      return settle(() => (api === undefined ? 'denied' : ask(api as Parameters<typeof ask>[0])));
    };
    const asked = {
      geolocation: settle(
        () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      ),
      notifications: settle(() => Notification.requestPermission()),
      camera: settle(() => navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: settle(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      display: settle(() => navigator.mediaDevices.getDisplayMedia()),
      midi: settle(() => navigator.requestMIDIAccess({ sysex: true })),
      hid: device('hid', (api) => api.requestDevice({ filters: [] })),
      usb: device('usb', (api) => api.requestDevice({ filters: [] })),
      serial: device('serial', (api) => api.requestPort()),
      bluetooth: device('bluetooth', (api) => api.requestDevice({ acceptAllDevices: true })),
      clipboardRead: settle(() => navigator.clipboard.readText()),
      pointerLock: settle(() => document.documentElement.requestPointerLock()),
    };
    const entries = Object.entries(asked).map(async ([name, answer]) => [name, await answer] as const);
    return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
  });
  expect(Object.entries(outcome).filter(([, answer]) => answer !== 'denied')).toEqual([]);
  const queried = await app.page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
    ] as PermissionName[];
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(new Set(queried)).toEqual(new Set(['denied']));
  await app.page.evaluate(() => navigator.clipboard.writeText('copied'));
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('copied');
});

/** Marks the document, to be known again. */
async function mark(app: RunningApp): Promise<void> {
  await app.window.ready();
  await app.page.evaluate(() => Object.assign(globalThis, { mark: 'still here' }));
}

/** Playwright waits for a navigation that was refused to end, so the page is asked directly and not through locators. */
async function expectToStay(app: RunningApp): Promise<void> {
  const state = await app.page.evaluate(async () => {
    // What was let through would have begun by the time that the page has drawn twice.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return { url: location.href, mark: Reflect.get(globalThis, 'mark') as unknown };
  });
  expect(state).toEqual({ url: 'app://main/', mark: 'still here' });
  const windows = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
  );
  expect(windows).toEqual(['app://main/']);
}

test('nothing that a script does leads away or opens a window', async ({ app }) => {
  await mark(app);
  const opened = await app.page.evaluate(() => {
    const addresses = [
      'https://example.org/',
      'file:///etc/passwd',
      'app://other/',
      'javascript:document.write(1)',
      'data:text/html,x',
    ];
    for (const address of addresses) {
      try {
        location.href = address;
      } catch {
        // Refused at once is as good.
      }
    }
    const meta = document.createElement('meta');
    meta.httpEquiv = 'refresh';
    meta.content = '0;url=https://example.org/';
    document.head.append(meta);
    const form = document.createElement('form');
    form.action = 'https://example.org/';
    document.body.append(form);
    form.submit();
    return ['https://example.org/', 'app://main/', 'about:blank'].map((url) => window.open(url) === null);
  });
  expect(opened).toEqual([true, true, true]);
  await expectToStay(app);
});

test('nothing that a hand does leads away or opens a window', async ({ app }) => {
  await mark(app);
  const places = await app.page.evaluate(() =>
    ['_self', '_blank', '_top'].map((target, index) => {
      const link = document.createElement('a');
      link.href = 'https://example.org/';
      link.target = target;
      link.textContent = 'A link of this page';
      Object.assign(link.style, {
        position: 'fixed',
        zIndex: '9999',
        top: '60px',
        left: `${String(index * 200 + 300)}px`,
      });
      document.body.append(link);
      const { left, top, width, height } = link.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }),
  );
  const { mouse, keyboard } = app.page;
  for (const { x, y } of places) {
    await mouse.click(x, y);
    await mouse.click(x, y, { button: 'middle' });
    for (const key of ['Shift', 'ControlOrMeta', 'Alt']) {
      await keyboard.down(key);
      await mouse.click(x, y);
      await keyboard.up(key);
    }
  }
  await expectToStay(app);
});

test('a file that is dropped on the window does not replace the page', async ({ app, home }) => {
  await mark(app);
  const devtools = await app.page.context().newCDPSession(app.page);
  const data = { items: [], files: [`${home.folder}/page.html`], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  }
  await expectToStay(app);
});

/** Answers the dialog and records what was asked and opened, in main's own objects. */
async function interceptLinks(app: RunningApp, button: 0 | 1): Promise<void> {
  await app.electron.evaluate(({ dialog, shell }, response) => {
    const seen: { asked: unknown[]; opened: string[] } = { asked: [], opened: [] };
    Object.assign(globalThis, { seen });
    dialog.showMessageBox = (...args: unknown[]) => {
      seen.asked.push(args.at(-1));
      return Promise.resolve({ response, checkboxChecked: false });
    };
    shell.openExternal = (url) => {
      seen.opened.push(url);
      return Promise.resolve();
    };
  }, button);
}

function seenLinks(app: RunningApp): Promise<{ asked: Record<string, unknown>[]; opened: string[] }> {
  return app.electron.evaluate(
    () => Reflect.get(globalThis, 'seen') as { asked: Record<string, unknown>[]; opened: string[] },
  );
}

test('a link opens once a person has seen the host, and says when its text names another', async ({
  app,
}) => {
  await app.window.ready();
  await interceptLinks(app, 0);
  await app.page.evaluate(async () => {
    await window.bridge.request('links.open', {
      url: 'https://аpple.com/login',
      text: 'https://apple.com/login',
    });
  });
  const { asked, opened } = await seenLinks(app);
  expect(opened).toEqual(['https://xn--pple-43d.com/login']);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.['message']).toContain('xn--pple-43d.com');
  expect(asked[0]?.['detail']).toContain('https://apple.com/login');
  expect(asked[0]).toMatchObject({ type: 'warning', defaultId: 1, cancelId: 1 });
});

test('declined and forbidden links open nothing', async ({ app }) => {
  await app.window.ready();
  await interceptLinks(app, 1);
  const results = await app.page.evaluate(async () => {
    const urls = [
      'https://example.org/',
      'javascript:alert(1)',
      'file:///etc/passwd',
      'smb://host/share',
      'ms-msdt:/id',
      'https://good.example@evil.example/',
    ];
    const answers: unknown[] = [];
    for (const url of urls) answers.push(await window.bridge.request('links.open', { url, text: '' }));
    return answers;
  });
  expect(results[0]).toEqual({ ok: true, data: { opened: false } });
  for (const refused of results.slice(1)) {
    expect(refused).toMatchObject({ ok: false, error: { code: 'link/refused' } });
  }
  const { asked, opened } = await seenLinks(app);
  expect(asked).toHaveLength(1);
  expect(opened).toEqual([]);
});
