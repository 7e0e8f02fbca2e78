import { afterEach, describe, expect, test } from 'vitest';
import { isSignedWith } from '../../../../e2e/providers/verifySignature.ts';
import { secretKey, startBedrockRig, type BedrockRig, type RigOptions } from './testing/bedrockRig.ts';

let rig: BedrockRig;
afterEach(() => rig.server.close());

async function start(options: RigOptions = {}): Promise<void> {
  rig = await startBedrockRig(options);
}

describe('a reply', () => {
  test.each([
    ['openai.gpt-5.4', '/mantle/openai/v1/responses', 'bedrock-mantle'],
    ['us.openai.gpt-6-sol', '/openai/v1/responses', 'bedrock'],
    ['vendor.plain', '/model/vendor.plain/converse-stream', 'bedrock'],
  ])('of %s comes by its own route, signed for its service', async (modelId, path, service) => {
    await start();
    const { reply, error } = await rig.ask(modelId);
    expect(error).toBeUndefined();
    expect(reply).toMatchObject({ stopReason: 'end', usage: { input: 11, cacheRead: 3 } });
    expect(reply.notices).toBeUndefined();
    expect(rig.paths).toEqual([path]);
    expect(rig.signatures).toEqual([{ region: 'us-east-1', service }]);
    const [request] = rig.server.streams;
    expect(request !== undefined && isSignedWith(request, secretKey)).toBe(true);
  });

  test('by another route is found once, told, and remembered', async () => {
    await start();
    const { events, reply } = await rig.ask('openai.gpt-5.5');
    expect(reply.stopReason).toBe('end');
    expect(events[0]).toEqual({
      type: 'notice',
      notice: { kind: 'rerouted', route: 'Responses (bedrock-mantle/v1)' },
    });
    expect(rig.paths).toEqual(['/mantle/openai/v1/responses', '/mantle/v1/responses']);
    expect(rig.notes.learned(rig.connection.id, 'openai.gpt-5.5').routes).toEqual({
      'us-east-1': { api: 'responses', endpoint: 'mantle', basePath: '/v1' },
    });
    expect((await rig.ask('openai.gpt-5.5')).reply.notices).toBeUndefined();
    expect(rig.paths).toHaveLength(3);
  });

  test.each([
    ['us.openai.gpt-6-luna', ['/openai/v1/responses', '/model/us.openai.gpt-6-luna/converse-stream']],
    ['deepseek.v3.2', ['/model/deepseek.v3.2/converse-stream', '/mantle/v1/chat/completions']],
  ])('of %s is found on another wire', async (modelId, paths) => {
    await start();
    const { reply } = await rig.ask(modelId);
    expect(reply).toMatchObject({ stopReason: 'end', notices: [{ kind: 'rerouted' }] });
    expect(rig.paths).toEqual(paths);
  });

  test('by neither route fails with what the first one said, and nothing is learnt', async () => {
    await start();
    const { error, events } = await rig.ask('deepseek.unheard-of');
    expect(error).toMatchObject({ code: 'provider/unknown-model', details: { region: 'us-east-1' } });
    expect(events).toEqual([]);
    expect(rig.paths).toHaveLength(2);
    expect(rig.notes.learned(rig.connection.id, 'deepseek.unheard-of').routes).toBeUndefined();
  });

  test('is asked by no other route than the one that a person has chosen', async () => {
    await start();
    rig.override('openai.gpt-5.5', {
      route: { api: 'responses', endpoint: 'mantle', basePath: '/openai/v1' },
    });
    expect((await rig.ask('openai.gpt-5.5')).error).toMatchObject({ code: 'provider/unsupported-route' });
    expect(rig.paths).toEqual(['/mantle/openai/v1/responses']);
  });

  test('that needs a profile says so, and is not asked for twice', async () => {
    await start();
    expect((await rig.ask('vendor.profiled')).error).toMatchObject({ code: 'provider/needs-profile' });
    expect(rig.paths).toHaveLength(1);
  });

  test('comes from the region that was set for its model', async () => {
    await start();
    rig.override('vendor.far-away', { region: 'eu-west-1' });
    expect((await rig.ask('vendor.far-away')).reply.stopReason).toBe('end');
    expect(rig.signatures).toEqual([{ region: 'eu-west-1', service: 'bedrock' }]);
    // A place to fall back on is a region of its own.
    await rig.ask('vendor.far-away', {}, { ...rig.context(), elsewhere: true });
    expect(rig.signatures[1]).toEqual({ region: 'us-east-1', service: 'bedrock' });
  });

  test('goes out with extra headers, signed with the rest, and with none of their values in an error', async () => {
    await start();
    await rig.ask('vendor.plain', { headers: { 'X-Team': 'canary-team' } });
    expect(rig.server.streams[0]?.headers['x-team']).toBe('canary-team');
    expect(rig.server.streams[0]?.headers['authorization']).toMatch(/SignedHeaders=[^,]*x-team/);
    rig.server.script({
      kind: 'raw',
      status: 400,
      headers: { 'x-amzn-errortype': 'ValidationException' },
      body: '{"message":"canary-team is no team"}',
    });
    const { error } = await rig.ask('vendor.plain', { headers: { 'X-Team': 'canary-team' } });
    expect(JSON.stringify(error?.toInfo())).not.toContain('canary-team');
  });

  test('with a guardrail comes over Converse, and not at all where none would be applied', async () => {
    await start({ connection: { guardrail: { id: 'gr-1', version: '1', trace: false } } });
    await rig.ask('us.openai.gpt-6-sol');
    expect(rig.paths).toEqual(['/model/us.openai.gpt-6-sol/converse-stream']);
    expect(rig.server.streams[0]?.json).toMatchObject({ guardrailConfig: { guardrailIdentifier: 'gr-1' } });
    expect((await rig.ask('openai.gpt-5.4')).error).toMatchObject({ code: 'provider/unsupported-route' });
    expect(rig.server.streams).toHaveLength(1);
  });

  test('with a guardrail on a route that a person has chosen carries it in headers', async () => {
    await start({
      connection: { guardrail: { id: 'gr-1', version: '1', trace: true } },
    });
    rig.override('us.openai.gpt-6-sol', {
      route: { api: 'responses', endpoint: 'runtime', basePath: '/openai/v1' },
    });
    await rig.ask('us.openai.gpt-6-sol');
    expect(rig.server.streams[0]?.headers).toMatchObject({
      'x-amzn-bedrock-guardrailidentifier': 'gr-1',
      'x-amzn-bedrock-guardrailversion': '1',
      'x-amzn-bedrock-trace': 'ENABLED',
    });
  });

  test('names a refused parameter, and comes without it once that is known', async () => {
    await start();
    rig.server.script(
      {
        kind: 'raw',
        status: 400,
        headers: { 'x-amzn-errortype': 'ValidationException' },
        body: `{"message":"This model doesn't support the temperature field."}`,
      },
      { kind: 'answer' },
    );
    const request = { parameters: { temperature: 0.5, maxOutput: 100 } };
    const { error } = await rig.ask('vendor.plain', request);
    expect(error).toMatchObject({ code: 'provider/bad-request', details: { parameter: 'temperature' } });
    rig.notes.learn(rig.connection.id, 'vendor.plain', { refusedParameters: ['temperature'] });
    await rig.ask('vendor.plain', request);
    expect(rig.server.streams[1]?.json).toMatchObject({ inferenceConfig: { maxTokens: 100 } });
    expect(rig.server.streams[1]?.body).not.toContain('temperature');
  });

  test('is asked for again at once without cache points where the model takes none', async () => {
    await start();
    rig.server.script(
      {
        kind: 'raw',
        status: 403,
        headers: { 'x-amzn-errortype': 'AccessDeniedException' },
        body: '{"message":"You invoked an unsupported model or your request did not allow prompt caching."}',
      },
      { kind: 'answer' },
    );
    const { reply } = await rig.ask('amazon.nova-pro-v1:0', { system: 'word '.repeat(2_000) });
    expect(reply.stopReason).toBe('end');
    expect(rig.server.streams.map(({ body }) => body.includes('cachePoint'))).toEqual([true, false]);
  });

  test('says which parameters could not go with thinking', async () => {
    await start();
    rig.server.script({ kind: 'answer' });
    const { reply } = await rig.ask('anthropic.claude-sonnet-4-20250514-v1:0', {
      parameters: { temperature: 0.1, reasoningEffort: 'low' },
    });
    expect(reply.notices).toEqual([{ kind: 'parameter-dropped', parameter: 'temperature' }]);
  });

  test('that was signed goes back with the next prompt', async () => {
    await start();
    rig.server.script({ kind: 'answer', reasoning: 'Hm.', text: 'Yes.' });
    const modelId = 'anthropic.claude-opus-5-5';
    const { replay } = (await rig.ask(modelId)).reply;
    expect(replay?.family).toBe('converse:anthropic');
    const messages = [
      { role: 'user', text: 'Hello?' },
      { role: 'assistant', text: 'Yes.', ...(replay !== undefined && { replay }) },
      { role: 'user', text: 'And?' },
    ] as const;
    await rig.ask(modelId, { messages });
    expect(rig.server.streams[1]?.json).toMatchObject({
      messages: [
        {},
        {
          content: [
            { reasoningContent: { reasoningText: { text: 'Hm.', signature: 'ZmFrZS1zaWduYXR1cmU=' } } },
            { text: 'Yes.' },
          ],
        },
        {},
      ],
    });
  });
});
