import { describe, expect, it } from 'vitest';
import { HopFailure } from '../network/HopFailure.ts';
import { networkFailure } from './networkFailure.ts';

const wrap = (code: string): Error =>
  new TypeError('fetch failed', {
    cause: new Error('inner', { cause: Object.assign(new Error('x'), { code }) }),
  });

describe('networkFailure', () => {
  it.each([
    ['ENOTFOUND', 'network/host-not-found'],
    ['EAI_AGAIN', 'network/host-not-found'],
    ['ECONNREFUSED', 'network/refused'],
    ['EHOSTUNREACH', 'network/refused'],
    ['UND_ERR_CONNECT_TIMEOUT', 'network/timeout'],
    ['UND_ERR_BODY_TIMEOUT', 'network/timeout'],
    ['ECONNRESET', 'network/reset'],
    ['UND_ERR_SOCKET', 'network/reset'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'network/tls'],
    ['CERT_HAS_EXPIRED', 'network/tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'network/tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'network/tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'network/tls'],
    ['HPE_INVALID_CONSTANT', 'provider/unexpected-reply'],
  ])('finds %s at the end of a chain of causes', (code, expected) => {
    expect(networkFailure(wrap(code), 'api.example.com')).toMatchObject({
      code: expected,
      details: { host: 'api.example.com' },
    });
  });

  it.each([
    ['ENOTFOUND', 'dns'],
    ['ECONNREFUSED', 'tcp'],
    ['UND_ERR_CONNECT_TIMEOUT', 'tcp'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['HPE_INVALID_CONSTANT', 'http'],
    ['ECONNRESET', undefined],
  ])('tells from %s where the way ended', (code, hop) => {
    expect(networkFailure(wrap(code), 'h')?.details.hop).toBe(hop);
  });

  it('believes an error that says itself where the way ended', () => {
    const reset = new Error('x', { cause: new HopFailure('tls', 'ECONNRESET') });
    expect(networkFailure(reset, 'h')).toMatchObject({ code: 'network/reset', details: { hop: 'tls' } });
  });

  it.each([
    ['ECONNREFUSED', undefined, true],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', undefined, true],
    ['PROXY_REFUSED', 407, false],
    ['PAC_FAILED', undefined, true],
  ])('blames the proxy for %s on the way to it', (code, status, retryable) => {
    const failure = networkFailure(new Error('x', { cause: new HopFailure('proxy', code, status) }), 'h');
    expect(failure).toMatchObject({ code: 'network/proxy', retryable, details: { hop: 'proxy' } });
    expect(failure?.details.status).toBe(status);
  });

  it('looks into the attempts of happy eyeballs', () => {
    const attempts = new AggregateError([Object.assign(new Error('v6'), { code: 'ECONNREFUSED' })]);
    expect(networkFailure(new TypeError('fetch failed', { cause: attempts }), 'h')?.code).toBe(
      'network/refused',
    );
  });

  it('keeps quiet about other errors, loops and what is no error at all', () => {
    const loop: { cause?: unknown } = {};
    loop.cause = loop;
    for (const caught of [
      new SyntaxError('bad'),
      Object.assign(new Error(), { code: 'toString' }),
      loop,
      null,
      'x',
    ]) {
      expect(networkFailure(caught, 'h')).toBeNull();
    }
  });

  it('repeats nothing of the error, whose text may quote a key', () => {
    const cause = Object.assign(new Error('Bearer sk-canary is an invalid header value'), {
      code: 'ECONNRESET',
    });
    const failure = networkFailure(cause, 'h');
    expect(failure?.cause).toBeUndefined();
    expect(`${failure?.stack ?? ''}${JSON.stringify(failure?.toInfo())}`).not.toContain('sk-canary');
  });
});
