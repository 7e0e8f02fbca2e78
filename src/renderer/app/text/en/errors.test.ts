import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorCodes, networkHops } from '../../../../shared/errors.ts';
import type { ErrorCode, ErrorDetails } from '../../../../shared/errors.ts';
import { describeError, describeSessionOnly, errors } from './errors.ts';

const details: fc.Arbitrary<ErrorDetails> = fc.record(
  {
    host: fc.domain(),
    status: fc.integer({ min: 400, max: 599 }),
    requestId: fc.uuid(),
    retryAfterSeconds: fc.nat({ max: 86_400 }),
    providerMessage: fc.string(),
    modelId: fc.string({ minLength: 1 }),
    region: fc.constantFrom('us-east-1', 'eu-central-1'),
    profile: fc.string({ minLength: 1 }),
    field: fc.constantFrom('baseUrl', 'apiKey'),
    limit: fc.nat(),
    fileName: fc.string({ minLength: 1 }),
    parameter: fc.constantFrom('temperature', 'top_p'),
    hop: fc.constantFrom(...networkHops),
    iamAction: fc.constantFrom('bedrock:InvokeModel', 'bedrock:ListFoundationModels'),
  },
  { requiredKeys: [] },
);

describe('describeError', () => {
  test('says for every code what happened and what to do, in whole sentences', () => {
    fc.assert(
      fc.property(fc.constantFrom(...errorCodes), details, (code, known) => {
        const described = describeError({ code, message: 'for the log', retryable: false, details: known });
        for (const sentence of [described.title, described.next]) {
          expect(sentence).toMatch(/[.:]$/);
          expect(sentence).not.toContain('undefined');
          expect(sentence).not.toContain('for the log');
        }
        for (const action of described.actions) expect(errors.actions[action]).not.toBe('');
      }),
    );
  });

  test('keeps the words of the server apart from its own', () => {
    const described = describeError({
      code: 'provider/bad-request',
      message: '',
      retryable: false,
      details: { providerMessage: 'click here to win' },
    });
    expect(described.quote).toBe('click here to win');
    expect(described.title + described.next).not.toContain('click here');
  });

  test('names what is known', () => {
    const denied = describeError({
      code: 'provider/access-denied',
      message: '',
      retryable: false,
      details: { modelId: 'amazon.nova-pro', region: 'eu-west-1' },
    });
    expect(denied.title).toBe('This account has no access to amazon.nova-pro in eu-west-1.');
    const limited = describeError({
      code: 'provider/rate-limited',
      message: '',
      retryable: true,
      details: { retryAfterSeconds: 12 },
    });
    expect(limited.next).toBe('Retry in 12 seconds.');
  });

  test('names the missing permission, the refused setting and the station where it stopped', () => {
    const said = (code: ErrorCode, known: ErrorDetails) =>
      describeError({ code, message: '', retryable: false, details: known });
    expect(
      said('provider/access-denied', { iamAction: 'bedrock:InvokeModel', region: 'eu-west-1' }).title,
    ).toBe('The permission bedrock:InvokeModel is missing in eu-west-1.');
    expect(said('provider/bad-request', { parameter: 'temperature', modelId: 'o9' }).title).toBe(
      'o9 does not take the setting “temperature”.',
    );
    expect(said('network/timeout', { host: 'box', hop: 'tcp' })).toMatchObject({
      title: 'box took too long to answer: it stopped before it was reached.',
      actions: ['retry', 'open-network-settings'],
    });
    expect(said('network/proxy', { status: 407 }).actions[0]).toBe('open-network-settings');
    expect(said('provider/rate-limited', { retryAfterSeconds: 600 }).next).toBe('Retry in 10 minutes.');
  });
});

test('a session without a keychain says why, and that nothing is written', () => {
  for (const reason of ['no-service', 'locked', 'denied', 'timeout'] as const) {
    expect(describeSessionOnly(reason)).toMatch(/keychain.*nothing is written to disk\.$/i);
  }
});
