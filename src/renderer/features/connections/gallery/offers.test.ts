import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { connectionPresets } from '../../../../shared/connectionPresets.ts';
import { searchOffers } from './offers.ts';

const nothing = { servers: [], profiles: [] };
const names = (query: string, found: Parameters<typeof searchOffers>[0] = nothing) =>
  searchOffers(found, query).flatMap(({ items }) => items.map(({ name }) => name));

describe('the choice of a provider', () => {
  test('offers every provider and every known service once', () => {
    const all = names('');
    for (const { name } of connectionPresets) expect(all.filter((known) => known === name)).toHaveLength(1);
    for (const own of ['Amazon Bedrock', 'OpenAI', 'Azure OpenAI', 'Google Cloud', 'Amazon SageMaker']) {
      expect(all.filter((known) => known === own)).toHaveLength(1);
    }
    expect(new Set(searchOffers(nothing, '').flatMap(({ items }) => items.map(({ key }) => key))).size).toBe(
      all.length,
    );
  });

  test('finds by what people call it', () => {
    expect(names('claude')).toContain('Amazon Bedrock');
    expect(names('  Vertex gemini')).toEqual(['Google Cloud']);
    expect(names('microsoft')).toEqual(['Azure OpenAI']);
    expect(names('no such thing')).toEqual([]);
  });

  test('puts on top what is on this computer', () => {
    const found = {
      servers: [{ preset: 'ollama' as const, baseUrl: 'http://127.0.0.1:11434/v1', modelCount: 2 }],
      profiles: [{ name: 'work', region: null }],
    };
    expect(names('', found).slice(0, 2)).toEqual(['Ollama', 'AWS profile “work”']);
  });

  test.prop([fc.string()])('never throws, and finds less with more words', (query) => {
    expect(names(`${query} bedrock`).length).toBeLessThanOrEqual(names('bedrock').length);
  });
});
