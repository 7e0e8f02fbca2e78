import { once } from 'node:events';
import { createServer } from 'node:net';
import { request as httpsRequest } from 'node:https';
import { afterEach, describe, expect, it } from 'vitest';
import { selfSignedCertificate } from '../../../e2e/providers/selfSignedCertificate.ts';
import { systemClock } from '../../shared/clock.ts';
import { usualNetworkSettings } from '../../shared/usualNetworkSettings.ts';
import type { NetworkSettings, ProxySettings } from '../../shared/network.ts';
import { createNetwork } from './createNetwork.ts';
import type { NetworkOptions } from './createNetwork.ts';
import { runTraced } from './currentTrace.ts';
import { listen } from './testing/listen.ts';
import { RecordedTrace } from './testing/RecordedTrace.ts';
import { startTestProxy } from './testing/TestProxy.ts';
import { startTestServer } from './testing/TestServer.ts';
import { startTestSocksProxy } from './testing/TestSocksProxy.ts';

/** A name that is not this machine's, so that it goes through the proxy; the test proxies lead it back here. */
const farHost = 'api.far.example';
const certificate = selfSignedCertificate([farHost, 'localhost']);
const authority = { fileName: 'company.pem', pem: certificate.cert };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** Starts something that is closed with the test. */
async function started<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const server = await starting;
  closing.push(() => server.close());
  return server;
}

class TestNetwork {
  settings: NetworkSettings;
  readonly network: ReturnType<typeof createNetwork>;

  constructor(settings: Partial<NetworkSettings>, options: Partial<NetworkOptions> = {}) {
    this.settings = { ...usualNetworkSettings, proxy: { kind: 'none' }, ...settings };
    this.network = createNetwork({
      settings: () => this.settings,
      proxyPassword: async () => null,
      resolveSystemProxy: async () => 'DIRECT',
      findSystemScript: async () => null,
      environment: {},
      pacWorker: new URL('./pacWorker.ts', import.meta.url),
      clock: systemClock,
      onSystemTrustMissing: () => undefined,
      onSecret: () => undefined,
      ...options,
    });
  }
}

const through = (url: string, bypass: readonly string[] = []): ProxySettings => ({
  kind: 'manual',
  url,
  bypass: [...bypass],
});

