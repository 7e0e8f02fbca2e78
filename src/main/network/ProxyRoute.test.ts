import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { environmentProxy } from './environmentProxy.ts';
import { parseProxyList, parseProxyUrl } from './ProxyRoute.ts';

const port = fc.integer({ min: 1, max: 65_535 });
const words = [
  ['PROXY', 'http', 80],
  ['HTTP', 'http', 80],
  ['HTTPS', 'https', 443],
  ['SOCKS', 'socks5', 1080],
  ['SOCKS5', 'socks5', 1080],
] as const;

describe('parseProxyList', () => {
  test.prop([
    fc.array(fc.tuple(fc.constantFrom(...words), fc.domain(), fc.option(port)), { minLength: 1 }),
    fc.constantFrom('; ', ';', ' ;  '),
  ])('reads what it wrote, in order', (entries, separator) => {
    const text = entries
      .map(([[word], host, at]) => `${word} ${host}${at === null ? '' : `:${String(at)}`}`)
      .join(separator);
    expect(parseProxyList(`${text};`)).toEqual(
      entries.map(([[, kind, usual], host, at]) => ({
        kind,
        host: host.toLowerCase(),
        port: at ?? usual,
        credentials: null,
      })),
    );
  });

  it('knows direct connections, addresses and small letters', () => {
    expect(parseProxyList('proxy [fd00::1]:3128;DIRECT')).toEqual([
      { kind: 'http', host: 'fd00::1', port: 3128, credentials: null },
      { kind: 'direct' },
    ]);
    expect(parseProxyList('')).toEqual([{ kind: 'direct' }]);
    expect(parseProxyList('PROXY proxy.example:80')).toMatchObject([{ port: 80 }]);
  });

  it('passes over what it cannot read, and takes nothing readable for no answer', () => {
    expect(parseProxyList('SOCKS4 a:1; QUIC b:2; PROXY c:3')).toMatchObject([{ host: 'c' }]);
    for (const text of ['SOCKS4 a:1', 'NONSENSE', 'PROXY', 'PROXY a:0', 'PROXY a@b:1', 'PROXY a:99999']) {
      expect(parseProxyList(text)).toBeNull();
    }
  });

  test.prop([fc.string()])('reads any text without throwing', (text) => {
    const routes = parseProxyList(text);
    expect(routes === null || routes.length > 0).toBe(true);
  });
});

describe('parseProxyUrl', () => {
  it.each([
    ['http://proxy.example', { kind: 'http', host: 'proxy.example', port: 80, credentials: null }],
    ['proxy.example:3128', { kind: 'http', host: 'proxy.example', port: 3128, credentials: null }],
    ['https://proxy.example/', { kind: 'https', host: 'proxy.example', port: 443, credentials: null }],
    ['socks5://[::1]:9050', { kind: 'socks5', host: '::1', port: 9050, credentials: null }],
    [
      'http://me:p%40ss@proxy.example:1',
      { kind: 'http', host: 'proxy.example', port: 1, credentials: { user: 'me', password: 'p@ss' } },
    ],
  ])('reads %s', (text, expected) => {
    expect(parseProxyUrl(text)).toEqual(expected);
  });

  it.each(['', 'http://', 'ftp://a', 'socks4://a', 'a b', 'file:///etc/passwd', 'http://a:99999'])(
    'refuses %s',
    (text) => {
      expect(parseProxyUrl(text)).toBeNull();
    },
  );

  test.prop([fc.string()])('reads any text without throwing', (text) => {
    const proxy = parseProxyUrl(text);
    expect(proxy === null || proxy.host !== '').toBe(true);
  });
});

describe('environmentProxy', () => {
  const url = new URL('https://api.example.com/');

  it('takes the variable of the scheme, in small letters first, then the one for all', () => {
    expect(environmentProxy(url, { https_proxy: 'a:1', HTTPS_PROXY: 'b:1' })).toMatchObject({ host: 'a' });
    expect(environmentProxy(url, { HTTPS_PROXY: 'b:1' })).toMatchObject({ host: 'b' });
    expect(environmentProxy(url, { http_proxy: 'a:1' })).toBeNull();
    expect(environmentProxy(url, { https_proxy: ' ' })).toBeNull();
    expect(environmentProxy(url, { ALL_PROXY: 'socks5://c' })).toMatchObject({ kind: 'socks5', host: 'c' });
  });

  it('leaves out what no_proxy names', () => {
    const env = { https_proxy: 'a:1', no_proxy: 'localhost, .example.com' };
    expect(environmentProxy(url, env)).toEqual({ kind: 'direct' });
    expect(environmentProxy(new URL('https://example.org/'), env)).toMatchObject({ host: 'a' });
  });

  it('says that a variable cannot be read', () => {
    expect(() => environmentProxy(url, { https_proxy: 'ftp://nonsense' })).toThrow('PROXY_URL_INVALID');
  });
});
