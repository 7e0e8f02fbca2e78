/** The test of a connection by the real adapters, over real sockets: where it says that it stopped. */
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startFakeProvider } from '../../../e2e/providers/FakeProvider.ts';
import { systemClock } from '../../shared/clock.ts';
import type { Connection } from '../../shared/connection.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import { usualNetworkSettings } from '../../shared/usualNetworkSettings.ts';
import type { NetworkSettings } from '../../shared/network.ts';
import { createNetwork } from '../network/createNetwork.ts';
import { listen } from '../network/testing/listen.ts';
import { startTestProxy } from '../network/testing/TestProxy.ts';
import { startTestServer } from '../network/testing/TestServer.ts';
import { createProviders } from '../providers/createProviders.ts';
import { testDependencies } from '../providers/testing/testDependencies.ts';
import { SessionSecretStore } from '../secrets/SessionSecretStore.ts';
import { ConnectionSecrets } from './ConnectionSecrets.ts';
import { ConnectionService } from './ConnectionService.ts';
import type { ConnectionTest } from './ConnectionService.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function started<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const server = await starting;
  closing.push(() => server.close());
  return server;
}

const base = { id: newId<ConnectionId>(), name: 'Server', createdAt: 1, updatedAt: 1 };

/** The same server, reached with `fetch` and with the AWS SDK. */
const wires: readonly (readonly [string, (url: string) => Connection])[] = [
  ['fetch', (url) => ({ ...base, provider: 'openai-compatible', baseUrl: `${url}/v1` })],
  [
    'the AWS SDK',
    (url) => ({
      ...base,
      provider: 'bedrock',
      region: 'us-east-1',
      auth: { kind: 'access-key' },
      endpoint: url,
    }),
  ],
];

function test(connection: Connection, settings: Partial<NetworkSettings> = {}): Promise<ConnectionTest> {
  const network = createNetwork({
    settings: () => ({ ...usualNetworkSettings, proxy: { kind: 'none' }, ...settings }),
    proxyPassword: async () => null,
    resolveSystemProxy: async () => 'DIRECT',
    findSystemScript: async () => null,
    environment: {},
    pacWorker: new URL('../network/pacWorker.ts', import.meta.url),
    clock: systemClock,
    onSystemTrustMissing: () => undefined,
    onSecret: () => undefined,
  });
  const service = new ConnectionService({
    history: {
      listConnections: async () => [],
      saveConnection: async () => undefined,
      deleteConnection: async () => undefined,
    },
    secrets: new ConnectionSecrets(new SessionSecretStore('no-service'), () => undefined),
    providerFor: createProviders(testDependencies({ network, clock: systemClock })),
    clock: systemClock,
  });
  const secret =
    connection.provider === 'bedrock'
      ? { aws: { accessKeyId: 'AKIA0123456789ABCDEF', secretAccessKey: 'a-secret-access-key' } }
      : { apiKey: 'sk-0123456789' };
  return service.test({ connection, secret, allowInsecure: true });
}

const passed = ({ hops }: ConnectionTest): readonly string[] => hops.map(({ hop }) => hop);

describe.each(wires)('a test by %s', (_name, connectionTo) => {
  it('passes every station', async () => {
    const server = await started(startFakeProvider({ protocol: 'tls' }));
    const extraAuthority = { fileName: 'ca.pem', pem: server.certificate ?? '' };
    const url = server.url.replace('127.0.0.1', 'localhost');
    const result = await test(connectionTo(url), { extraAuthority });
    expect(result).toMatchObject({ ok: true });
    expect(passed(result)).toEqual(['dns', 'tcp', 'tls', 'http', 'auth']);
    expect(result.hops.every(({ ms }) => ms >= 0)).toBe(true);
  });

  it('stops at the name', async () => {
    const result = await test(connectionTo('https://nowhere.invalid'));
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'network/host-not-found', details: { hop: 'dns' } },
      hops: [],
    });
  });

  it('stops at the socket', async () => {
    const unused = createServer();
    const port = await listen(unused);
    await new Promise((resolve) => unused.close(resolve));
    const result = await test(connectionTo(`https://localhost:${String(port)}`));
    expect(result).toMatchObject({ ok: false, error: { code: 'network/refused', details: { hop: 'tcp' } } });
    expect(passed(result)).toEqual(['dns']);
  });

  it('stops at the proxy', async () => {
    const proxy = await started(startTestProxy({ login: 'a:b' }));
    const settings = { proxy: { kind: 'manual' as const, url: proxy.url, bypass: [] } };
    const result = await test(connectionTo('https://api.far.example'), settings);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'network/proxy', details: { hop: 'proxy', status: 407 } },
    });
    expect(passed(result)).toEqual(['tcp']);
  });

  it('stops at TLS', async () => {
    const server = await started(startFakeProvider({ protocol: 'tls' }));
    const result = await test(connectionTo(server.url));
    expect(result).toMatchObject({ ok: false, error: { code: 'network/tls', details: { hop: 'tls' } } });
    expect(passed(result)).toEqual(['tcp']);
  });

  it('stops at TLS where the server speaks none, or hangs up', async () => {
    const plain = await started(startTestServer());
    const spoken = await test(connectionTo(plain.url.replace('http:', 'https:')));
    expect(spoken).toMatchObject({ ok: false, error: { details: { hop: 'tls' } } });
    const rude = createServer((socket) => socket.destroy());
    const port = await listen(rude);
    closing.push(() => new Promise((resolve) => rude.close(() => resolve())));
    const cut = await test(connectionTo(`https://127.0.0.1:${String(port)}`));
    expect(cut).toMatchObject({ ok: false, error: { code: 'network/reset', details: { hop: 'tls' } } });
  });

  it('stops at HTTP', async () => {
    const server = await started(
      startTestServer({ answer: (_request, response) => void response.writeHead(404).end('{}') }),
    );
    const result = await test(connectionTo(server.url));
    expect(result).toMatchObject({ ok: false, error: { details: { hop: 'http' } } });
    expect(passed(result)).toEqual(['tcp']);
  });

  it('stops at the key', async () => {
    const server = await started(
      startTestServer({
        answer: (_request, response) =>
          void response.writeHead(403, { 'x-amzn-errortype': 'AccessDeniedException' }).end('{}'),
      }),
    );
    const result = await test(connectionTo(server.url));
    expect(result).toMatchObject({ ok: false, error: { details: { hop: 'auth' } } });
    expect(passed(result)).toEqual(['tcp', 'http']);
  });
});
