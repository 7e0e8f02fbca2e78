import { describe, expect, it } from 'vitest';
import { connectionSecretSchema } from './connection.ts';
import { isHeaderName, maxHeaders } from './headerNames.ts';

describe('the name of an extra header', () => {
  it.each(['X-Team', 'authorization', 'x-api-key', 'OpenAI-Beta', 'Accept', 'Teapot'])(
    'may be %s',
    (name) => {
      expect(isHeaderName(name)).toBe(true);
    },
  );

  it.each([
    'Host',
    'host',
    'Content-Length',
    'transfer-encoding',
    'Connection',
    'TE',
    'Upgrade',
    'Proxy-Authorization',
    '',
    'X Team',
    'X-Team:',
    'X\r\nHost',
    ':authority',
    '__proto__',
    'a'.repeat(101),
  ])('is not %j', (name) => {
    expect(isHeaderName(name)).toBe(false);
    expect(connectionSecretSchema.safeParse({ headers: { [name]: 'v' } }).success).toBe(name === '__proto__');
  });

  it('occurs a limited number of times', () => {
    const many = (count: number) => ({
      headers: Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-${String(index)}`, 'v'])),
    });
    expect(connectionSecretSchema.safeParse(many(maxHeaders)).success).toBe(true);
    expect(connectionSecretSchema.safeParse(many(maxHeaders + 1)).success).toBe(false);
  });
});
