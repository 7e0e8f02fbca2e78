import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { regionsOfArns, residenceOf } from './residency.ts';

const model = 'anthropic.claude-sonnet-4-5-20250929-v1:0';
const arn = (region: string) => `arn:aws:bedrock:${region}::foundation-model/${model}`;
const applicationArn = 'arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/abc';

const europe = { region: 'eu-central-1', allowedRegions: ['eu-central-1', 'eu-west-1'] };
const america = {
  region: 'us-east-1',
  allowedRegions: ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
};

describe('without knowing a profile', () => {
  test.each([
    ['inside', europe, model],
    ['inside', europe, arn('eu-west-1')],
    ['outside', europe, arn('us-east-1')],
    ['outside', { ...europe, region: 'us-east-1' }, model],
    ['outside', europe, `global.${model}`],
    ['outside', europe, `us.${model}`],
    ['outside', europe, `apac.${model}`],
    ['unknown', europe, `eu.${model}`],
    ['unknown', europe, `xx.${model}`],
    ['unknown', europe, applicationArn],
    ['outside', europe, applicationArn.replace('eu-central-1', 'us-east-1')],
    ['inside', america, `us.${model}`],
    ['outside', america, `global.${model}`],
    ['outside', america, `eu.${model}`],
    [
      'inside',
      { region: 'ap-northeast-1', allowedRegions: ['ap-northeast-1', 'ap-northeast-3'] },
      `jp.${model}`,
    ],
    [
      'inside',
      { region: 'ap-southeast-2', allowedRegions: ['ap-southeast-2', 'ap-southeast-4'] },
      `au.${model}`,
    ],
    [
      'inside',
      { region: 'ap-south-1', allowedRegions: ['ap-south-1', 'ap-south-2'] },
      'in.openai.gpt-5.6-luna',
    ],
    [
      'inside',
      { region: 'us-gov-west-1', allowedRegions: ['us-gov-west-1', 'us-gov-east-1'] },
      'us-gov.openai.gpt-oss-120b-1:0',
    ],
    ['inside', europe, 'arn:aws:bedrock:eu-west-1:111122223333:provisioned-model/abc'],
    ['outside', europe, 'arn:aws:bedrock:us-west-2:111122223333:provisioned-model/abc'],
  ] as const)('is %s', (residence, limits, modelId) => {
    expect(residenceOf({ ...limits, allowedRegions: [...limits.allowedRegions] }, modelId)).toBe(residence);
  });

  test('everything is inside of no lock', () => {
    expect(residenceOf({ region: 'us-east-1' }, `global.${model}`)).toBe('inside');
  });
});

describe('what a profile says of itself', () => {
  test('wins over the table, in both directions', () => {
    expect(residenceOf(europe, `eu.${model}`, ['eu-central-1', 'eu-west-1'])).toBe('inside');
    expect(residenceOf(america, `us.${model}`, ['us-east-1', 'ca-central-1'])).toBe('outside');
    expect(residenceOf(europe, applicationArn, ['eu-west-1'])).toBe('inside');
  });

  test('does not make a global one stay', () => {
    expect(residenceOf(europe, `global.${model}`, ['eu-west-1'])).toBe('outside');
  });

  test('is that it leads anywhere where one of its ARNs has no region, or it has none', () => {
    expect(regionsOfArns([arn('us-east-1'), arn('')])).toBeNull();
    expect(regionsOfArns([])).toBeNull();
    expect(residenceOf(america, `us.${model}`, null)).toBe('outside');
    expect(regionsOfArns([arn('us-west-2'), arn('us-east-1'), arn('us-west-2')])).toEqual([
      'us-east-1',
      'us-west-2',
    ]);
  });

  const regions = fc.subarray(['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-south-1']);

  test.prop([regions, regions, fc.constantFrom('us', 'eu', 'apac', 'zz')])(
    'keeps every destination inside of the lock, whatever the geography is called',
    (allowedRegions, destinations, geography) => {
      const limits = { region: allowedRegions[0] ?? 'us-east-1', allowedRegions };
      const residence = residenceOf(limits, `${geography}.${model}`, regionsOfArns(destinations.map(arn)));
      const stays =
        allowedRegions.length > 0 &&
        destinations.length > 0 &&
        destinations.every((region) => allowedRegions.includes(region));
      expect(residence).toBe(stays ? 'inside' : 'outside');
    },
  );
});

test.prop([fc.string(), fc.constantFrom('eu-west-1', 'us-east-1')])(
  'no id leads to a region that is not allowed by itself',
  (modelId, region) => {
    expect(residenceOf({ region, allowedRegions: ['ap-south-1'] }, modelId)).toBe('outside');
  },
);
