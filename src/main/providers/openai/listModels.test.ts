import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelInfoSchema } from '../../../shared/model.ts';
import { parseModelList } from './listModels.ts';

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
      { id: 'vendor/large', name: 'Large', contextWindow: 128_000, acceptsImages: true },
      { id: 'vllm', name: 'vllm', contextWindow: 4096 },
      { id: 'plain', name: 'plain' },
    ]);
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
