import { describe, expect, it } from 'vitest';
import { newId, type ConnectionId } from '../../../shared/ids.ts';
import { vertexBaseUrl, vertexPlace, vertexRouteOf } from './vertexRoute.ts';

describe('vertexRouteOf', () => {
  it.each([
    ['google/gemini-3-pro', { wire: 'chat', modelId: 'google/gemini-3-pro' }],
    ['gemini-3-pro', { wire: 'chat', modelId: 'google/gemini-3-pro' }],
    ['meta/llama-4-maverick-maas', { wire: 'chat', modelId: 'meta/llama-4-maverick-maas' }],
    ['openai/gpt-oss-120b-maas', { wire: 'chat', modelId: 'openai/gpt-oss-120b-maas' }],
    ['gpt-oss-120b-maas', { wire: 'chat', modelId: 'openai/gpt-oss-120b-maas' }],
    ['openai/gpt-5.6', { wire: 'responses', modelId: 'gpt-5.6' }],
    ['gpt-5.6', { wire: 'responses', modelId: 'gpt-5.6' }],
  ])('sends %s its way', (modelId, route) => {
    expect(vertexRouteOf(modelId)).toEqual(route);
  });
});

describe('vertexPlace', () => {
  const base = { id: newId<ConnectionId>(), name: 'V', createdAt: 0, updatedAt: 0, project: 'p' };
  const placeIn = (location: string): string => vertexPlace({ ...base, provider: 'google-vertex', location });

  it('knows the host of a region and of everywhere', () => {
    expect(placeIn('global')).toBe('https://aiplatform.googleapis.com/v1/projects/p/locations/global');
    const place = 'https://europe-west4-aiplatform.googleapis.com/v1/projects/p/locations/europe-west4';
    expect(placeIn('europe-west4')).toBe(place);
    expect(vertexBaseUrl(place, 'responses')).toBe(`${place}/publishers/openai/v1`);
  });
});
