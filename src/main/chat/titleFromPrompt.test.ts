import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { titleFromPrompt } from './titleFromPrompt.ts';

describe('titleFromPrompt', () => {
  it.each([
    ['Plan a trip to Oslo', 'Plan a trip to Oslo'],
    ['\n\n  # Plan *a* **trip**  \nwith details', 'Plan a trip'],
    ['> - [ ] buy `milk` and [bread](https://example.com)', 'buy milk and bread'],
    ['1. first\n2. second', 'first'],
    ['![a chart](x.png) What is this?', 'a chart What is this?'],
    ['```ts\nconst snake_case = 2 * 3 * 4;\n```', 'const snake_case = 2 * 3 * 4;'],
    ['__init__ and _this_', 'init and this'],
    ['---\n***\n!!!\nWhat now?', 'What now?'],
    ['two\t\twords', 'two words'],
    ['evil\u202Etxt.exe\u0007', 'eviltxt.exe'],
    ['مرحبا بالعالم', 'مرحبا بالعالم'],
    ['👨‍👩‍👧 dinner', '👨‍👩‍👧 dinner'],
    ['🎉', '🎉'],
    ['', ''],
    [' \n ?! \n', ''],
    [
      'Explain how the garbage collector of V8 works, in particular the young generation',
      'Explain how the garbage collector of V8 works, in…',
    ],
    ['x'.repeat(200), `${'x'.repeat(59)}…`],
    ['長'.repeat(80), `${'長'.repeat(59)}…`],
    [`${'a'.repeat(56)} ${'b'.repeat(20)}`, `${'a'.repeat(56)}…`],
  ])('%j becomes %j', (prompt, title) => {
    expect(titleFromPrompt(prompt)).toBe(title);
  });

  it('is one clean line of at most 60 characters for any prompt', () => {
    const prompt = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: fc.constantFrom(...Array.from('#*_`[]() \n👩‍💻é\u202E'), 'word'), maxLength: 200 }),
    );
    fc.assert(
      fc.property(prompt, (text) => {
        const title = titleFromPrompt(text);
        expect(title.length).toBeLessThanOrEqual(60);
        expect(title).toBe(title.trim());
        expect(title).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\u200E\u200F]/u);
      }),
      { numRuns: 1000 },
    );
  });
});
