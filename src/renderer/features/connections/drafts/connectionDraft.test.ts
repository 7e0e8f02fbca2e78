import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { connectionSchema } from '../../../../shared/connection.ts';
import { presetIds } from '../../../../shared/connectionPresets.ts';
import type { AwsDraft } from './awsDraft.ts';
import { newBedrockDraft } from './bedrockDraft.ts';
import { newCompatibleDraft } from './compatibleDraft.ts';
import type { ConnectionDraft, ConnectableProvider } from './connectionDraft.ts';
import { connectionOf, defaultName, draftOf, newDraft, problemsOf } from './connectionDraft.ts';
import type { DraftBase } from './draftBase.ts';

const word = fc.string({ maxLength: 40 });
/** Mostly what people type, sometimes anything. */
const often = (...usual: readonly string[]) =>
  fc.oneof({ arbitrary: fc.constantFrom(...usual), weight: 8 }, { arbitrary: word, weight: 1 });
const address = often('', 'http://box:1/v1', 'gate.example.com', 'https://x.example.com/a/');
const awsRegion = often('us-east-1', 'eu-central-1', 'us-gov-west-1', ' eu-west-1 ');
const seconds = often('', '1', '300', '86400');

const base: fc.Arbitrary<DraftBase> = fc.record({
  id: fc.constant(newDraft({ provider: 'openai' }, 1).id),
  createdAt: fc.constant(1),
  name: fc.oneof(fc.constant(''), fc.string({ maxLength: 100 })),
  typedModels: often('', 'gpt-9\n\n my model \ngpt-9', 'arn:aws:bedrock:::x'),
  patience: fc.constantFrom('usual', 'own'),
  firstEvent: seconds,
  betweenEvents: seconds,
});

const aws: fc.Arbitrary<Omit<AwsDraft, keyof DraftBase>> = fc.record({
  region: awsRegion,
  authKind: fc.constantFrom('profile', 'sso', 'assume-role', 'access-key', 'api-key', 'default-chain'),
  profile: often('work'),
  startUrl: often('https://x.awsapps.com/start', 'x.awsapps.com/start', 'http://plain.example.com'),
  ssoRegion: awsRegion,
  accountId: often('123456789012'),
  roleName: often('Admin'),
  roleArn: often('arn:aws:iam::123456789012:role/path/Name'),
  sourceKind: fc.constantFrom('profile', 'access-key', 'default-chain'),
  sourceProfile: often('base'),
  externalId: often('', 'ext-1'),
  mfaSerial: often('', 'arn:aws:iam::123456789012:mfa/me'),
  endpoint: address,
});

/** For every provider, drafts as people may leave them. */
const drafts: { readonly [P in ConnectableProvider]: fc.Arbitrary<ConnectionDraft> } = {
  openai: fc
    .tuple(base, fc.record({ gatewayUrl: address, organization: word, project: word }))
    .map(([shared, own]) => ({ ...shared, ...own, provider: 'openai' })),
  'openai-compatible': fc
    .tuple(
      base,
      fc.record({
        preset: fc.option(fc.constantFrom(...presetIds)),
        baseUrl: address,
        project: often('', 'team/project'),
      }),
    )
    .map(([shared, own]) => ({ ...shared, ...own, provider: 'openai-compatible' })),
  'azure-openai': fc
    .tuple(
      base,
      fc.record({
        resource: often('my-resource', 'https://x.services.ai.azure.com/openai/v1', 'http://127.0.0.1:80'),
        surface: fc.constantFrom('responses', 'chat', 'classic'),
        apiVersion: often('2024-10-21', '2025-04-01-preview'),
        azureAuth: fc.constantFrom('api-key', 'entra-token', 'entra-command'),
        program: often('az'),
        programArgs: often('account\nget-access-token\n-o\ntsv', ''),
      }),
    )
    .map(([shared, own]) => ({ ...shared, ...own, provider: 'azure-openai' })),
  'google-vertex': fc
    .tuple(base, fc.record({ project: often('my-project-1'), location: often('global'), endpoint: address }))
    .map(([shared, own]) => ({ ...shared, ...own, provider: 'google-vertex' })),
  oci: fc
    .tuple(
      base,
      fc.record({
        region: often('us-chicago-1', 'me-dubai-1'),
        wire: fc.constantFrom('responses', 'chat'),
        project: often('', 'ocid1.generativeaiproject.oc1..x'),
        endpoint: address,
      }),
    )
    .map(([shared, own]) => ({ ...shared, ...own, provider: 'oci' })),
  bedrock: fc
    .tuple(
      base,
      aws,
      fc.record({
        allowedRegions: often('', 'us-east-1, eu-central-1 eu-west-1;us-gov-west-1', 'eu-west-3'),
        promptCaching: fc.boolean(),
        guardrailId: often('', 'gr-1'),
        guardrailVersion: often('DRAFT', '12', ''),
        guardrailTrace: fc.boolean(),
        failover: fc.array(fc.record({ region: often('', 'us-east-1'), profile: often('', 'other') }), {
          maxLength: 6,
        }),
      }),
    )
    .map(([shared, signIn, own]) => ({ ...shared, ...signIn, ...own, provider: 'bedrock' })),
  sagemaker: fc
    .tuple(
      base,
      aws,
      fc.record({ endpointName: often('my-endpoint-1'), inferenceComponent: often('', 'part-1') }),
    )
    .map(([shared, signIn, own]) => ({ ...shared, ...signIn, ...own, provider: 'sagemaker' })),
};

