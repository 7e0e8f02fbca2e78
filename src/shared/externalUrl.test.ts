import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkTextMismatch, maxUrlLength, parseExternalUrl } from './externalUrl.ts';
import type { ExternalUrl } from './externalUrl.ts';

function accepted(input: string): ExternalUrl {
  const url = parseExternalUrl(input);
  if (!url.ok) throw new Error(`${input} was refused: ${url.reason}`);
  return url;
}

describe('parseExternalUrl', () => {
  it.each([
    ['https://example.com', 'https://example.com/', 'example.com', 'https'],
    ['HTTPS://Example.COM/a b?q=ü', 'https://example.com/a%20b?q=%C3%BC', 'example.com', 'https'],
    ['http://localhost:3000/x', 'http://localhost:3000/x', 'localhost:3000', 'http'],
    ['http://[::1]:8080/', 'http://[::1]:8080/', '[::1]:8080', 'http'],
    ['https://аpple.com/', 'https://xn--pple-43d.com/', 'xn--pple-43d.com', 'https'],
    ['https://example.com\\path', 'https://example.com/path', 'example.com', 'https'],
    ['  https://exa\nmple.com\t', 'https://example.com/', 'example.com', 'https'],
    ['https://@example.com/', 'https://example.com/', 'example.com', 'https'],
    ['mailto:ann@example.com', 'mailto:ann@example.com', 'ann@example.com', 'mailto'],
    [
      'mailto:a@b.example?subject=Hi%20there&body=one%0D%0Atwo',
      'mailto:a@b.example?subject=Hi%20there&body=one%0D%0Atwo',
      'a@b.example',
      'mailto',
    ],
  ] as const)('accepts %j', (input, href, host, kind) => {
    expect(parseExternalUrl(input)).toEqual({ ok: true, href, host, kind });
  });

  it.each([
    ['javascript:alert(1)', 'scheme'],
    ['JaVaScRiPt:alert(1)', 'scheme'],
    [' \tjavascript:alert(1)', 'scheme'],
    ['java\nscript:alert(1)', 'scheme'],
    ['data:text/html,<script>1</script>', 'scheme'],
    ['vbscript:x', 'scheme'],
    ['blob:https://example.com/1', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['file://server/share', 'scheme'],
    ['smb://server/share', 'scheme'],
    ['ms-msdt:/id PCWDiagnostic', 'scheme'],
    ['search-ms:query=x&crumb=location:%5C%5Cserver', 'scheme'],
    ['ssh://-oProxyCommand=calc/', 'scheme'],
    ['app://main/index.html', 'scheme'],
    ['artifact://x/', 'scheme'],
    ['view-source:https://example.com', 'scheme'],
    ['tel:+123', 'scheme'],
    ['C:\\Windows\\System32\\calc.exe', 'scheme'],
    ['https://good.com@evil.com/', 'userinfo'],
    ['https://user:password@example.com/', 'userinfo'],
    ['https://:password@example.com/', 'userinfo'],
    ['//evil.com', 'invalid'],
    ['\\\\host\\share', 'invalid'],
    ['example.com', 'invalid'],
    ['', 'invalid'],
    ['https://', 'invalid'],
    ['https://exa\u202Emple.com/', 'invalid'],
    ['https://exa mple.com/', 'invalid'],
    ['mailto:', 'invalid'],
    ['mailto:?to=a@b.example', 'invalid'],
    ['mailto:%ff@b.example', 'invalid'],
    ['mailto:a@b.example?attach=/etc/passwd', 'mail-header'],
    ['mailto:a@b.example?ATTACH=x', 'mail-header'],
    ['mailto:a@b.example?%61ttach=x', 'mail-header'],
    ['mailto:a@b.example?attachment=x', 'mail-header'],
    ['mailto:a@b.example?x-custom=x', 'mail-header'],
    ['mailto:a@b.example?subject=x%0D%0ABcc:evil@evil.example', 'mail-header'],
    ['mailto:a@b.example%0D%0ABcc:evil@evil.example', 'mail-header'],
    [`https://example.com/${'a'.repeat(maxUrlLength)}`, 'too-long'],
  ] as const)('refuses %j', (input, reason) => {
    expect(parseExternalUrl(input)).toEqual({ ok: false, reason });
  });

  it('lets through nothing but clean https, http and mailto, and is stable on its own output', () => {
    const scheme = fc.constantFrom(
      'https:',
      'http:',
      'mailto:',
      'javascript:',
      'file:',
      'data:',
      'HTTPS:',
      ' https:',
      'ht\ntp:',
    );
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.tuple(scheme, fc.string({ unit: 'grapheme' })).map(([s, rest]) => s + rest),
      fc.tuple(scheme, fc.constantFrom('//', '/', '\\\\', ''), fc.string()).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(anything, (input) => {
        const url = parseExternalUrl(input);
        if (!url.ok) return;
        const parsed = new URL(url.href);
        expect(`${url.kind}:`).toBe(parsed.protocol);
        expect(parsed.username + parsed.password).toBe('');
        expect(url.host).toMatch(/^[\x20-\x7e]+$/);
        expect(url.href).toMatch(/^[\x20-\x7e]+$/);
        expect(parseExternalUrl(url.href)).toEqual(url);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('linkTextMismatch', () => {
  it.each([
    ['https://bank.example/login', 'https://evil.example/'],
    ['bank.example', 'https://evil.example/bank.example'],
    ['Go to bank.example now', 'https://evil.example/'],
    ['(www.bank.example)', 'https://evil.example/'],
    ['bank\u200B.example', 'https://evil.example/'],
    ['bank。example', 'https://evil.example/'],
    ['https://bank.example@evil.example', 'https://bank.example/'],
    ['bank.example:8443', 'https://bank.example/'],
    ['support@bank.example', 'https://evil.example/'],
    ['support@bank.example', 'mailto:thief@evil.example'],
    ['https://', 'https://evil.example/'],
    ['\u202Emoc.live', 'https://evil.example/'],
    ['аpple.com', 'https://apple.com/'],
  ])('flags %j leading to %s', (text, href) => {
    expect(linkTextMismatch(text, accepted(href))).toBe(true);
  });

  it.each([
    ['read more', 'https://example.com/'],
    ['', 'https://example.com/'],
    ['example.com', 'https://www.example.com/docs'],
    ['www.example.com/docs', 'https://example.com/'],
    ['http://example.com', 'https://example.com/'],
    ['EXAMPLE.com', 'https://example.com/'],
    ['bücher.example', 'https://xn--bcher-kva.example/'],
    ['README.md', 'https://example.com/readme'],
    ['Node.js', 'https://nodejs.org/'],
    ['version 1.2.3', 'https://example.com/'],
    ['e.g. this', 'https://example.com/'],
    ['ann@example.com', 'mailto:ann@example.com'],
    ['ann@example.com', 'https://example.com/ann'],
  ])('accepts %j leading to %s', (text, href) => {
    expect(linkTextMismatch(text, accepted(href))).toBe(false);
  });
});
