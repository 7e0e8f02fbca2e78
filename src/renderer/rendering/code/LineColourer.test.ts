import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { grammarFor } from './languages.ts';
import { loadColour } from './highlighter.ts';
import type { Colour } from './highlighter.ts';
import { LineColourer } from './LineColourer.ts';

const always = () => false;
let colour: Colour;

beforeAll(async () => {
  const loaded = await loadColour('ts');
  if (loaded === null) throw new Error('TypeScript has a grammar');
  colour = loaded;
});

function tokensOf(text: string) {
  return new LineColourer(colour).update(text.split('\n'), always).map((line) => line.tokens);
}

describe('LineColourer', () => {
  test('colours a growing text as it colours it whole, and loses no character', () => {
    const line = fc.constantFrom(
      'const a = `x',
      '${1}` // end',
      '/* open',
      'closed */ let b;',
      '"s" + 1',
      '',
      '  f(x)',
    );
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat({ max: 80 }), { maxLength: 6 }),
        (lines, cuts) => {
          const text = lines.join('\n');
          const growing = new LineColourer(colour);
          for (const cut of cuts.toSorted((a, b) => a - b))
            growing.update(text.slice(0, cut).split('\n'), always);
          const result = growing.update(lines, always).map((each) => each.tokens);
          expect(result).toEqual(tokensOf(text));
          expect(result.map((tokens) => tokens.map((token) => token.text).join(''))).toEqual(lines);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('keeps finished lines as they are', () => {
    const growing = new LineColourer(colour);
    const before = growing.update(['const a = 1;', 'let b'], always);
    const after = growing.update(['const a = 1;', 'let b = 2;', 'a'], always);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  test('stops when time is up and goes on from there', () => {
    const growing = new LineColourer(colour);
    const lines = ['let a;', 'let b;', 'let c;'];
    expect(growing.update(lines, () => true)).toHaveLength(1);
    expect(growing.update(lines, () => true)).toHaveLength(2);
    expect(growing.update(lines, always)).toHaveLength(3);
  });

  test('leaves a very long line plain', () => {
    expect(tokensOf('x'.repeat(10_000))[0]).toHaveLength(1);
  });
});

describe('grammarFor', () => {
  test('reads the first word behind the fence, whatever its case', () => {
    expect(grammarFor('TS title="a.ts"')?.name).toBe('typescript');
    expect(grammarFor('python {1,2}')?.name).toBe('python');
  });

  test.each(['', 'nonsense', '__proto__', 'constructor', 'toString'])('knows none for %j', (info) => {
    expect(grammarFor(info)).toBeNull();
  });
});
