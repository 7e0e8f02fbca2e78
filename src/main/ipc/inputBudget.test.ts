import { describe, expect, it } from 'vitest';
import { fitsBudget } from './inputBudget.ts';

const budget = { characters: 20, values: 5 };

describe('fitsBudget', () => {
  it.each([
    ['nothing', undefined],
    ['a number', 1],
    ['text at the limit', 'x'.repeat(20)],
    ['a small object', { a: 1, b: { c: null } }],
    ['a small array', [1, 2, 3, 4]],
  ])('accepts %s', (_what, input) => {
    expect(fitsBudget(input, budget)).toBe(true);
  });

  it.each([
    ['text over the limit', 'x'.repeat(21)],
    ['text spread over values', ['x'.repeat(11), 'x'.repeat(10)]],
    ['long keys', { ['k'.repeat(21)]: 1 }],
    ['too many values', [1, 2, 3, 4, 5]],
    ['a sparse array of great length', Object.assign([], { length: 4_000_000_000 })],
    ['a map', new Map()],
    ['a date', new Date()],
    ['a buffer', new Uint8Array(1)],
    ['a bigint', 1n],
    ['a function', () => 1],
  ])('refuses %s', (_what, input) => {
    expect(fitsBudget(input, budget)).toBe(false);
  });

  it('ends on a cycle and on great depth', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(fitsBudget(cycle, budget)).toBe(false);
    let deep: unknown = null;
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(fitsBudget(deep, budget)).toBe(false);
  });
});
