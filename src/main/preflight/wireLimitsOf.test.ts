import { describe, expect, it } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import type { PresetId } from '../../shared/connectionPresets.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import type { ModelInfo } from '../../shared/model.ts';
import { wireLimitsOf } from './wireLimitsOf.ts';

const base = { id: newId<ConnectionId>(), name: 'Mine', createdAt: 1, updatedAt: 1 };
const bedrock: Connection = {
  ...base,
  provider: 'bedrock',
  region: 'us-east-1',
  auth: { kind: 'default-chain' },
};
const openai: Connection = { ...base, provider: 'openai' };

function service(preset: PresetId): Connection {
  return { ...base, provider: 'openai-compatible', baseUrl: 'https://example.com/v1', preset };
}

function model(id: string, known: Partial<ModelInfo> = {}): ModelInfo {
  return { id, name: id, ...known };
}

describe('Bedrock', () => {
  it('takes images and documents on Converse, as far as the model does', () => {
    const claude = model('us.anthropic.claude-opus-5-5');
    expect(wireLimitsOf(bedrock, claude)).toMatchObject({
      images: { maxCount: 20, maxBytes: 3_932_160, maxEdge: 8000 },
      documents: { maxCount: 5, maxBytes: 4_718_592, names: 'restricted' },
      replayFamily: 'converse:anthropic',
      refusedParameters: [],
    });
    const blind = wireLimitsOf(bedrock, { ...claude, acceptsImages: false, acceptsDocuments: false });
    expect(blind).not.toHaveProperty('images');
    expect(blind).not.toHaveProperty('documents');
  });

  it.each([
    ['arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.mistral.large', 'converse:mistral'],
    ['arn:aws:bedrock:us-east-1::foundation-model/cohere.command-r-v1:0', 'converse:cohere'],
    ['arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc', 'converse:'],
    ['meta.llama4-scout', 'converse:meta'],
  ])('knows whose reasoning %s understands', (id, family) => {
    expect(wireLimitsOf(bedrock, model(id)).replayFamily).toBe(family);
  });

  it('takes what the learned route of another model takes', () => {
    const learned = { routes: { 'us-east-1': { api: 'chat', endpoint: 'mantle' } } } as const;
    expect(wireLimitsOf(bedrock, model('qwen.qwen4'), { learned })).toMatchObject({ replayFamily: null });
    expect(wireLimitsOf(bedrock, model('qwen.qwen4'), { learned })).not.toHaveProperty('documents');
  });

  it('follows the route of an OpenAI model', () => {
    const gpt = model('us.openai.gpt-5.6-sol', { acceptsImages: true });
    const route = { api: 'converse', endpoint: 'runtime' } as const;
    expect(wireLimitsOf(bedrock, gpt)).toMatchObject({ documents: { mediaTypes: ['application/pdf'] } });
    expect(wireLimitsOf(bedrock, gpt, { override: { route } })).not.toHaveProperty('images');
    expect(wireLimitsOf(bedrock, gpt, { learned: { routes: { 'us-east-1': route } } })).toHaveProperty(
      'images',
    );
    const guarded = { ...bedrock, guardrail: { id: 'g', version: '1', trace: false } };
    expect(wireLimitsOf(guarded, gpt)).not.toHaveProperty('images');
  });
});

describe('other services', () => {
  it('takes PDFs on Responses and none in the chats of others', () => {
    expect(wireLimitsOf(openai, model('gpt-6.1')).documents?.mediaTypes).toEqual(['application/pdf']);
    expect(wireLimitsOf(service('mistral'), model('m'))).not.toHaveProperty('documents');
  });

  it('shows a picture to a local model only when it is known to see', () => {
    expect(wireLimitsOf(service('ollama'), model('m'))).not.toHaveProperty('images');
    expect(wireLimitsOf(service('ollama'), model('m', { acceptsImages: true })).images?.maxCount).toBe(20);
    expect(wireLimitsOf(service('groq'), model('m')).images?.maxCount).toBe(5);
  });

  it('sends no film to Gemini', () => {
    expect(wireLimitsOf(service('gemini'), model('gemini-3')).images?.mediaTypes).not.toContain('image/gif');
  });
});

describe('parameters', () => {
  it('knows what a wire has no place for', () => {
    expect(wireLimitsOf(openai, model('gpt-6.1')).refusedParameters).toEqual(['stop', 'latency']);
    expect(wireLimitsOf(service('groq'), model('m')).refusedParameters).toEqual(['latency']);
  });

  it.each(['o3', 'o4-mini', 'gpt-5', 'gpt-5-mini-2025-08-07', 'openai/o1'])(
    'knows that %s does not sample',
    (id) => {
      expect(wireLimitsOf(openai, model(id)).refusedParameters).toEqual(
        expect.arrayContaining(['temperature', 'topP']),
      );
    },
  );

  it.each(['gpt-4o', 'gpt-5.1', 'gpt-4.1', 'demo3'])('knows nothing of the kind of %s', (id) => {
    expect(wireLimitsOf(openai, model(id)).refusedParameters).not.toContain('temperature');
  });

  it('remembers what the server has refused, by any name', () => {
    const learned = {
      refusedParameters: ['top_p', 'reasoning.effort', 'text.verbosity', 'service_tier', 'seed'],
    };
    expect(wireLimitsOf(service('groq'), model('m'), { learned }).refusedParameters).toEqual([
      'latency',
      'topP',
      'reasoningEffort',
      'verbosity',
      'serviceTier',
    ]);
  });
});
