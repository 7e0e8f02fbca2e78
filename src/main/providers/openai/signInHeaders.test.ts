import { describe, expect, it } from 'vitest';
import { signInHeaders, withRequestHeaders } from './signInHeaders.ts';

describe('signing a request in', () => {
  it('lets a gateway’s own scheme take the place of the key, in whatever case it is written', () => {
    for (const name of ['Authorization', 'authorization', 'AUTHORIZATION']) {
      const headers = signInHeaders({ apiKey: 'the-key', headers: { [name]: 'Basic gateway' } });
      expect(headers).toEqual({ [name]: 'Basic gateway' });
    }
    expect(signInHeaders({ apiKey: 'the-key', headers: { 'Api-Key': 'other' } }, 'api-key')).toEqual({
      'Api-Key': 'other',
    });
  });

  it('lets the headers of a request take the place of the connection’s', () => {
    const secret = withRequestHeaders(
      { apiKey: 'the-key', headers: { 'X-Team': 'red' } },
      { 'x-team': 'blue' },
    );
    expect(secret).toEqual({ apiKey: 'the-key', headers: { 'x-team': 'blue' } });
  });

  it.each(['a\r\nX-Other: b', 'a\nb', 'a\0b', 'ä'])('refuses a value that cannot travel: %j', (value) => {
    expect(() => signInHeaders({ headers: { 'X-Team': value } })).toThrow(
      expect.objectContaining({ code: 'provider/key-refused', message: expect.not.stringContaining(value) }),
    );
  });
});
