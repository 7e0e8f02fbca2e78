import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { isBypassed } from './bypassList.ts';

const bypassed = (url: string, ...entries: string[]): boolean => isBypassed(new URL(url), entries);

describe('isBypassed', () => {
  it.each([
    ['https://example.com/', 'example.com', true],
    ['https://api.example.com/', 'example.com', true],
    ['https://notexample.com/', 'example.com', false],
    ['https://example.com.evil.net/', 'example.com', false],
    ['https://EXAMPLE.com./', 'Example.COM', true],
    ['https://example.com/', '.example.com', false],
    ['https://api.example.com/', '.example.com', true],
    ['https://api.example.com/', '*.example.com', true],
    ['https://api.example.com/', '*', true],
    ['https://intranet/', '<local>', true],
    ['https://intra.net/', '<local>', false],
    ['http://10.1.2.3/', '<local>', false],
    ['https://example.com/', 'example.com:443', true],
    ['https://example.com/', 'example.com:8443', false],
    ['https://example.com:8443/', 'example.com:8443', true],
    ['http://10.1.2.3/', '10.0.0.0/8', true],
    ['http://11.1.2.3/', '10.0.0.0/8', false],
    ['http://10.1.2.3/', '10.1.2.3', true],
    ['http://10.1.2.3:81/', '10.0.0.0/8:81', true],
    ['http://[fd00::1]/', 'fd00::/8', true],
    ['http://[fd00::1]/', 'fd00::1', true],
    ['http://[fd00::1]:8080/', '[fd00::1]:8080', true],
    ['http://[fe00::1]/', 'fd00::/8', false],
    ['http://10.1.2.3/', '10.0.0.0/33', false],
    ['http://10.1.2.3/', '10.0.0.0/', false],
    ['https://example.com/', '', false],
  ])('%s and %s: %s', (url, entry, expected) => {
    expect(bypassed(url, entry)).toBe(expected);
  });

  test.prop([fc.domain(), fc.domain(), fc.array(fc.domain())])(
    'names a host and what is below it, and nothing that only ends alike',
    (host, name, others) => {
      const url = `https://${host}/`;
      expect(bypassed(url, ...others, host)).toBe(true);
      expect(bypassed(`https://sub.${host}/`, `.${host}`)).toBe(true);
      expect(bypassed(url, `.${host}`)).toBe(false);
      expect(bypassed(`https://x${name}/`, name)).toBe(false);
    },
  );

  test.prop([fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.ipV4()])(
    'compares as many bits of an address as the network has',
    (network, bits, address) => {
      const number = (text: string): bigint =>
        text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
      const shift = BigInt(32 - bits);
      const isInside = number(network) >> shift === number(address) >> shift;
      expect(bypassed(`http://${address}/`, `${network}/${String(bits)}`)).toBe(isInside);
    },
  );

  test.prop([fc.array(fc.string()), fc.webUrl()])('reads any list', (entries, url) => {
    expect(typeof bypassed(url, ...entries)).toBe('boolean');
  });
});
