import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelInfoSchema } from '../../../shared/model.ts';
import { parseModelList } from './parseModelList.ts';

describe('parseModelList', () => {
  it('takes what servers add, each under its own name', () => {
    expect(
      parseModelList({
        data: [
          {
            id: 'vendor/large',
            name: 'Large',
            context_length: 128_000,
            architecture: { input_modalities: ['text', 'image'] },
          },
          { id: 'vllm', max_model_len: 4096 },
          { id: 'plain', owned_by: 'system' },
        ],
      }),
    ).toEqual([
      {
        id: 'vendor/large',
        name: 'Large',
        contextWindow: 128_000,
        acceptsImages: true,
        acceptsDocuments: false,
      },
      { id: 'vllm', name: 'vllm', contextWindow: 4096 },
      { id: 'plain', name: 'plain' },
    ]);
  });

  it('reads OpenRouter in full: what a model takes, gives and costs', () => {
    const list = (pricing: object): object => ({
      data: [
        {
          id: 'vendor/thinker',
          name: 'Vendor: Thinker',
          context_length: 1_048_576,
          top_provider: { max_completion_tokens: 65_536 },
          architecture: { input_modalities: ['text', 'image', 'file'] },
          supported_parameters: ['reasoning', 'tools', 'temperature'],
          pricing,
        },
      ],
    });
    const prices = { prompt: '0.000003', completion: '0.000015', input_cache_read: '0.0000003' };
    expect(parseModelList(list(prices))).toEqual([
      {
        id: 'vendor/thinker',
        name: 'Vendor: Thinker',
        contextWindow: 1_048_576,
        maxOutput: 65_536,
        acceptsImages: true,
        acceptsDocuments: true,
        acceptsTools: true,
        reasoningEfforts: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'],
        price: { input: 3, output: 15, cacheRead: 0.3, source: 'server' },
      },
    ]);
    // A router's price depends on where it leads; what is not known is absent, never 0.
    expect(parseModelList(list({ prompt: '-1', completion: '-1' }))?.[0]).not.toHaveProperty('price');
  });

  it("reads Cohere's own list, and takes Gemini's prefix off", () => {
    const cohere = {
      models: [
        { name: 'command-a', endpoints: ['chat', 'generate'], context_length: 256_000 },
        { name: 'embed-v4.0', endpoints: ['embed'] },
      ],
    };
    expect(parseModelList(cohere)).toEqual([{ id: 'command-a', name: 'command-a', contextWindow: 256_000 }]);
    const gemini = { data: [{ id: 'models/gemini-3-pro', display_name: 'Gemini 3 Pro' }] };
    expect(parseModelList(gemini, 'models/')).toEqual([{ id: 'gemini-3-pro', name: 'Gemini 3 Pro' }]);
  });

  it('leaves out what surely cannot chat and keeps everything else', () => {
    const ids = (list: readonly string[]): readonly string[] =>
      parseModelList({ data: list.map((id) => ({ id })) })?.map((model) => model.id) ?? [];
    const chatty = [
      'gpt-5.6',
      'gpt-4o-audio-preview',
      'o3',
      'models/gemini-3',
      'ft:gpt-4o:me',
      'llama3:8b',
      'mystery',
    ];
    expect(ids(chatty)).toEqual(chatty);
    expect(
      ids([
        'text-embedding-3-large',
        'nomic-embed-text',
        'whisper-1',
        'tts-1-hd',
        'gpt-4o-mini-tts',
        'dall-e-3',
        'gpt-image-2',
        'omni-moderation-latest',
        'gpt-realtime',
        'sora-2',
        'bge-reranker-v2',
      ]),
    ).toEqual([]);
  });

  it('accepts a bare array and an empty list that is null, and knows what is no list', () => {
    expect(parseModelList([{ id: 'a' }])).toEqual([{ id: 'a', name: 'a' }]);
    expect(parseModelList({ object: 'list', data: null })).toEqual([]);
    for (const body of [undefined, null, 'html', 7, {}, { data: 'x' }])
      expect(parseModelList(body)).toBeNull();
  });

  it('gives only sound models, each once, for any JSON', () => {
    const entry = fc.oneof(fc.jsonValue(), fc.record({ id: fc.jsonValue(), context_length: fc.jsonValue() }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ data: fc.array(entry) })), (body) => {
        const models = parseModelList(body) ?? [];
        for (const model of models) expect(modelInfoSchema.parse(model)).toEqual(model);
        expect(new Set(models.map((model) => model.id)).size).toBe(models.length);
      }),
    );
  });
});