describe('without a proxy', () => {
  it('sends method, headers and body, and answers with status, headers and body', async () => {
    const server = await started(
      startTestServer({
        answer: (_request, response) => {
          response.writeHead(418, { 'X-Two': ['a', 'b'] }).end('tea');
        },
      }),
    );
    const { network } = new TestNetwork({});
    const response = await network.fetch(`${server.url}/v1?x=1`, {
      method: 'POST',
      headers: { Authorization: 'Bearer key', 'Content-Type': 'application/json' },
      body: '{"ä":1}',
    });
    expect(response.status).toBe(418);
    expect(response.headers.get('x-two')).toBe('a, b');
    await expect(response.text()).resolves.toBe('tea');
    expect(server.received).toMatchObject([
      { method: 'POST', path: '/v1?x=1', body: '{"ä":1}', headers: { authorization: 'Bearer key' } },
    ]);
  });

  it('keeps a connection for the next request', async () => {
    const server = await started(startTestServer());
    const { network } = new TestNetwork({});
    for (let count = 0; count < 3; count += 1) await (await network.fetch(server.url)).text();
    expect(server.connections()).toBe(1);
  });

  it('undoes a compression that nobody asked for', async () => {
    const { gzipSync } = await import('node:zlib');
    const server = await started(
      startTestServer({
        answer: (_request, response) => {
          response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('unpacked'));
        },
      }),
    );
    const { network } = new TestNetwork({});
    const response = await network.fetch(server.url);
    expect(response.headers.get('content-encoding')).toBeNull();
    await expect(response.text()).resolves.toBe('unpacked');
    expect(server.received[0]?.headers['accept-encoding']).toBeUndefined();
  });

  it('closes the socket when the body is not wanted or the signal is aborted', async () => {
    const closed: Promise<unknown>[] = [];
    const server = await started(
      startTestServer({
        answer: (_request, response) => {
          closed.push(once(response, 'close'));
          response.write('begin');
        },
      }),
    );
    const { network } = new TestNetwork({});
    const first = await network.fetch(server.url);
    await first.body?.cancel();
    await closed[0];
    const controller = new AbortController();
    const second = await network.fetch(server.url, { signal: controller.signal });
    controller.abort();
    await closed[1];
    await expect(second.text()).rejects.toMatchObject({ name: 'AbortError' });
    await expect(network.fetch(server.url, { signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('fails with the code of what happened', async () => {
    const { network } = new TestNetwork({});
    const unused = createServer();
    const port = await listen(unused);
    unused.close();
    await once(unused, 'close');
    await expect(network.fetch(`http://127.0.0.1:${String(port)}/`)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      hop: 'tcp',
    });
    await expect(network.fetch('https://nowhere.invalid/')).rejects.toMatchObject({ hop: 'dns' });
  });

  it('gives no agent where nothing but a plain connection is needed', async () => {
    const { network } = new TestNetwork({});
    await expect(network.agentFor(new URL('https://api.far.example/'))).resolves.toBeNull();
  });
});

describe('redirects', () => {
  it('hands a redirect on as an answer', async () => {
    const target = await started(startTestServer());
    const server = await started(
      startTestServer({
        answer: (_request, response) => void response.writeHead(302, { Location: target.url }).end(),
      }),
    );
    const { network } = new TestNetwork({});
    const response = await network.fetch(server.url, { headers: { Authorization: 'Bearer canary' } });
    expect(response.status).toBe(302);
    expect(target.received).toEqual([]);
  });

  it('takes nothing that signs in along to another origin, also when it is asked to follow', async () => {
    const target = await started(startTestServer());
    const server = await started(
      startTestServer({
        answer: (request, response) => {
          const location = request.url === '/far' ? target.url : '/far';
          response.writeHead(302, { Location: location }).end();
        },
      }),
    );
    const { network } = new TestNetwork({});
    const headers = { Authorization: 'Bearer canary', 'X-Gateway': 'canary', Accept: 'text/plain' };
    const response = await network.fetch(`${server.url}/near`, { redirect: 'follow', headers });
    await expect(response.text()).resolves.toBe('hello');
    expect(server.received.map(({ headers: sent }) => sent.authorization)).toEqual([
      'Bearer canary',
      'Bearer canary',
    ]);
    expect(target.received).toHaveLength(1);
    expect(JSON.stringify(target.received)).not.toContain('canary');
    expect(target.received[0]?.headers.accept).toBe('text/plain');
  });

  it('never sends a body after a redirect', async () => {
    const target = await started(startTestServer());
    const server = await started(
      startTestServer({
        answer: (_request, response) => void response.writeHead(307, { Location: target.url }).end(),
      }),
    );
    const { network } = new TestNetwork({});
    const response = await network.fetch(server.url, { method: 'POST', body: 'words', redirect: 'follow' });
    expect(response.status).toBe(307);
    expect(target.received).toEqual([]);
  });
});

describe('a proxy', () => {
  it('is asked for a tunnel, and sees neither the path nor the key', async () => {
    const server = await started(startTestServer({ tls: certificate }));
    const proxy = await started(startTestProxy({ leadTo: server.port }));
    const { network } = new TestNetwork({ proxy: through(proxy.url), extraAuthority: authority });
    const response = await network.fetch(`https://${farHost}/secret-path`, {
      headers: { Authorization: 'Bearer key' },
    });
    await expect(response.text()).resolves.toBe('hello');
    expect(proxy.requests).toEqual([{ target: `${farHost}:443`, authorization: undefined }]);
    expect(server.received).toMatchObject([
      { path: '/secret-path', headers: { authorization: 'Bearer key' } },
    ]);
    expect(server.received[0]?.headers['proxy-authorization']).toBeUndefined();
  });

  it('gets its password, and only the proxy does', async () => {
    const server = await started(startTestServer());
    const proxy = await started(startTestProxy({ leadTo: server.port, login: 'me:pässword' }));
    const credentials = { user: 'me', password: 'pässword' };
    const { network } = new TestNetwork(
      { proxy: through(proxy.url, ['direct.example']) },
      { proxyPassword: async () => credentials },
    );
    const response = await network.fetch(`http://${farHost}:8080/`);
    await expect(response.text()).resolves.toBe('hello');
    await network.fetch(server.url);
    expect(proxy.requests).toHaveLength(1);
    expect(JSON.stringify(server.received.map(({ headers }) => headers))).not.toMatch(/proxy-authorization/i);
  });

  it('that refuses, wants a password or is not there is named as the hop that failed', async () => {
    const wantsLogin = await started(startTestProxy({ login: 'a:b' }));
    const refuses = await started(startTestProxy({ refuseWith: 403 }));
    const test = new TestNetwork({ proxy: through(wantsLogin.url) });
    const url = `https://${farHost}/`;
    await expect(test.network.fetch(url)).rejects.toMatchObject({ hop: 'proxy', status: 407 });
    test.settings = { ...test.settings, proxy: through(refuses.url) };
    await expect(test.network.fetch(url)).rejects.toMatchObject({ hop: 'proxy', status: 403 });
    await refuses.close();
    await expect(test.network.fetch(url)).rejects.toMatchObject({ hop: 'proxy', code: 'ECONNREFUSED' });
    test.settings = { ...test.settings, proxy: through('ftp://nonsense') };
    await expect(test.network.fetch(url)).rejects.toMatchObject({ hop: 'proxy' });
    test.settings = { ...test.settings, proxy: through('http://user:password@127.0.0.1:1') };
    await expect(test.network.fetch(url)).rejects.toMatchObject({ code: 'PROXY_URL_INVALID' });
  });

  it('may itself be spoken to in TLS', async () => {
    const server = await started(startTestServer({ tls: certificate }));
    const proxy = await started(startTestProxy({ leadTo: server.port, tls: certificate }));
    const { network } = new TestNetwork({ proxy: through(proxy.url), extraAuthority: authority });
    await expect((await network.fetch(`https://${farHost}/`)).text()).resolves.toBe('hello');
  });

  it('may speak SOCKS 5, and finds the names itself', async () => {
    const server = await started(startTestServer({ tls: certificate }));
    const login = { user: 'me', password: 'word' };
    const proxy = await started(startTestSocksProxy({ leadTo: server.port, login }));
    const test = new TestNetwork(
      { proxy: through(proxy.url), extraAuthority: authority },
      { proxyPassword: async () => login },
    );
    await expect((await test.network.fetch(`https://${farHost}/`)).text()).resolves.toBe('hello');
    expect(proxy.targets).toEqual([`${farHost}:443`]);
    const stranger = new TestNetwork({ proxy: through(proxy.url), extraAuthority: authority });
    await expect(stranger.network.fetch(`https://${farHost}/`)).rejects.toMatchObject({
      hop: 'proxy',
      status: 407,
    });
  });

  it('is not used for this machine and for hosts that are excepted', async () => {
    const server = await started(startTestServer());
    const proxy = await started(startTestProxy());
    const test = new TestNetwork({ proxy: through(proxy.url, ['.far.example']) });
    for (const host of ['127.0.0.1', 'localhost']) {
      await (await test.network.fetch(`http://${host}:${String(server.port)}/`)).text();
    }
    // No proxy, so its name is looked up, which fails.
    await expect(test.network.fetch(`https://${farHost}/`)).rejects.toMatchObject({ hop: 'dns' });
    expect(proxy.requests).toEqual([]);
  });

  it('of the environment is used, else that of the system', async () => {
    const server = await started(startTestServer());
    const system = await started(startTestProxy({ leadTo: server.port }));
    const environment = await started(startTestProxy({ leadTo: server.port, login: 'env:word' }));
    const env: Record<string, string> = { no_proxy: 'localhost,.near.example' };
    const heard: string[] = [];
    const { network } = new TestNetwork(
      { proxy: { kind: 'system' } },
      {
        resolveSystemProxy: async () => `PROXY 127.0.0.1:${String(system.port)}; DIRECT`,
        environment: env,
        onSecret: (value) => heard.push(value),
      },
    );
    await (await network.fetch(`http://one.${farHost}/`)).text();
    env['http_proxy'] = environment.url.replace('//', '//env:word@');
    await (await network.fetch(`http://two.${farHost}/`)).text();
    await expect(network.fetch('http://direct.near.example/')).rejects.toMatchObject({ hop: 'dns' });
    expect(system.requests.map(({ target }) => target)).toEqual([`one.${farHost}:80`]);
    expect(environment.requests.map(({ target }) => target)).toEqual([`two.${farHost}:80`]);
    expect(heard).toEqual(['word']);
  });

  it('gives way to the next one of a list when it is not there', async () => {
    const server = await started(startTestServer());
    const proxy = await started(startTestProxy({ leadTo: server.port }));
    const { network } = new TestNetwork(
      { proxy: { kind: 'system' } },
      { resolveSystemProxy: async () => `PROXY 127.0.0.1:1; PROXY 127.0.0.1:${String(proxy.port)}` },
    );
    await expect((await network.fetch(`http://${farHost}/`)).text()).resolves.toBe('hello');
  });
});

describe('a name below localhost', () => {
  it('is this machine, whatever a name server would say', async () => {
    const server = await started(startTestServer());
    const { network } = new TestNetwork({});
    const response = await network.fetch(`http://models.localhost:${String(server.port)}/`);
    await expect(response.text()).resolves.toBe('hello');
    expect(server.received[0]?.headers.host).toBe(`models.localhost:${String(server.port)}`);
  });
});

describe('a proxy script', () => {
  it('names the proxy, sees only the host of an encrypted address, and is fetched once', async () => {
    const server = await started(startTestServer({ tls: certificate }));
    const proxy = await started(startTestProxy({ leadTo: server.port }));
    const script = `function FindProxyForURL(url, host) {
      if (url !== 'https://${farHost}/') return 'PROXY 127.0.0.1:1';
      return dnsDomainIs(host, '.far.example') ? 'PROXY 127.0.0.1:${String(proxy.port)}' : 'DIRECT';
    }`;
    const files = await started(
      startTestServer({ answer: (_request, response) => void response.end(script) }),
    );
    const { network } = new TestNetwork({
      proxy: { kind: 'pac', url: `${files.url}/proxy.pac` },
      extraAuthority: authority,
    });
    await (await network.fetch(`https://${farHost}/path?query`)).text();
    await (await network.fetch(`https://${farHost}/`)).text();
    expect(proxy.requests).toHaveLength(1);
    expect(files.received).toHaveLength(1);
  });

  it('that the system names is followed where the system itself says nothing', async () => {
    const server = await started(startTestServer());
    const proxy = await started(startTestProxy({ leadTo: server.port }));
    const script = `function FindProxyForURL() { return 'PROXY 127.0.0.1:${String(proxy.port)}' }`;
    const files = await started(
      startTestServer({ answer: (_request, response) => void response.end(script) }),
    );
    const { network } = new TestNetwork(
      { proxy: { kind: 'system' } },
      { findSystemScript: async () => files.url },
    );
    await (await network.fetch(`http://${farHost}/`)).text();
    await (await network.fetch(`http://two.${farHost}/`)).text();
    expect(proxy.requests.map(({ target }) => target)).toEqual([`${farHost}:80`, `two.${farHost}:80`]);
    expect(files.received).toHaveLength(1);
    await files.close();
    const away = new TestNetwork({ proxy: { kind: 'system' } }, { findSystemScript: async () => files.url });
    await expect(away.network.fetch(`http://${farHost}/`)).rejects.toMatchObject({ hop: 'dns' });
    expect(proxy.requests).toHaveLength(2);
  });

  it.each([
    ['that is not there', 404, 'x'],
    ['that is no program', 200, '<html>'],
    ['that does not end', 200, 'function FindProxyForURL() { for (;;); }'],
    ['that takes all memory', 200, 'function FindProxyForURL() { let a = "x"; for (;;) a += a; }'],
    ['that answers nonsense', 200, 'function FindProxyForURL() { return "GO AWAY" }'],
    ['that answers with a number', 200, 'function FindProxyForURL() { return 7 }'],
    ['that looks for Node', 200, 'function FindProxyForURL() { return process.env.HOME }'],
  ])('%s is a failure of the proxy, and nothing is sent', async (_name, status, script) => {
    const files = await started(
      startTestServer({ answer: (_request, response) => void response.writeHead(status).end(script) }),
    );
    const { network } = new TestNetwork({ proxy: { kind: 'pac', url: files.url } });
    await expect(network.fetch(`https://${farHost}/`)).rejects.toMatchObject({ hop: 'proxy' });
    await expect(network.agentFor(new URL(`https://${farHost}/`))).rejects.toMatchObject({ hop: 'proxy' });
  });
});

describe('trust', () => {
  it('is refused to an unknown authority and given to one that was chosen, without a restart', async () => {
    const server = await started(startTestServer({ tls: certificate }));
    const test = new TestNetwork({});
    await expect(test.network.fetch(server.url)).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      hop: 'tls',
    });
    test.settings = { ...test.settings, extraAuthority: authority };
    await expect((await test.network.fetch(server.url)).text()).resolves.toBe('hello');
    test.settings = { ...test.settings, extraAuthority: null };
    await expect(test.network.fetch(server.url)).rejects.toMatchObject({ hop: 'tls' });
    expect(server.received).toHaveLength(1);
  });

  it('takes in what the system trusts, if that is wanted', async () => {
    const server = await started(startTestServer({ tls: certificate }));
    const options = { readSystemAuthorities: () => [certificate.cert] };
    const { network } = new TestNetwork({ systemTrust: true }, options);
    await expect((await network.fetch(server.url)).text()).resolves.toBe('hello');
    await expect(new TestNetwork({}, options).network.fetch(server.url)).rejects.toMatchObject({
      hop: 'tls',
    });
  });

  it('says when the system cannot be asked, and trusts no one for it', async () => {
    let missing = 0;
    const server = await started(startTestServer({ tls: certificate }));
    const { network } = new TestNetwork(
      { systemTrust: true },
      { readSystemAuthorities: () => null, onSystemTrustMissing: () => (missing += 1) },
    );
    await expect(network.fetch(server.url)).rejects.toMatchObject({ hop: 'tls' });
    expect(missing).toBe(1);
  });

  it('is not given to a certificate for another name', async () => {
    const server = await started(startTestServer({ tls: certificate }));
    const proxy = await started(startTestProxy({ leadTo: server.port }));
    const { network } = new TestNetwork({ proxy: through(proxy.url), extraAuthority: authority });
    await expect(network.fetch('https://elsewhere.example/')).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      hop: 'tls',
    });
    expect(server.received).toEqual([]);
  });
});

