import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { bedrockModelOf, geographiesOf, isSameModel, readBedrockId } from './bedrockIds.ts';

describe('readBedrockId', () => {
  it.each([
    ['anthropic.claude-opus-5-5', null, 'anthropic.claude-opus-5-5', null],
    ['us.anthropic.claude-opus-5-5', 'us', 'anthropic.claude-opus-5-5', null],
    ['us-gov.openai.gpt-oss-20b-1:0', 'us-gov', 'openai.gpt-oss-20b-1', null],
    ['global.amazon.nova-2-lite-v1:0', 'global', 'amazon.nova-2-lite', '1'],
    ['openai.gpt-6.1-sol', null, 'openai.gpt-6.1-sol', null],
    ['eu.mistral.pixtral-large-2502-v1:0', 'eu', 'mistral.pixtral-large-2502', '1'],
    ['anthropic.claude-opus-4-6-v1', null, 'anthropic.claude-opus-4-6', '1'],
  ])('reads %s', (id, geography, family, version) => {
    expect(readBedrockId(id)).toMatchObject({ geography, family, version, region: null });
  });

  it.each([
    ['arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0', null, 'eu-west-1'],
    ['arn:aws:bedrock:us-west-2:123456789012:inference-profile/us.amazon.nova-lite-v1:0', 'us', 'us-west-2'],
    ['arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/amazon.nova-lite-v1:0', null, 'us-gov-west-1'],
  ])('reads %s', (arn, geography, region) => {
    expect(readBedrockId(arn)).toMatchObject({
      family: 'amazon.nova-lite',
      name: 'amazon.nova-lite-v1:0',
      geography,
      region,
    });
  });

  it.each([
    'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3',
    'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/a1b2c3',
    'arn:aws:bedrock:us-east-1:123456789012:imported-model/a1b2c3',
    'arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/a1b2c3',
    'arn:aws:sagemaker:us-east-1:123456789012:endpoint/anthropic.claude',
    'my-endpoint',
    'us.thing',
    '',
  ])('says nothing of the model behind "%s"', (id) => {
    expect(readBedrockId(id)).toBeNull();
  });

  test.prop([fc.string()])('reads any text without failing', (text) => {
    const model = readBedrockId(text);
    if (model !== null) expect(text.endsWith(model.name)).toBe(true);
  });
});

describe('bedrockModelOf', () => {
  it('believes what the list says of a profile', () => {
    const id = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3';
    const profileOf = { modelId: 'anthropic.claude-opus-5-5', geography: 'eu' };
    expect(bedrockModelOf({ id, name: id, profileOf })).toMatchObject({
      family: 'anthropic.claude-opus-5-5',
      geography: 'eu',
    });
  });

  it('takes a profile of one region for the model itself', () => {
    const profileOf = { modelId: 'anthropic.claude-opus-5-5', geography: 'region' };
    expect(bedrockModelOf({ id: 'x', name: 'x', profileOf })?.geography).toBeNull();
  });
});

describe('isSameModel', () => {
  it.each([
    ['amazon.nova-lite-v1:0', 'us.amazon.nova-lite-v1:0', true],
    ['anthropic.claude-opus-4-6', 'anthropic.claude-opus-4-6-v1', true],
    ['amazon.nova-lite-v1:0', 'amazon.nova-lite-v2:0', false],
    ['openai.gpt-6-sol', 'openai.gpt-6.1-sol', false],
    ['openai.gpt-6-sol', 'openai.gpt-6-sol-pro', false],
  ])('%s and %s: %s', (left, right, same) => {
    const [a, b] = [readBedrockId(left), readBedrockId(right)];
    expect(a !== null && b !== null && isSameModel(a, b)).toBe(same);
  });
});

describe('geographiesOf', () => {
  it.each([
    ['us-east-1', []],
    ['us-gov-west-1', ['us-gov']],
    ['eu-central-1', ['eu']],
    ['ap-northeast-1', ['jp', 'apac']],
    ['ap-northeast-2', ['apac']],
    ['ap-southeast-2', ['au', 'apac']],
    ['ap-south-1', ['in', 'apac']],
    ['ca-central-1', ['ca']],
  ])('%s', (region, geographies) => {
    expect(geographiesOf(region)).toEqual(geographies);
  });
});
