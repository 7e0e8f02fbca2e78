import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import { PacScript } from './PacScript.ts';

const pacWorker = new URL('./pacWorker.ts', import.meta.url);
const good = new URL('https://good.example/');

/** A script that does this for every host but one. */
function scriptThat(
  does: string,
  clock: ManualClock,
): { readonly pac: PacScript; readonly fetched: string[] } {
  const fetched: string[] = [];
  const text = `function FindProxyForURL(url, host) {
    if (host === 'good.example') return 'PROXY proxy.example:3128';
    ${does}
  }`;
  const fetchScript = async (url: URL): Promise<string> => {
    fetched.push(url.href);
    return text;
  };
  return { pac: new PacScript('http://pac.example/', { fetchScript, pacWorker, clock }), fetched };
}

const proxy = [{ kind: 'http', host: 'proxy.example', port: 3128, credentials: null }];

describe('a proxy script', () => {
  it.each([
    ['searches megabytes over and over', `const s = 'a'.repeat(3e6); for (;;) s.indexOf('b');`],
    ['tries a pattern that has no end', `/^(a+)+$/.test('${'a'.repeat(60)}!');`],
    ['goes on after every interruption', `for (;;) try { for (;;); } catch (e) {}`],
  ])('that %s holds up nobody else, and is ended', async (_, does) => {
    const clock = new ManualClock();
    const { pac, fetched } = scriptThat(does, clock);
    await expect(pac.routesTo(good)).resolves.toEqual(proxy);
    const stuck = expect(pac.routesTo(new URL('https://bad.example/'))).rejects.toMatchObject({
      hop: 'proxy',
    });
    // This very test goes on meanwhile, as the app does.
    clock.advance(10_000);
    await stuck;
    await expect(pac.routesTo(good)).resolves.toEqual(proxy);
    expect(fetched).toHaveLength(2);
    pac.retire();
  });

  it('that fails for one address still answers for the others that wait', async () => {
    const { pac } = scriptThat(`throw new Error('no')`, new ManualClock());
    const outcomes = await Promise.allSettled([
      pac.routesTo(new URL('https://bad.example/')),
      pac.routesTo(good),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { code: 'PAC_FAILED' } },
      { status: 'fulfilled', value: proxy },
    ]);
    pac.retire();
  });

  it('answers what it was asked before it goes', async () => {
    const { pac, fetched } = scriptThat(`return 'DIRECT'`, new ManualClock());
    const answer = pac.routesTo(good);
    pac.retire();
    await expect(answer).resolves.toEqual(proxy);
    await expect(pac.routesTo(good)).resolves.toEqual(proxy);
    expect(fetched).toHaveLength(2);
    pac.retire();
  });
});
