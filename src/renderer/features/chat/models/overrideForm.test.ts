import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ModelOverride } from '../../../../shared/model.ts';
import { overrideDraftOf, overrideErrorsOf, readOverride, routes } from './overrideForm.ts';

const rate = fc.double({ min: 0, max: 1000, noNaN: true }).map(Math.abs);
const override: fc.Arbitrary<ModelOverride> = fc
  .record(
    {
      route: fc.constantFrom(...routes),
      region: fc.constantFrom('us-east-1', 'us-gov-west-1', 'eusc-de-east-1'),
      contextWindow: fc.integer({ min: 1 }),
      maxOutput: fc.integer({ min: 1 }),
      price: fc.record({
        input: rate,
        output: rate,
        cacheRead: rate,
        source: fc.constant('override' as const),
      }),
    },
    { requiredKeys: [] },
  )
  .filter((value) => Object.keys(value).length > 0);

test('gives back what was put into it, with what it does not show', () => {
  fc.assert(
    fc.property(override, (given) => {
      expect(readOverride(overrideDraftOf(given), given)).toEqual({ ok: true, override: given });
    }),
  );
});

test('an emptied form takes the override back', () => {
  expect(readOverride(overrideDraftOf(null), { contextWindow: 5 })).toEqual({ ok: true, override: null });
});

test('says what is wrong where it is', () => {
  const draft = overrideDraftOf(null);
  expect(Object.keys(overrideErrorsOf({ ...draft, region: 'Ohio' }))).toEqual(['region']);
  expect(Object.keys(overrideErrorsOf({ ...draft, contextWindow: '2k' }))).toEqual(['contextWindow']);
  expect(Object.keys(overrideErrorsOf({ ...draft, priceIn: '3' }))).toEqual(['priceOut']);
});
