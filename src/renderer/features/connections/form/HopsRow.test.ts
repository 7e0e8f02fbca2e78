import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { networkHops } from '../../../../shared/errors.ts';
import { stationsOf } from './HopsRow.tsx';

const hops = fc
  .uniqueArray(fc.constantFrom(...networkHops))
  .map((names) => names.map((hop, ms) => ({ hop, ms })));
const failed = fc.option(fc.constantFrom(...networkHops));

describe('the stations of a test', () => {
  test.prop([hops, failed])(
    'stand in the order of the way, the failed one once and nothing passed after it',
    (known, stop) => {
      const stations = stationsOf(known, stop);
      const order = stations.map(({ hop }) => networkHops.indexOf(hop));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(stations.filter(({ kind }) => kind === 'failed').map(({ hop }) => hop)).toEqual(
        stop === null ? [] : [stop],
      );
      const at = stations.findIndex(({ kind }) => kind === 'failed');
      expect(stations.slice(at + 1).every(({ kind }) => at < 0 || kind === 'unreached')).toBe(true);
    },
  );

  test('name a proxy and encryption only where there are any', () => {
    expect(stationsOf([{ hop: 'tcp', ms: 1 }], 'http').map(({ hop, kind }) => `${hop} ${kind}`)).toEqual([
      'tcp passed',
      'http failed',
      'auth unreached',
    ]);
    expect(stationsOf([], null)).toEqual([]);
  });
});
