import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { connectionSchema } from '../../../shared/connection.ts';
import type { ConnectionDraft } from './connectionDraft.ts';
import { completeUrl, connectionOf, defaultName, draftOf, newDraft, problemsOf } from './connectionDraft.ts';

describe('an address as it is typed', () => {
  test.each([
    ['localhost:11434/v1', 'http://localhost:11434/v1'],
    ['192.168.1.5:8000', 'http://192.168.1.5:8000'],
    ['api.example.com/v1/', 'https://api.example.com/v1'],
    [' https://api.example.com/v1/chat/completions ', 'https://api.example.com/v1'],
    ['HTTP://Box.local:1234/v1', 'HTTP://Box.local:1234/v1'],
    ['not an address', 'not an address'],
    ['', ''],
  ])('%j becomes %j', (typed, completed) => {
    expect(completeUrl(typed)).toBe(completed);
  });

  test.prop([fc.oneof(fc.webUrl(), fc.domain(), fc.string())])('is completed once and for all', (typed) => {
    expect(completeUrl(completeUrl(typed))).toBe(completeUrl(typed));
  });
});

const draftArbitrary: fc.Arbitrary<ConnectionDraft> = fc
  .record({
    provider: fc.constantFrom('openai' as const, 'openai-compatible' as const, 'bedrock' as const),
    name: fc.string({ maxLength: 100 }),
    baseUrl: fc.oneof(fc.constant(''), fc.webUrl({ size: 'small' }), fc.domain(), fc.string()),
    gatewayUrl: fc.oneof(fc.constant(''), fc.webUrl({ size: 'small' }), fc.string()),
    organization: fc.string({ maxLength: 50 }),
    project: fc.string({ maxLength: 50 }),
    region: fc.oneof(fc.constantFrom('us-east-1', 'eu-central-1', 'us-gov-west-1'), fc.string()),
    authKind: fc.constantFrom(
      'profile' as const,
      'access-key' as const,
      'api-key' as const,
      'default-chain' as const,
    ),
    profile: fc.string({ maxLength: 50 }),
    endpoint: fc.oneof(fc.constant(''), fc.webUrl({ size: 'small' }), fc.string()),
  })
  .map((fields) => ({ ...newDraft(1), ...fields }));

describe('a draft', () => {
  test.prop([draftArbitrary], { numRuns: 300 })(
    'without problems is a connection that main accepts',
    (draft) => {
      fc.pre(Object.keys(problemsOf(draft)).length === 0);
      const parsed = connectionSchema.safeParse(connectionOf(draft, 2));
      expect(parsed.error?.issues ?? []).toEqual([]);
    },
  );

  test.prop([draftArbitrary])('comes back from its connection', (draft) => {
    fc.pre(Object.keys(problemsOf(draft)).length === 0);
    const connection = connectionOf(draft, 2);
    const again = draftOf(connection);
    expect(again === null ? null : connectionOf(again, 2)).toEqual(connection);
  });

  test('says what is missing beside the field', () => {
    expect(problemsOf({ ...newDraft(1), provider: 'openai-compatible' })).toHaveProperty('baseUrl');
    expect(problemsOf({ ...newDraft(1), provider: 'bedrock', region: 'Virginia' })).toHaveProperty('region');
    expect(problemsOf({ ...newDraft(1), provider: 'bedrock' })).toHaveProperty('profile');
    expect(problemsOf(newDraft(1))).toEqual({});
  });

  test('never takes an address along to another provider', () => {
    const draft: ConnectionDraft = { ...newDraft(1), baseUrl: 'http://box/v1', endpoint: 'http://box' };
    expect(connectionOf(draft, 2)).not.toHaveProperty('baseUrl');
    expect(
      connectionOf({ ...draft, gatewayUrl: 'http://gate/v1', provider: 'openai-compatible' }, 2),
    ).toHaveProperty('baseUrl', 'http://box/v1');
  });

  test('has a name of its own', () => {
    const draft: ConnectionDraft = {
      ...newDraft(1),
      provider: 'openai-compatible',
      baseUrl: 'localhost:11434/v1',
    };
    expect(defaultName(draft)).toBe('localhost:11434');
    expect(connectionOf(draft, 2).name).toBe('localhost:11434');
  });
});
