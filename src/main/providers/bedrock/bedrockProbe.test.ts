import { afterEach, describe, expect, test } from 'vitest';
import { signatureOf } from '../../../../e2e/providers/fakeBedrock.ts';
import { AppError } from '../../../shared/errors.ts';
import { startBedrockRig, type BedrockRig, type RigOptions } from './testing/bedrockRig.ts';

let rig: BedrockRig;
afterEach(() => rig.server.close());

async function start(options: RigOptions = {}): Promise<void> {
  rig = await startBedrockRig(options);
}

describe('the test of a model', () => {
  test.each([
    ['vendor.plain', { kind: 'works', route: { api: 'converse', endpoint: 'runtime' } }],
    ['openai.gpt-5.5', { kind: 'works', route: { api: 'responses', endpoint: 'mantle', basePath: '/v1' } }],
    ['deepseek.v3.2', { kind: 'works', route: { api: 'chat', endpoint: 'mantle', basePath: '/v1' } }],
    ['vendor.locked', { kind: 'not-enabled' }],
    ['vendor.far-away', { kind: 'wrong-region', regions: ['us-west-2', 'eu-west-1'] }],
    [
      'vendor.profiled',
      { kind: 'needs-profile', profileIds: ['us.vendor.profiled', 'global.vendor.profiled'] },
    ],
  ])('%s: %j', async (modelId, verdict) => {
    await start();
    expect(await rig.probe(modelId)).toEqual(verdict);
  });

  test('remembers a route that is not the usual one', async () => {
    await start();
    await rig.probe('deepseek.v3.2');
    const before = rig.server.streams.length;
    expect((await rig.ask('deepseek.v3.2')).reply.notices).toBeUndefined();
    expect(rig.paths.slice(before)).toEqual(['/mantle/v1/chat/completions']);
  });

  test('asks no region outside of the lock, and offers no profile that leads out of it', async () => {
    await start({
      connection: { region: 'us-east-1', allowedRegions: ['us-east-1', 'us-east-2', 'us-west-2'] },
    });
    expect(await rig.probe('vendor.far-away')).toEqual({ kind: 'wrong-region', regions: ['us-west-2'] });
    expect(await rig.probe('vendor.profiled')).toEqual({
      kind: 'needs-profile',
      profileIds: ['us.vendor.profiled'],
    });
    const asked = new Set(rig.server.requests.map((request) => signatureOf(request).region ?? ''));
    expect(asked).toEqual(new Set(['us-east-1', 'us-east-2', 'us-west-2']));
  });

  test.each([
    [
      'User: x is not authorized to perform: bedrock:InvokeModelWithResponseStream on resource: y',
      'vendor.plain',
      'bedrock:InvokeModelWithResponseStream',
    ],
    ['Forbidden.', 'vendor.plain', 'bedrock:InvokeModelWithResponseStream'],
    ['Forbidden.', 'openai.gpt-5.4', 'bedrock-mantle:CreateInference'],
  ])('names the permission: %s', async (message, modelId, action) => {
    await start();
    rig.server.script({
      kind: 'raw',
      status: 403,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' },
      body: JSON.stringify({ message }),
    });
    expect(await rig.probe(modelId)).toEqual({ kind: 'no-permission', action });
  });

  test('passes on what is no verdict', async () => {
    await start();
    rig.server.script({ kind: 'http-error', failure: 'key-refused' });
    await expect(rig.probe('vendor.plain')).rejects.toMatchObject({ code: 'provider/key-refused' });
    await expect(rig.probe('vendor.unheard-of')).rejects.toBeInstanceOf(AppError);
  });

  test('spends a few tokens', async () => {
    await start();
    await rig.probe('vendor.plain');
    expect(rig.server.streams[0]?.json).toMatchObject({ inferenceConfig: { maxTokens: 16 } });
  });
});
