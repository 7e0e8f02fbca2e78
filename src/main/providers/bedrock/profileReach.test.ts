import { expect, test } from 'vitest';
import { newId, type ConnectionId } from '../../../shared/ids.ts';
import { ProfileReach } from './profileReach.ts';

const model = 'anthropic.claude-sonnet-4-5-20250929-v1:0';
const arn = 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc';

function profile(...regions: readonly string[]) {
  return {
    inferenceProfileId: 'abc',
    inferenceProfileArn: arn,
    models: regions.map((region) => ({ modelArn: `arn:aws:bedrock:${region}::foundation-model/${model}` })),
  };
}

test('a profile is known by its id and by its ARN, on its own connection', () => {
  const reach = new ProfileReach();
  const id = newId<ConnectionId>();
  reach.learn(id, [profile('us-east-1', 'us-west-2')]);
  for (const name of ['abc', arn]) {
    expect(reach.regionsOf(id, name)).toEqual(['us-east-1', 'us-west-2']);
    expect(reach.modelOf(id, name)).toBe(model);
  }
  const other = newId<ConnectionId>();
  expect(reach.regionsOf(other, arn)).toBeUndefined();
  expect(reach.modelOf(other, arn)).toBe(arn);
});

test('a profile that names no region leads anywhere, and one without models leads nowhere that is known', () => {
  const reach = new ProfileReach();
  const id = newId<ConnectionId>();
  reach.learn(id, [profile('', 'us-east-1')]);
  expect(reach.regionsOf(id, arn)).toBeNull();
  reach.learn(id, [profile()]);
  expect(reach.regionsOf(id, arn)).toBeNull();
  expect(reach.modelOf(id, arn)).toBe(arn);
});