describe('changed settings', () => {
  it('let a reply that runs come to its end', async () => {
    let finish = (): void => undefined;
    const server = await started(
      startTestServer({
        answer: (_request, response) => {
          response.write('one ');
          finish = () => void response.end('two');
        },
      }),
    );
    const test = new TestNetwork({});
    const running = await test.network.fetch(server.url);
    test.settings = { ...test.settings, proxy: { kind: 'system' } };
    const next = await test.network.fetch(server.url);
    finish();
    await expect(next.text()).resolves.toBe('one two');
    await running.body?.cancel();
    expect(server.connections()).toBe(2);
  });
});

describe('the agent for other clients', () => {
  it('goes the same way, is shared, and changes with the settings', async () => {
    const server = await started(startTestServer({ tls: certificate }));
    const proxy = await started(startTestProxy({ leadTo: server.port }));
    const test = new TestNetwork({ proxy: through(proxy.url), extraAuthority: authority });
    const url = new URL(`https://${farHost}/`);
    const agent = await test.network.agentFor(url);
    if (agent === null) throw new Error('An agent is needed here.');
    await expect(test.network.agentFor(url)).resolves.toBe(agent);
    const request = httpsRequest(url, { agent });
    request.end();
    const [message] = await once(request, 'response');
    expect(message).toMatchObject({ statusCode: 200 });
    expect(proxy.requests).toHaveLength(1);
    test.settings = { ...test.settings, proxy: { kind: 'none' } };
    await expect(test.network.agentFor(url)).resolves.not.toBe(agent);
  });
});

