import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTokenOutput } from './readTokenOutput.ts';

const jwt = (claims: object): string =>
  ['{"alg":"none"}', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

describe('readTokenOutput', () => {
  it('reads what az prints, by the time that has no time zone to get wrong', () => {
    const printed = {
      accessToken: 'abc.def',
      expiresOn: '2026-11-23 05:00:00.000000',
      expires_on: 1_790_000_000,
    };
    expect(readTokenOutput(JSON.stringify(printed))).toEqual({
      token: 'abc.def',
      expiresAt: 1_790_000_000_000,
    });
  });

  it('reads local time and ISO where there is nothing better', () => {
    const at = (expiresOn: string): number | null | undefined =>
      readTokenOutput(JSON.stringify({ accessToken: 'abc', expiresOn }))?.expiresAt;
    expect(at('2026-11-23 05:00:00.000000')).toBe(new Date(2026, 10, 23, 5).getTime());
    expect(at('2026-11-23T05:00:00Z')).toBe(Date.UTC(2026, 10, 23, 5));
    expect(at('soon')).toBeNull();
  });

  it('takes a bare token, and the end that stands inside of it', () => {
    const token = jwt({ exp: 1_790_000_000 });
    expect(readTokenOutput(`${token}\n`)).toEqual({ token, expiresAt: 1_790_000_000_000 });
    expect(readTokenOutput('"opaque-token"')).toEqual({ token: 'opaque-token', expiresAt: null });
  });

  it.each(['', '{}', 'ERROR: Please run az login', '{"accessToken":"two words"}', '[1]'])(
    'finds no token in %j',
    (output) => {
      expect(readTokenOutput(output)).toBeNull();
    },
  );

  it('gives only what a header can carry, for any output', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (output) => {
        const printed = readTokenOutput(output);
        if (printed !== null) expect(printed.token).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });
});
