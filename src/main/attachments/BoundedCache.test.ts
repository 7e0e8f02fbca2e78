import { describe, expect, it } from 'vitest';
import { BoundedCache } from './BoundedCache.ts';

describe('BoundedCache', () => {
  it('forgets what was not used for longest', () => {
    const cache = new BoundedCache<string>(10);
    cache.set('a', 'A', 4);
    cache.set('b', 'B', 4);
    expect(cache.get('a')).toBe('A');
    cache.set('c', 'C', 4);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C']);
  });

  it('counts a replaced value once and keeps nothing that is too heavy', () => {
    const cache = new BoundedCache<string>(10);
    cache.set('a', 'A', 6);
    cache.set('a', 'AA', 6);
    cache.set('b', 'B', 4);
    cache.set('c', 'C', 11);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['AA', 'B', undefined]);
  });
});
