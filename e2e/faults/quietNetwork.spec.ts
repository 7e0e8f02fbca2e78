/**
 * The app contacts nobody unasked (R44): not at the start, not while it lies idle, not in a chat with the demo; and in a chat
 * with a server that server alone. Chromium tells what its network stack did in a log of its own; what Node does in main goes
 * through `net.Socket`, which is watched from outside.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { connectionPresets } from '../../src/shared/connectionPresets.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';

/** Notes where every socket and every name lookup of main goes from now on. */
async function watchMain(electron: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await electron.evaluate(() => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'contacted', seen);
    const wrap = (owner: object, method: string, describe: (args: readonly unknown[]) => string) => {
      const original = Reflect.get(owner, method) as (...args: unknown[]) => unknown;
      Reflect.set(owner, method, function watched(this: unknown, ...args: unknown[]) {
        seen.push(describe(args));
        return Reflect.apply(original, this, args);
      });
    };
    const net = process.getBuiltinModule('node:net');
    wrap(net.Socket.prototype, 'connect', (args) => {
      const [first] = args.flat(1);
      const { host, port, path } = Object(first) as { host?: string; port?: number; path?: string };
      return path ?? `${host ?? 'localhost'}:${String(port)}`;
    });
    wrap(process.getBuiltinModule('node:dgram').Socket.prototype, 'send', () => 'udp');
  });
  return () => electron.evaluate(() => Reflect.get(globalThis, 'contacted') as string[]);
}

/** Where model servers of this machine usually listen. */
const localPlaces: ReadonlySet<string> = new Set(
  connectionPresets
    .filter(({ kind }) => kind === 'local')
    .flatMap(({ baseUrl }) => {
      const { port } = new URL(baseUrl);
      return ['127.0.0.1', '[::1]', '::1'].map((host) => `${host}:${port}`);
    }),
);

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly { readonly type: number }[];
}

/** The kinds of events in a log of Chromium's network stack that speak of a request, a lookup or a socket. */
function attemptsIn({ constants, events }: NetLog): readonly string[] {
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]));
  return events
    .map(({ type }) => names.get(type) ?? String(type))
    .filter((name) =>
      /^(URL_REQUEST|HTTP_STREAM|HOST_RESOLVER|CONNECT_JOB|TCP_|UDP_|SOCKET|SSL_)/.test(name),
    );
}

test('nobody is contacted but the servers that were connected', async ({ launch, home, startFake }) => {
  const netLog = join(home.folder, 'net-log.json');
  const app = await launch({ args: [`--log-net-log=${netLog}`] });
  const { electron, window } = app;
  const contacted = await watchMain(electron);
  await window.ready();
  await window.composer.send('Show me everything in one answer');
  await window.pane().last.settled(30_000);
  expect(await contacted()).toEqual([]);

  const fake = await startFake();
  await connectServer(window, fake, 'Fake');
  await window.chooseModel('fake-large');
  await window.composer.send('And now through a network');
  await window.pane().last.settled();
  const { host } = new URL(fake.url);
  const others = (await contacted()).filter((place) => place !== host);
  // Whoever connects something is offered the servers of this machine; they are asked, on their usual ports, and nobody else.
  expect(others.filter((place) => !localPlaces.has(place))).toEqual([]);
  expect(await contacted()).toContain(host);

  await app.close();
  const log = JSON.parse(await readFile(netLog, 'utf8')) as NetLog;
  expect(log.events.length).toBeGreaterThan(0);
  expect(attemptsIn(log)).toEqual([]);
});
