/** What surrounds the page: sandbox, origin, policy, sockets, files, one instance (R1, R2, R3, R8, R33, R38). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/projectPaths.ts';
import { osSandboxArguments } from '../../scripts/session/osSandbox.ts';
import { expect, test } from '../fixtures.ts';
import { listeningSockets } from './listeningSockets.ts';

test('every page is sandboxed, isolated and without Node', async ({ app }) => {
  const preferences = await app.electron.evaluate(({ webContents }) =>
    // Not among Electron's public types, but the only way to see what a page really runs with.
    webContents.getAllWebContents().map((contents) => {
      const read: unknown = Reflect.get(contents, 'getLastWebPreferences');
      return typeof read === 'function' ? (Reflect.apply(read, contents, []) as unknown) : null;
    }),
  );
  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
  });
  const globals = await app.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
  );
  expect(globals).toEqual([]);
});

test('pages come from app://main only', async ({ app }) => {
  await app.window.ready();
  for (const frame of app.page.frames()) expect(frame.url()).toMatch(/^app:\/\/main\//);
  expect(await app.page.evaluate(() => origin)).toBe('app://main');
});

test('every response carries the strict policy', async ({ app }) => {
  const paths = ['/', '/index.html', '/missing.js', '/..%2f..%2fpackage.json'];
  const responses = await app.page.evaluate(
    (urls) =>
      Promise.all(
        urls.map(async (url) => {
          const response = await fetch(url);
          const names = [
            'content-security-policy',
            'x-content-type-options',
            'referrer-policy',
            'cross-origin-opener-policy',
          ];
          return [response.status, ...names.map((name) => response.headers.get(name))];
        }),
      ),
    paths,
  );
  const headers = [
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src artifact:; form-action 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    'nosniff',
    'no-referrer',
    'same-origin',
  ];
  expect(responses).toEqual([
    [200, ...headers],
    [200, ...headers],
    [404, ...headers],
    [404, ...headers],
  ]);
});

test('text never becomes code: no inline script, no eval, no HTML', async ({ app }) => {
  const outcome = await app.page.evaluate(async () => {
    const name = (run: () => unknown): string => {
      try {
        run();
        return 'ran';
      } catch (caught) {
        return caught instanceof Error ? caught.name : 'thrown';
      }
    };
    const inline = name(() => {
      const script = document.createElement('script');
      script.append('globalThis.inlineScriptRan = true');
      document.body.append(script);
    });
    const handler = name(() => {
      const button = document.createElement('button');
      button.setAttribute('onclick', 'globalThis.inlineHandlerRan = true');
      button.click();
      throw new Error('The attribute may be set, but is no handler.');
    });
    // Inside of a task of the page's own: what a debugger evaluates directly may do more than the page.
    const evaluated = await new Promise<readonly string[]>((resolve) => {
      setTimeout(() => {
        resolve([
          inline,
          handler,
          name(() => globalThis.eval('1')),
          name(() => new Function('return 1')),
          name(() => {
            document.createElement('div').innerHTML = '<b>text</b>';
          }),
        ]);
      }, 0);
    });
    return {
      evaluated,
      globals: ['inlineScriptRan', 'inlineHandlerRan'].filter((global) => global in globalThis),
    };
  });
  expect(outcome.globals).toEqual([]);
  expect(outcome.evaluated).not.toContain('ran');
});

test('normal use breaks the policy nowhere', async ({ app }) => {
  await app.page.addInitScript(() => {
    Object.assign(globalThis, { violations: [] });
    document.addEventListener('securitypolicyviolation', (event) => {
      (Reflect.get(globalThis, 'violations') as string[]).push(
        `${event.violatedDirective} ${event.blockedURI}`,
      );
    });
  });
  await app.page.reload();
  await app.window.ready();
  await app.window.composer.send('Show me everything in one answer');
  await app.window.pane().last.settled(30_000);
  expect(await app.page.evaluate(() => Reflect.get(globalThis, 'violations') as string[])).toEqual([]);
});

test('nothing listens on a socket', async ({ app, home }) => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  await app.window.ready();
  // The two that Playwright opens to drive the app: the inspector of main and Chromium's debugging port.
  const inspector = await app.electron.evaluate(() => process.getBuiltinModule('node:inspector').url() ?? '');
  const debuggingPort = await readFile(join(home.profileFolder, 'DevToolsActivePort'), 'utf8');
  const playwrights = [Number(new URL(inspector).port), Number.parseInt(debuggingPort, 10)];
  const pid = app.electron.process().pid;
  const sockets = await listeningSockets(pid ?? 0);
  // Proves that the search finds what is there.
  expect(sockets.map((socket) => socket.port)).toEqual(expect.arrayContaining(playwrights));
  expect(sockets.filter(({ port }) => !playwrights.includes(port))).toEqual([]);
});

test('other users of the machine can read nothing of the profile', async ({ app, home }) => {
  test.skip(process.platform === 'win32', 'permissions of POSIX');
  await app.window.ready();
  await app.window.composer.send('Show me everything in one answer');
  await app.window.pane().last.settled(30_000);
  const folder = await stat(home.profileFolder);
  expect(folder.mode & 0o777).toBe(0o700);
  const names = await readdir(home.profileFolder, { recursive: true });
  expect(names).toEqual(expect.arrayContaining([join('logs', 'main.log')]));
  const open: string[] = [];
  for (const name of names) {
    // Symbolic links point nowhere and have no mode of their own; files of Chromium may go while we look.
    const found = await stat(join(home.profileFolder, name)).catch(() => null);
    if (found !== null && (found.mode & 0o077) !== 0) open.push(name);
  }
  expect(open).toEqual([]);
});

test('a second start on the same profile shows the first window and leaves', async ({
  app,
  home,
  runtime,
}) => {
  await app.window.ready();
  const heard = app.electron.evaluate(
    ({ app: electronApp }) =>
      new Promise<boolean>((resolve) => {
        electronApp.once('second-instance', () => {
          resolve(true);
        });
      }),
  );
  const args = [projectRoot, `--user-data-dir=${home.profileFolder}`, ...osSandboxArguments(runtime)];
  const second = spawn(runtime.executable, args, {
    env: { ...process.env, ...home.env },
    stdio: 'ignore',
  });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect(await heard).toBe(true);
  expect(app.electron.windows()).toHaveLength(1);
  await expect(app.window.composer.field).toBeVisible();
});
