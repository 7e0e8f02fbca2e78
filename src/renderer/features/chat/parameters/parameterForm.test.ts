import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Parameters } from '../../../../shared/parameters.ts';
import { reasoningEfforts } from '../../../../shared/reasoning.ts';
import { extraBodyError } from './extraBody.ts';
import { draftOf, errorsOf, readDraft } from './parameterForm.ts';
import { setNames } from './setNames.ts';

const words = fc.string({ minLength: 1, maxLength: 40 }).filter((value) => value.trim() !== '');
const parameters: fc.Arbitrary<Parameters> = fc.record(
  {
    system: words,
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    topP: fc.double({ min: 0, max: 1, noNaN: true }),
    maxOutput: fc.integer({ min: 1, max: 10_000_000 }),
    stop: fc.array(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\\', 'n', ' '), minLength: 1 }), {
      minLength: 1,
      maxLength: 16,
    }),
    reasoningEffort: fc.constantFrom(...reasoningEfforts),
    verbosity: fc.constantFrom('low' as const, 'high' as const),
    serviceTier: fc.constantFrom('flex' as const, 'priority' as const),
    latency: fc.constant('optimized' as const),
    extraBody: fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value)),
    headerNames: fc.uniqueArray(fc.constantFrom('X-One', 'X-Two'), { minLength: 1 }),
  },
  { requiredKeys: [] },
);

describe('a form of parameters', () => {
  test('gives back what was put into it, and nothing that was not', () => {
    fc.assert(
      fc.property(parameters, (given) => {
        // A number is written in decimal, where minus zero has no sign.
        expect(readDraft(draftOf(given))).toEqual({
          ok: true,
          parameters: {
            ...given,
            ...(given.temperature === undefined ? {} : { temperature: Math.abs(given.temperature) }),
            ...(given.topP === undefined ? {} : { topP: Math.abs(given.topP) }),
          },
        });
      }),
    );
  });

  test.each([
    ['temperature', '2.5', 'Enter a number from 0 to 2.'],
    ['temperature', 'warm', 'Enter a number from 0 to 2.'],
    ['topP', '-0.1', 'Enter a number from 0 to 1.'],
    ['maxOutput', '1.5', 'Enter a whole number, 1 or more.'],
    ['stop', 'a\n'.repeat(17), 'At most 16 sequences.'],
    ['extraBody', '[1]', 'This is JSON, but not an object: it begins with { and ends with }.'],
  ] as const)('says what is wrong with %s “%s”', (field, value, sentence) => {
    expect(errorsOf({ ...draftOf(), [field]: value })).toEqual({ [field]: sentence });
  });

  test('takes headers only with a name and a value, each name once', () => {
    const row = { key: 1, name: 'X-Team', value: 'blue' };
    const read = (...rows: readonly (typeof row)[]) =>
      readDraft({ ...draftOf(), headers: { kind: 'replaced', rows } });
    expect(read(row)).toEqual({ ok: true, parameters: { headerNames: ['X-Team'] } });
    expect(read({ ...row, name: 'X Team' }).ok).toBe(false);
    expect(read({ ...row, value: '' }).ok).toBe(false);
    expect(read(row, { ...row, key: 2, name: 'x-team' }).ok).toBe(false);
    expect(read({ ...row, name: ' ', value: '' })).toEqual({ ok: true, parameters: {} });
    expect(read()).toEqual({ ok: true, parameters: {} });
  });
});

test('JSON that is being typed is wrong in words, with its place where that is known', () => {
  expect(extraBodyError('')).toBeNull();
  expect(extraBodyError('{"a": 1}')).toBeNull();
  expect(extraBodyError('{"a": 1,\n x}')).toBe('This is not JSON: look at line 2, character 2.');
  expect(extraBodyError('{"a')).not.toBeNull();
});

test('set parameters are named in the order of the form', () => {
  expect(setNames({ topP: 0.5, temperature: 1 })).toEqual(['Temperature', 'Top-p']);
  expect(setNames(undefined)).toEqual([]);
});
