import { describe, expect, it } from 'vitest';
import { isAllowedRequest } from './requestPolicy.ts';

const server = { serverOrigin: 'http://localhost:5173' };

describe('isAllowedRequest', () => {
  it.each(['app://main/index.html', 'artifact://x/', 'blob:app://main/0', 'data:image/png;base64,AA'])(
    'lets %s through',
    (url) => {
      expect(isAllowedRequest(url, null)).toBe(true);
    },
  );

  it.each([
    'http://127.0.0.1:1/',
    'https://example.org/',
    'ws://127.0.0.1:1/',
    'wss://example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'chrome-extension://x/y.js',
    'devtools://devtools/bundled/x.js',
    'HTTP://LOCALHOST:5173/',
    'no url',
  ])('stops %s in a packaged app', (url) => {
    expect(isAllowedRequest(url, null)).toBe(false);
  });

  it.each(['http://localhost:5173/src/main.tsx', 'ws://localhost:5173/?token=1', 'devtools://devtools/x.js'])(
    'lets %s through in development',
    (url) => {
      expect(isAllowedRequest(url, server)).toBe(true);
    },
  );

  it.each([
    'http://localhost:5174/',
    'https://localhost:5173/',
    'http://127.0.0.1:5173/',
    'http://localhost.evil.example:5173/',
    'http://user@evil.example/http://localhost:5173',
  ])('stops %s in development', (url) => {
    expect(isAllowedRequest(url, server)).toBe(false);
  });

  it('stops a server when none runs', () => {
    expect(isAllowedRequest('http://localhost:5173/', { serverOrigin: null })).toBe(false);
  });
});
