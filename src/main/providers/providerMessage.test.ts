import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { providerMessage } from './providerMessage.ts';

const secret = {
  apiKey: 'sk-canary-1234567890',
  headers: { 'x-gateway': 'Bearer gateway-canary-42', 'x-flag': '1' },
};

describe('providerMessage', () => {
  it('blanks out the key and the values of headers, also without their scheme', () => {
    expect(
      providerMessage('Incorrect key sk-canary-1234567890; got gateway-canary-42 with flag 1', secret),
    ).toBe('Incorrect key [redacted]; got [redacted] with flag 1');
  });

  it('drops control and direction characters and keeps lines, emoji and other scripts', () => {
    expect(providerMessage('a\u0000\u001b[31mb\u202ec\nd 👩‍🚀 日本', null)).toBe('a[31mbc\nd 👩‍🚀 日本');
  });

  it('has nothing to say where nothing is left', () => {
    expect(providerMessage(' \u0007 ', null)).toBeUndefined();
  });

  it('never repeats the key, and never exceeds 2,000 characters', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.constantFrom(secret.apiKey, 'sk-canary-\u202e1234567890'),
          ),
        ),
        (pieces) => {
          const message = providerMessage(pieces.join(''), secret) ?? '';
          expect(message).not.toContain(secret.apiKey);
          expect(message.length).toBeLessThanOrEqual(2_000);
          expect(message).not.toMatch(/\p{Cs}/u);
        },
      ),
    );
  });
});
