import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeBaseUrl } from './baseUrl.ts';

function urlOf(text: string): string {
  const result = normalizeBaseUrl(text);
  return result.ok ? result.data.url : result.error.code;
}

describe('normalizeBaseUrl', () => {
  it.each([
    ['https://api.example.com/v1', 'https://api.example.com/v1'],
    ['  https://api.example.com/v1/  ', 'https://api.example.com/v1'],
    ['api.example.com/v1', 'https://api.example.com/v1'],
    ['api.example.com', 'https://api.example.com/v1'],
    ['https://api.example.com/v1/chat/completions', 'https://api.example.com/v1'],
    ['https://api.example.com/v1/responses/', 'https://api.example.com/v1'],
    ['https://api.example.com/v1/models', 'https://api.example.com/v1'],
    ['https://api.example.com/v1beta/openai/', 'https://api.example.com/v1beta/openai'],
    ['https://api.example.com/openai?api-version=1', 'https://api.example.com/openai?api-version=1'],
    ['https://api.example.com/v1#keys', 'https://api.example.com/v1'],
    ['HTTPS://API.Example.com:443/v1', 'https://api.example.com/v1'],
    ['localhost:11434', 'http://localhost:11434/v1'],
    ['127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1'],
    ['[::1]:8080', 'http://[::1]:8080/v1'],
    ['http://127.1:8080', 'http://127.0.0.1:8080/v1'],
    ['http://box.localhost/v1', 'http://box.localhost/v1'],
  ])('mends %s', (typed, expected) => {
    expect(urlOf(typed)).toBe(expected);
  });

  it.each([
    ['', 'connection/invalid-url'],
    ['not an address', 'connection/invalid-url'],
    ['https://', 'connection/invalid-url'],
    ['ftp://api.example.com', 'connection/invalid-url'],
    ['file:///etc/passwd', 'connection/invalid-url'],
    ['javascript:alert(1)', 'connection/invalid-url'],
    ['https://user:pass@api.example.com/v1', 'connection/invalid-url'],
    ['user@api.example.com', 'connection/invalid-url'],
    ['https://api.example.com\\@evil.example', 'connection/invalid-url'],
    ['http://api.example.com/v1', 'connection/insecure-url'],
    ['http://192.168.1.20:8080', 'connection/insecure-url'],
    ['http://localhost.evil.example', 'connection/insecure-url'],
    ['http://127.0.0.1.evil.example', 'connection/insecure-url'],
  ])('refuses %s', (typed, code) => {
    expect(urlOf(typed)).toBe(code);
  });

  it('allows plain HTTP once it was confirmed, and leaves an empty path where asked', () => {
    expect(
      normalizeBaseUrl('http://192.168.1.20:8080', { plainHttp: 'allow', defaultPath: '' }),
    ).toStrictEqual({
      ok: true,
      data: { url: 'http://192.168.1.20:8080', origin: 'http://192.168.1.20:8080', reach: 'network' },
    });
  });

  it('never throws, and what it accepts it accepts again unchanged', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (typed) => {
        const once = normalizeBaseUrl(typed);
        if (once.ok) expect(normalizeBaseUrl(once.data.url)).toStrictEqual(once);
      }),
    );
  });
});
