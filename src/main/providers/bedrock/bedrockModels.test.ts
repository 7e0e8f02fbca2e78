import type { FoundationModelSummary, InferenceProfileSummary } from '@aws-sdk/client-bedrock';
import { describe, expect, test } from 'vitest';
import { modelInfoSchema } from '../../../shared/model.ts';
import { toModels } from './bedrockModels.ts';
import type { BedrockListing } from './bedrockModels.ts';

const nothing: BedrockListing = {
  foundationModels: [],
  inferenceProfiles: [],
  deployments: [],
  importedModels: [],
  endpoints: [],
  provisionedModels: [],
  mantleIds: [],
};

const here = { region: 'us-east-1' };

const arn = (id: string) => `arn:aws:bedrock:us-east-1::foundation-model/${id}`;

function model(
  modelId: string,
  changes: Partial<FoundationModelSummary> & { types?: readonly string[] } = {},
) {
  const { types = ['ON_DEMAND'], ...rest } = changes;
  const summary: FoundationModelSummary = {
    modelId,
    modelArn: arn(modelId),
    modelName: modelId.toUpperCase(),
    providerName: 'Vendor',
    inputModalities: ['TEXT'],
    outputModalities: ['TEXT'],
    responseStreamingSupported: true,
    ...rest,
  };
  // The wire also says INFERENCE_PROFILE, which the SDK's type does not know.
  return Object.assign(summary, { inferenceTypesSupported: [...types] });
}

function profile(
  id: string,
  behind: string,
  changes: Partial<InferenceProfileSummary> = {},
): InferenceProfileSummary {
  return {
    inferenceProfileId: id,
    inferenceProfileName: `Profile ${id}`,
    inferenceProfileArn: `arn:aws:bedrock:us-east-1:111122223333:inference-profile/${id}`,
    models: [{ modelArn: arn(behind) }],
    status: 'ACTIVE',
    type: 'SYSTEM_DEFINED',
    ...changes,
  };
}

const offered = (listing: Partial<BedrockListing>) => toModels({ ...nothing, ...listing }, here);
const ids = (listing: Partial<BedrockListing>) => offered(listing).map(({ id }) => id);

describe('foundation models', () => {
  test('are offered by their own id where they can be called on demand', () => {
    expect(ids({ foundationModels: [model('a'), model('b', { types: ['PROVISIONED'] })] })).toEqual(['a']);
  });

  test('are left out where they write no text or do not stream', () => {
    const foundationModels = [
      model('image', { outputModalities: ['IMAGE'] }),
      model('embedding', { outputModalities: ['EMBEDDING'] }),
      model('batch', { responseStreamingSupported: false }),
    ];
    expect(ids({ foundationModels })).toEqual([]);
  });
});

describe('inference profiles', () => {
  test('stand in for models that are called through them alone', () => {
    const foundationModels = [
      model('new', { types: ['INFERENCE_PROFILE'] }),
      model('both', { types: ['ON_DEMAND', 'INFERENCE_PROFILE'] }),
    ];
    const inferenceProfiles = [
      profile('us.new', 'new'),
      profile('global.new', 'new'),
      profile('us.both', 'both'),
    ];
    expect(ids({ foundationModels, inferenceProfiles }).toSorted()).toEqual([
      'both',
      'global.new',
      'us.both',
      'us.new',
    ]);
  });

  test('take vendor and modalities from the model behind them', () => {
    const foundationModels = [
      model('new', { types: ['INFERENCE_PROFILE'], inputModalities: ['TEXT', 'IMAGE'] }),
    ];
    const listing = { ...nothing, foundationModels, inferenceProfiles: [profile('us.new', 'new')] };
    expect(toModels(listing, here)).toEqual([
      {
        id: 'us.new',
        name: 'Profile us.new',
        vendor: 'Vendor',
        acceptsImages: true,
        profileOf: { modelId: 'new', geography: 'us' },
      },
    ]);
  });

  test('are left out where they lead to a model that cannot chat, or are not active', () => {
    const foundationModels = [model('embedding', { outputModalities: ['EMBEDDING'] }), model('ok')];
    const inferenceProfiles = [
      profile('us.embedding', 'embedding'),
      Object.assign(profile('us.ok', 'ok'), { status: 'CREATING' }),
    ];
    expect(ids({ foundationModels, inferenceProfiles })).toEqual(['ok']);
  });

  test('are offered where the models may not be listed', () => {
    expect(ids({ inferenceProfiles: [profile('us.new', 'new')] })).toEqual(['us.new']);
  });

  test('of the account itself are offered by ARN, before everything else', () => {
    const own = profile('abc123', 'a', { type: 'APPLICATION', inferenceProfileName: 'Team budget' });
    const found = ids({ foundationModels: [model('a')], inferenceProfiles: [profile('us.a', 'a'), own] });
    expect(found).toContain('arn:aws:bedrock:us-east-1:111122223333:inference-profile/abc123');
    expect(found).not.toContain('abc123');
  });
});

