import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { proxySettingsSchema } from '../../../shared/network.ts';
import { proxyDraftOf, proxyOf, proxyProblems } from './proxyDraft.ts';
import type { ProxyDraft } from './proxyDraft.ts';

const often = (...usual: readonly string[]) =>
  fc.oneof({ arbitrary: fc.constantFrom(...usual), weight: 6 }, { arbitrary: fc.string(), weight: 1 });

const drafts: fc.Arbitrary<ProxyDraft> = fc.record({
  kind: fc.constantFrom('system', 'none', 'manual', 'pac'),
  url: often(
    'proxy.example.com:8080',
    'socks5://10.0.0.1:1080',
    'https://p.example.com',
    'http://u:p@x:1',
    '',
  ),
  bypass: often('', 'localhost\n.example.com, 10.0.0.1\nlocalhost', 'http://x'),
  pacUrl: often('http://wpad/wpad.dat', 'wpad.example.com/proxy.pac', ''),
});

describe('a proxy that is filled in', () => {
  test.prop([drafts], { numRuns: 300 })('takes effect only as main accepts it, and comes back', (draft) => {
    const proxy = proxyOf(draft);
    expect(proxy === null).toBe(Object.keys(proxyProblems(draft)).length > 0);
    if (proxy === null) return;
    expect(proxySettingsSchema.safeParse(proxy).error?.issues ?? []).toEqual([]);
    expect(proxyOf(proxyDraftOf(proxy))).toEqual(proxy);
  });

  test('never takes a password in its address', () => {
    const draft: ProxyDraft = { kind: 'manual', url: 'http://me:secret@proxy:1', bypass: '', pacUrl: '' };
    expect(proxyOf(draft)).toBeNull();
    expect(proxyProblems(draft).url).toContain('below');
  });
});
