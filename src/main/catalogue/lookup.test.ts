import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import { connectionPresets } from '../../shared/connectionPresets.ts';
import { newId } from '../../shared/ids.ts';
import { lookupOf, withoutDate } from './lookup.ts';

const base = { id: newId<Connection['id']>(), name: 'A connection', createdAt: 0, updatedAt: 0 };
const compatible = { ...base, provider: 'openai-compatible', baseUrl: 'https://gateway.example/v1' } as const;
const openAi = { ...base, provider: 'openai' } as const;
const vertex = { ...base, provider: 'google-vertex', project: 'p', location: 'global' } as const;
const azure = {
  ...base,
  provider: 'azure-openai',
  endpoint: 'https://name.openai.azure.com',
  api: { kind: 'v1', wire: 'responses' },
  auth: { kind: 'api-key' },
} as const;

describe('lookupOf', () => {
  it.each<[Connection, string, object]>([
    [openAi, 'gpt-5.4', { catalogue: 'openai', prices: 'openai', ids: ['gpt-5.4'] }],
    [openAi, 'gpt-5.4-2026-03-05', { ids: ['gpt-5.4-2026-03-05', 'gpt-5.4'] }],
    [azure, 'gpt-4o', { catalogue: 'azure', prices: 'azure', ids: ['gpt-4o'], matching: 'whole-ids' }],
    [vertex, 'google/gemini-2.5-pro', { catalogue: 'google-vertex', ids: ['gemini-2.5-pro'] }],
    [vertex, 'publishers/google/models/gemini-2.5-pro', { ids: ['gemini-2.5-pro'] }],
    [{ ...compatible, preset: 'gemini' }, 'models/gemini-2.5-pro', { ids: ['gemini-2.5-pro'] }],
    [{ ...compatible, preset: 'xai' }, 'grok-4.3', { catalogue: 'xai', prices: 'x-ai' }],
    [{ ...compatible, preset: 'cohere' }, 'command-a-03-2025', { catalogue: null, prices: 'cohere' }],
    [{ ...compatible, baseUrl: 'https://api.groq.com/openai/v1' }, 'm', { catalogue: 'groq' }],
  ])('finds the service: %#', (connection, id, lookup) => {
    expect(lookupOf(connection, id)).toMatchObject(lookup);
  });

  it.each<[Connection, string]>([
    [compatible, 'gpt-4o'],
    [{ ...compatible, baseUrl: 'no address' }, 'gpt-4o'],
    [vertex, 'meta/llama-4-maverick'],
    [{ ...base, provider: 'demo' }, 'demo-writer'],
    [{ ...compatible, preset: 'coreweave' }, 'openai/gpt-oss-120b'],
  ])('knows that nothing is known: %#', (connection, id) => {
    expect(lookupOf(connection, id)).toBeNull();
  });

  it.each(connectionPresets.filter(({ kind }) => kind === 'local'))(
    'never takes a server on this machine for a service with prices: $id',
    ({ id, baseUrl }) => {
      expect(lookupOf({ ...compatible, preset: id, baseUrl }, 'llama3.3')).toBeNull();
      expect(lookupOf({ ...compatible, baseUrl }, 'llama3.3')).toBeNull();
    },
  );
});

describe('withoutDate', () => {
  it.each([
    ['claude-opus-4-5-20251101', ['claude-opus-4-5-20251101', 'claude-opus-4-5']],
    ['gpt-4o', ['gpt-4o']],
    ['mistral-large-2512', ['mistral-large-2512']],
    ['model-2026-13-45', ['model-2026-13-45']],
  ])('%s', (id, ids) => {
    expect(withoutDate(id)).toEqual(ids);
  });

  test.prop([fc.string({ minLength: 1 })])(
    'has the id itself first, and only shorter ones after it',
    (id) => {
      const [first, ...others] = withoutDate(id);
      expect(first).toBe(id);
      for (const other of others) expect(id.startsWith(other)).toBe(true);
    },
  );
});