describe('a trace', () => {
  it('hears of every station of a request through a proxy, and of its answer', async () => {
    const server = await started(startTestServer({ tls: certificate }));
    const proxy = await started(startTestProxy({ leadTo: server.port }));
    const { network } = new TestNetwork({ proxy: through(proxy.url), extraAuthority: authority });
    const trace = new RecordedTrace();
    await (await network.fetch(`https://${farHost}/`, { trace, method: 'POST', body: 'words' })).text();
    expect(trace.heard).toEqual(['request POST words', 'tcp', 'proxy', 'tls', 'http', 'response 200']);
    const second = new RecordedTrace();
    await (await network.fetch(`https://${farHost}/`, { trace: second })).text();
    expect(second.heard).toEqual(['request GET', 'http', 'response 200']);
  });

  it('hears of a failure', async () => {
    const server = await started(startTestServer({ tls: certificate }));
    const { network } = new TestNetwork({});
    const trace = new RecordedTrace();
    const url = `https://localhost:${String(server.port)}/`;
    await expect(network.fetch(url, { trace })).rejects.toThrow();
    expect(trace.heard).toEqual(['request GET', 'dns', 'tcp', 'failed DEPTH_ZERO_SELF_SIGNED_CERT']);
  });

  it('may ask for connections of its own, also from inside a client that knows nothing of it', async () => {
    const server = await started(startTestServer({ tls: certificate }));
    const { network } = new TestNetwork({ extraAuthority: authority });
    const url = `https://localhost:${String(server.port)}/`;
    await (await network.fetch(url)).text();
    const trace = new RecordedTrace();
    await runTraced({ trace, fresh: true }, async () => {
      await (await network.fetch(url)).text();
      const agent = await network.agentFor(new URL(url));
      if (agent === null) throw new Error('An agent is needed here.');
      const request = httpsRequest(url, { agent });
      request.end();
      await once(request, 'response');
    });
    expect(trace.heard).toEqual([
      'request GET',
      'dns',
      'tcp',
      'tls',
      'http',
      'response 200',
      'dns',
      'tcp',
      'tls',
    ]);
  });
});
