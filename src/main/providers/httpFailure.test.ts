import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../shared/errors.ts';
import { httpFailure, retryAfterSeconds, type HttpRefusal } from './httpFailure.ts';

const context = { host: 'api.example.com', modelId: 'm-1', secret: { apiKey: 'sk-canary-123' }, now: 0 };

function refuse(refusal: Partial<HttpRefusal>): ReturnType<typeof httpFailure> {
  return httpFailure(
    { status: 400, body: {}, contentType: 'application/json', retryAfter: null, requestId: null, ...refusal },
    context,
  );
}

const error = (fields: object): object => ({ error: { message: '', type: '', code: null, ...fields } });

describe('httpFailure', () => {
  it.each([
    [401, error({ code: 'invalid_api_key' }), 'provider/key-refused'],
    [402, { error: 'Insufficient Balance' }, 'provider/quota'],
    [403, error({ code: 'model_not_found' }), 'provider/access-denied'],
    [404, error({ code: 'model_not_found' }), 'provider/unknown-model'],
    [404, error({ message: 'The model `x` does not exist.' }), 'provider/unknown-model'],
    [404, error({ message: 'model "x" not found, try pulling it first' }), 'provider/unknown-model'],
    [404, error({ message: 'Invalid URL (POST /v2)' }), 'provider/not-found'],
    [404, { detail: 'Not Found' }, 'provider/not-found'],
    [400, error({ code: 'context_length_exceeded' }), 'provider/context-too-long'],
    [400, error({ type: 'exceed_context_size_error' }), 'provider/context-too-long'],
    [400, { message: "This model's maximum context length is 4096 tokens." }, 'provider/context-too-long'],
    [413, 'Payload Too Large', 'provider/context-too-long'],
    [400, error({ message: 'x is not a valid model ID' }), 'provider/bad-request'],
    [400, error({ message: 'model x is not a valid model ID' }), 'provider/unknown-model'],
    [422, { detail: [{ msg: 'field required' }] }, 'provider/bad-request'],
    [429, error({ type: 'insufficient_quota' }), 'provider/quota'],
    [429, error({ code: 'rate_limit_exceeded' }), 'provider/rate-limited'],
    [500, 'boom', 'provider/overloaded'],
    [307, '', 'network/redirect'],
    [null, error({ code: 503 }), 'provider/overloaded'],
    [null, error({ code: 'rate_limit_exceeded' }), 'provider/rate-limited'],
    [null, error({ code: 'context_length_exceeded' }), 'provider/context-too-long'],
    [null, { error: 'something broke' }, 'provider/overloaded'],
  ] as const)('reads %s %j as %s', (status, body, code) => {
    expect(refuse({ status, body }).code).toBe(code);
  });

  it('takes a page for something foreign, except where the status alone is clear', () => {
    const page = { body: '<h1>Hello</h1>', contentType: 'text/html; charset=utf-8' };
    expect(refuse({ ...page, status: 200 }).code).toBe('provider/unexpected-reply');
    expect(refuse({ ...page, status: 403 }).code).toBe('provider/unexpected-reply');
    expect(refuse({ ...page, status: 502 }).code).toBe('provider/overloaded');
    expect(refuse({ ...page, status: 502 }).details.providerMessage).toBeUndefined();
  });

  it('carries what may be shown and blanks out the key', () => {
    const failure = refuse({
      status: 429,
      body: error({ message: 'Slow down, sk-canary-123' }),
      retryAfter: '12',
      requestId: 'req_1',
    });
    expect(failure.toInfo()).toMatchObject({
      code: 'provider/rate-limited',
      retryable: true,
      details: {
        host: 'api.example.com',
        modelId: 'm-1',
        status: 429,
        requestId: 'req_1',
        retryAfterSeconds: 12,
        providerMessage: 'Slow down, [redacted]',
      },
    });
  });

  it('gives one known code for any body at all', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 200, max: 599 })), fc.jsonValue(), (status, body) => {
        expect(errorCodes).toContain(refuse({ status, body }).code);
      }),
    );
  });
});

it('reads Retry-After as seconds and as a date', () => {
  expect(retryAfterSeconds('7', 0)).toBe(7);
  expect(retryAfterSeconds('1.2', 0)).toBe(2);
  expect(retryAfterSeconds('Thu, 01 Jan 1970 00:00:30 GMT', 10_000)).toBe(20);
  expect(retryAfterSeconds('Thu, 01 Jan 1970 00:00:30 GMT', 40_000)).toBeUndefined();
  expect(retryAfterSeconds('soon', 0)).toBeUndefined();
  expect(retryAfterSeconds(null, 0)).toBeUndefined();
});
