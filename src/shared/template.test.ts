import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findTemplateProblems,
  parseTemplate,
  renderTemplate,
  renderedLength,
  stepValueName,
  variablesOf,
} from './template.ts';
import type { TemplateScope } from './template.ts';

const scope: TemplateScope = {
  variables: ['language'],
  stepsBefore: ['Draft'],
  otherSteps: ['Merge'],
  isSplit: false,
  hasPrevious: true,
};

/** Text made mostly of what means something in a template. */
const hostile = fc
  .array(fc.constantFrom('{', '}', '{{', '}}', '\\', '\n', ' ', 'input', 'step.', 'Draft', 'é', '😀'), {
    maxLength: 40,
  })
  .map((tokens) => tokens.join(''));

const placeName = fc.constantFrom('input', 'previous', 'language', 'step.Draft', 'step.Ünïcode name');
/** Text and places, as somebody means them. */
const meant = fc.array(
  fc.oneof(
    hostile.map((text) => ({ kind: 'text' as const, text })),
    placeName.map((name) => ({ kind: 'place' as const, name })),
  ),
);

/** Writes text so that none of it is read as a place: the inverse of reading it. */
function literal(text: string, isBeforePlace: boolean): string {
  const written = text.replaceAll(
    /(\\*)\{\{/g,
    (_all, backslashes: string) => `${backslashes}${backslashes}\\{{`,
  );
  return isBeforePlace ? written.replace(/\\+$/, (backslashes) => backslashes + backslashes) : written;
}

describe('parseTemplate', () => {
  it('finds places with their positions and tidies their names', () => {
    expect(parseTemplate('a {{ input }}b{{step. Draft }}')).toEqual([
      { kind: 'text', text: 'a ', start: 0, end: 2 },
      { kind: 'place', name: 'input', start: 2, end: 13 },
      { kind: 'text', text: 'b', start: 13, end: 14 },
      { kind: 'place', name: 'step.Draft', start: 14, end: 30 },
    ]);
  });

  it('lets a backslash make braces text, and two make one', () => {
    expect(renderTemplate('\\{{input}} \\\\{{input}} C:\\x', new Map([['input', 'I']]))).toBe(
      '{{input}} \\I C:\\x',
    );
  });

  it('takes the last two of a run of braces, so that a place may stand in a JSON object', () => {
    expect(renderTemplate('{"a": {{{input}}}}', new Map([['input', 'I']]))).toBe('{"a": {I}}');
  });

  it('ends a place that is not closed at the line or at the next brace', () => {
    expect(parseTemplate('{{a\n}} {{b {{c}}').map(({ kind }) => kind)).toEqual([
      'unclosed',
      'text',
      'unclosed',
      'place',
    ]);
  });

  it('covers any source without a gap', () => {
    fc.assert(
      fc.property(hostile, (source) => {
        const parts = parseTemplate(source);
        expect(parts.map(({ start, end }) => source.slice(start, end)).join('')).toBe(source);
        for (const { start, end } of parts) expect(end).toBeGreaterThan(start);
      }),
    );
  });

  it('reads back what was meant', () => {
    fc.assert(
      fc.property(meant, (parts) => {
        const source = parts
          .map((part, index) =>
            part.kind === 'place'
              ? `{{ ${part.name} }}`
              : literal(part.text, parts[index + 1]?.kind === 'place'),
          )
          .join('');
        // Braces at the end of a text may join those of its neighbour: that is no text a person can mean.
        fc.pre(parts.every((part) => part.kind === 'place' || !/[{\\]$/.test(part.text)));
        const values = new Map(
          parts.flatMap((part) => (part.kind === 'place' ? [[part.name, `<${part.name}>`]] : [])),
        );
        expect(renderTemplate(source, values)).toBe(
          parts.map((part) => (part.kind === 'place' ? `<${part.name}>` : part.text)).join(''),
        );
      }),
    );
  });

  it.each([
    ['braces', '{'.repeat(500_000)],
    ['places that are not closed', '{{a '.repeat(200_000)],
    ['backslashes', '\\'.repeat(500_000)],
    ['backslashes before braces', `${'\\'.repeat(500_000)}{{`],
    ['a place that never ends', `{{${'a'.repeat(500_000)}`],
  ])('reads a long row of %s once', (_what, source) => {
    const parts = parseTemplate(source);
    expect(parts.at(-1)?.end).toBe(source.length);
  });
});

describe('findTemplateProblems', () => {
  it.each([
    ['{{input', 'unclosed', ''],
    ['{{ }}', 'empty', ''],
    ['{{tone}}', 'unknown-variable', 'tone'],
    ['{{step.Drafts}}', 'unknown-step', 'Drafts'],
    ['{{step.Merge}}', 'step-not-before', 'Merge'],
    ['{{part}}', 'part-without-split', 'part'],
  ])('says of %s that it is %s', (template, kind, name) => {
    expect(findTemplateProblems(`é ${template}`, scope)).toEqual([
      { kind, name, start: 2, end: 2 + template.length },
    ]);
  });

  it('knows what there is', () => {
    const template = '{{input}} {{previous}} {{conversation}} {{language}} {{step.Draft}} \\{{tone}}';
    expect(findTemplateProblems(template, scope)).toEqual([]);
    expect(findTemplateProblems('{{part}}', { ...scope, isSplit: true })).toEqual([]);
    expect(findTemplateProblems('{{previous}}', { ...scope, hasPrevious: false })).toMatchObject([
      { kind: 'no-previous' },
    ]);
  });

  it('throws at nothing', () => {
    fc.assert(
      fc.property(hostile, (source) => {
        const places = parseTemplate(source).filter(({ kind }) => kind !== 'text');
        expect(findTemplateProblems(source, scope).length).toBeLessThanOrEqual(places.length);
      }),
    );
  });
});

describe('renderTemplate', () => {
  it('never reads again what it has filled in', () => {
    fc.assert(
      fc.property(hostile, hostile, (first, second) => {
        const values = new Map([
          ['input', first],
          [stepValueName('Draft'), second],
        ]);
        expect(renderTemplate('[{{input}}|{{step.Draft}}]', values)).toBe(`[${first}|${second}]`);
      }),
    );
  });

  it('leaves a place without a value as it was written, and knows no inherited names', () => {
    const template = '{{ tone }} {{constructor}} {{__proto__}}';
    expect(renderTemplate(template, new Map())).toBe(template);
  });

  it('knows the length beforehand', () => {
    fc.assert(
      fc.property(hostile, hostile, (source, value) => {
        const values = new Map([['input', value]]);
        expect(renderedLength(source, values)).toBe(renderTemplate(source, values).length);
      }),
    );
  });
});

describe('variablesOf', () => {
  it('names each variable once, in order, and nothing that cannot be one', () => {
    expect(variablesOf('{{b}} {{a}} {{ b }} {{step.x}} {{}} \\{{c}} {{input}}')).toEqual(['b', 'a', 'input']);
  });
});
