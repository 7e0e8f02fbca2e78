import fc from 'fast-check';
import { expect, it } from 'vitest';
import { freeName } from './freeName.ts';

it.each([
  ['One', [], 'One'],
  ['One', ['One'], 'One (2)'],
  ['One', ['One', 'One (2)'], 'One (3)'],
  ['One (2)', ['One (2)'], 'One (3)'],
  ['(2)', ['(2)'], '(2) (2)'],
])('%j beside %j is %j', (name, taken, free) => {
  expect(freeName(name, new Set(taken))).toBe(free);
});

it('is free, well formed and short, whatever the name is', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(name, fc.nat({ max: 5 }), (wanted, times) => {
      const taken = new Set<string>();
      for (let time = 0; time <= times; time += 1) {
        const free = freeName(wanted, taken);
        expect(taken.has(free)).toBe(false);
        expect(/\p{Cs}/u.test(free)).toBe(false);
        expect(free.length).toBeLessThanOrEqual(Math.max(200, wanted.length));
        taken.add(free);
      }
    }),
  );
});