describe.each(Object.entries(drafts))('a draft of %s', (_provider, draft) => {
  test.prop([draft], { numRuns: 300 })('without problems is a connection that main accepts', (filled) => {
    fc.pre(Object.keys(problemsOf(filled)).length === 0);
    const parsed = connectionSchema.safeParse(connectionOf(filled, 2));
    expect(parsed.error?.issues ?? []).toEqual([]);
  });

  test.prop([draft], { numRuns: 300 })('comes back from its connection', (filled) => {
    fc.pre(Object.keys(problemsOf(filled)).length === 0);
    const connection = connectionOf(filled, 2);
    const again = draftOf(connection);
    expect(again === null ? null : problemsOf(again)).toEqual({});
    expect(again === null ? null : connectionOf(again, 2)).toEqual(connection);
  });
});

describe('a draft', () => {
  test('says what is missing beside the field', () => {
    const missing = (provider: Exclude<ConnectableProvider, 'openai-compatible'>) =>
      Object.keys(problemsOf(newDraft({ provider }, 1)));
    expect(missing('openai')).toEqual([]);
    expect(missing('azure-openai')).toEqual(['resource']);
    expect(missing('google-vertex')).toEqual(['project']);
    expect(missing('oci')).toEqual([]);
    expect(missing('bedrock')).toEqual(['profile']);
    expect(missing('sagemaker')).toEqual(['profile', 'endpointName']);
    expect(problemsOf(newDraft({ provider: 'openai-compatible', preset: null }, 1))).toHaveProperty(
      'baseUrl',
    );
    expect(problemsOf(newDraft({ provider: 'openai-compatible', preset: 'groq' }, 1))).toEqual({});
  });

  test('stays within its regions in every place that it may go to', () => {
    const draft = {
      ...newBedrockDraft(newDraft({ provider: 'bedrock' }, 1)),
      profile: 'work',
      region: 'eu-central-1',
      allowedRegions: 'eu-central-1, eu-west-1',
    };
    expect(problemsOf(draft)).toEqual({});
    expect(problemsOf({ ...draft, failover: [{ region: 'us-east-1', profile: '' }] })).toHaveProperty(
      'allowedRegions',
      'us-east-1 is used here but is not among these regions.',
    );
    expect(problemsOf({ ...draft, region: 'us-west-2' })).toHaveProperty('allowedRegions');
  });

  test('has a name of its own', () => {
    const server = newCompatibleDraft(newDraft({ provider: 'openai' }, 1), null);
    expect(defaultName({ ...server, baseUrl: 'localhost:11434/v1' })).toBe('localhost:11434');
    expect(defaultName(newDraft({ provider: 'openai-compatible', preset: 'ollama' }, 1))).toBe('Ollama');
    expect(defaultName(newDraft({ provider: 'bedrock' }, 1))).toBe('Bedrock us-east-1');
  });
});
