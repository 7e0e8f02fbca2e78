import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { joinHeaders } from './joinHeaders.ts';

const name = fc.constantFrom('authorization', 'Authorization', 'AUTHORIZATION', 'X-Team', 'x-team', 'accept');
const layer = fc.option(fc.dictionary(name, fc.string()), { nil: undefined });

describe('joining headers', () => {
  test.prop([fc.array(layer, { maxLength: 4 })])(
    'leaves one value of each name, whatever its case: the last',
    (layers) => {
      const wanted = new Map<string, string>();
      for (const [key, value] of layers.flatMap((each) => Object.entries(each ?? {}))) {
        wanted.set(key.toLowerCase(), value);
      }
      const joined = Object.entries(joinHeaders(...layers)).map(([key, value]) => [key.toLowerCase(), value]);
      expect(new Map(joined.map(([key = '', value = '']) => [key, value]))).toEqual(wanted);
      expect(joined).toHaveLength(wanted.size);
    },
  );
});