test('a bare id and its profiles are choices of one model', () => {
  const foundationModels = [
    model('vendor.both', { types: ['ON_DEMAND', 'INFERENCE_PROFILE'] }),
    model('vendor.alone'),
  ];
  const inferenceProfiles = ['us', 'eu', 'apac', 'jp', 'au', 'in', 'us-gov', 'global'].map((geography) =>
    profile(`${geography}.vendor.both`, 'vendor.both'),
  );
  const found = offered({ foundationModels, inferenceProfiles });
  const choices = found.flatMap(({ profileOf }) => (profileOf === undefined ? [] : [profileOf]));
  expect(new Set(choices.map(({ modelId }) => modelId))).toEqual(new Set(['vendor.both']));
  expect(choices.map(({ geography }) => geography).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'apac',
    'au',
    'eu',
    'global',
    'in',
    'jp',
    'region',
    'us',
    'us-gov',
  ]);
  expect(found.find(({ id }) => id === 'vendor.alone')?.profileOf).toBeUndefined();
});

test('what only mantle has is offered by its bare id, once', () => {
  const mantleIds = ['openai.gpt-5.4', 'openai.gpt-oss-20b', 'vendor.model', 'no-vendor', 'openai.gpt-6-sol'];
  const listing = {
    mantleIds,
    foundationModels: [
      model('openai.gpt-oss-20b-1:0'),
      model('vendor.model'),
      model('openai.gpt-6', { types: ['INFERENCE_PROFILE'] }),
    ],
    inferenceProfiles: [profile('us.openai.gpt-6-sol', 'openai.gpt-6-sol')],
  };
  const found = offered(listing);
  expect(found.map(({ id }) => id).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'openai.gpt-5.4',
    'openai.gpt-6-sol',
    'openai.gpt-oss-20b-1:0',
    'us.openai.gpt-6-sol',
    'vendor.model',
  ]);
  expect(found.find(({ id }) => id === 'openai.gpt-6-sol')?.profileOf?.geography).toBe('region');
});

test('a lock leaves out what leads or lies outside', () => {
  const inside = profile('us.vendor.a', 'vendor.a');
  const outside = profile('us.vendor.b', 'vendor.b', {
    models: [{ modelArn: arn('vendor.b') }, { modelArn: arn('vendor.b').replace('us-east-1', 'us-west-2') }],
  });
  const listing = {
    ...nothing,
    inferenceProfiles: [inside, outside, profile('global.vendor.a', 'vendor.a')],
  };
  const limits = { region: 'us-east-1', allowedRegions: ['us-east-1'] };
  expect(toModels(listing, limits).map(({ id }) => id)).toEqual(['us.vendor.a']);
});

test('what the account has made is offered by ARN once it is ready', () => {
  const when = new Date(0);
  const deployment = { modelArn: 'm', createdAt: when, customModelDeploymentName: 'Tuned' };
  const provisioned = {
    modelArn: 'm',
    desiredModelArn: 'm',
    foundationModelArn: 'm',
    modelUnits: 1,
    desiredModelUnits: 1,
    creationTime: when,
    lastModifiedTime: when,
    provisionedModelName: 'Reserved',
  };
  const found = offered({
    deployments: [
      { ...deployment, customModelDeploymentArn: 'arn:deployment/1', status: 'Active' },
      { ...deployment, customModelDeploymentArn: 'arn:deployment/2', status: 'Creating' },
    ],
    importedModels: [
      { modelArn: 'arn:imported/1', modelName: 'Mine', creationTime: when, instructSupported: true },
      { modelArn: 'arn:imported/2', modelName: 'Base', creationTime: when, instructSupported: false },
    ],
    endpoints: [
      { endpointArn: 'arn:endpoint/market', modelSourceIdentifier: 's', createdAt: when, updatedAt: when },
    ],
    provisionedModels: [
      { ...provisioned, provisionedModelArn: 'arn:provisioned/1', status: 'InService' },
      { ...provisioned, provisionedModelArn: 'arn:provisioned/2', status: 'Failed' },
    ],
  });
  expect(found.map(({ id, name }) => [id, name])).toEqual([
    ['arn:endpoint/market', 'market'],
    ['arn:imported/1', 'Mine'],
    ['arn:provisioned/1', 'Reserved'],
    ['arn:deployment/1', 'Tuned'],
  ]);
});

test('every entry is a model as the contract defines it, each id once', () => {
  const long = model('x'.repeat(100), { modelName: 'n'.repeat(500), providerName: 'v'.repeat(200) });
  const found = offered({
    foundationModels: [long, long, model('bare', { modelName: '', providerName: '' })],
  });
  expect(found).toHaveLength(2);
  for (const entry of found) expect(modelInfoSchema.parse(entry)).toEqual(entry);
  expect(found[0]).toEqual({ id: 'bare', name: 'bare', acceptsImages: false });
});
