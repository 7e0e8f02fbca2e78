import { mainWindowId } from '../../shared/ids.ts';
import { describe, expect, it } from 'vitest';
import { isTrustedSender } from './senderPolicy.ts';

const page = { windowId: mainWindowId, topFrame: true, origin: 'app://main' };

describe('isTrustedSender', () => {
  it('accepts the page of a known window', () => {
    expect(isTrustedSender(page, 'app://main')).toBe(true);
  });

  it.each([
    ['an unknown window', { ...page, windowId: null }],
    ['a frame inside of the page', { ...page, topFrame: false }],
    ['an opaque origin', { ...page, origin: 'null' }],
    ['a frame that is gone', { windowId: mainWindowId, topFrame: false, origin: null }],
    ['another host of the scheme', { ...page, origin: 'app://other' }],
    ['a longer host', { ...page, origin: 'app://main.evil' }],
    ['another case', { ...page, origin: 'APP://MAIN' }],
    ['a trailing slash', { ...page, origin: 'app://main/' }],
    ['the web', { ...page, origin: 'https://main' }],
    ['a file', { ...page, origin: 'file://' }],
    ['an empty origin', { ...page, origin: '' }],
  ])('refuses %s', (_who, sender) => {
    expect(isTrustedSender(sender, 'app://main')).toBe(false);
  });
});
