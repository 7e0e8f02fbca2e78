import { afterEach, describe, expect, test } from 'vitest';
import { signatureOf } from '../../../../e2e/providers/fakeBedrock.ts';
import { startBedrockRig, type BedrockRig, type RigOptions } from './testing/bedrockRig.ts';

let rig: BedrockRig;
afterEach(() => rig.server.close());

async function start(options: RigOptions = {}): Promise<void> {
  rig = await startBedrockRig(options);
}

describe('the data-residency lock', () => {
  const locked = { region: 'us-east-1', allowedRegions: ['us-east-1', 'us-east-2', 'us-west-2'] };

  test.each([
    'global.vendor.profiled',
    'eu.openai.gpt-6-sol',
    'arn:aws:bedrock:eu-west-1::foundation-model/vendor.plain',
  ])('lets nothing be asked of %s, and opens no socket to say so', async (modelId) => {
    await start({ connection: locked });
    expect((await rig.ask(modelId)).error).toMatchObject({
      code: 'provider/region-forbidden',
      details: { modelId },
    });
    await expect(rig.probe(modelId)).rejects.toMatchObject({ code: 'provider/region-forbidden' });
    expect(rig.server.requests).toEqual([]);
  });

  test('holds for a region that was set for one model, and for the place that a reply falls back on', async () => {
    await start({ connection: locked });
    rig.override('vendor.far-away', { region: 'eu-west-1' });
    expect((await rig.ask('vendor.far-away')).error?.code).toBe('provider/region-forbidden');
    const elsewhere = rig.context({ connection: { ...rig.connection, region: 'ap-south-1' } });
    expect((await rig.ask('vendor.plain', {}, elsewhere)).error?.code).toBe('provider/region-forbidden');
    expect(rig.server.requests).toEqual([]);
  });

  test('holds for lists', async () => {
    await start({ connection: { ...locked, region: 'eu-west-1' } });
    await expect(rig.provider.listModels(rig.context())).rejects.toMatchObject({
      code: 'provider/region-forbidden',
    });
    expect(rig.server.requests).toEqual([]);
  });

  test('asks an allowed region where a profile leads that the table is unsure of, and remembers it', async () => {
    await start({ connection: locked });
    for (let turn = 0; turn < 2; turn += 1) {
      expect((await rig.ask('us.vendor.profiled')).reply.stopReason).toBe('end');
    }
    expect(rig.server.requests.map(({ path }) => path)).toEqual([
      '/inference-profiles/us.vendor.profiled',
      '/model/us.vendor.profiled/converse-stream',
      '/model/us.vendor.profiled/converse-stream',
    ]);
    expect(rig.server.requests.map((request) => signatureOf(request).region)).toEqual(
      rig.server.requests.map(() => 'us-east-1'),
    );
  });

  test('refuses a profile that leads out by its own list', async () => {
    await start({
      connection: { region: 'us-east-1', allowedRegions: ['us-east-1', 'us-east-2'] },
    });
    expect((await rig.ask('us.vendor.profiled')).error?.code).toBe('provider/region-forbidden');
    expect(rig.server.streams).toEqual([]);
  });

  test('leaves what would lead out of the list', async () => {
    await start({ connection: locked });
    const ids = (await rig.provider.listModels(rig.context())).map(({ id }) => id);
    expect(ids).toContain('us.vendor.profiled');
    expect(ids.filter((id) => /^(global|eu)\./.test(id))).toEqual([]);
  });
});
