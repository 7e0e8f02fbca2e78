import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { pathSegment } from './pathSegment.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('.', '/', '\\\\', '%2e', '?', '#', '@', ':', '\t', '\n') }),
);

describe('a segment of a path', () => {
  test.prop([hostile.filter((name) => name !== '' && !/^\.{1,2}$/.test(name))])(
    'leads nowhere but below its folder',
    (name) => {
      const url = new URL(`https://host.example/deployments/${pathSegment(name, 'f')}/chat`);
      expect(url.origin).toBe('https://host.example');
      expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'deployments', name, 'chat']);
      expect(url.search + url.hash).toBe('');
    },
  );

  test.prop([fc.constantFrom('.', '..')])('is not made of dots alone', (name) => {
    expect(() => pathSegment(name, 'project')).toThrow(
      expect.objectContaining({ code: 'connection/invalid-url', details: { field: 'project' } }),
    );
  });
});
