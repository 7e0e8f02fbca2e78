import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId, ModelSetId, PipelineId, SavedPromptId } from '../../shared/ids.ts';
import { cleanName } from '../../shared/invisibleText.ts';
import { savedItemSchema } from '../../shared/saved.ts';
import type { SavedItem, SavedKind } from '../../shared/saved.ts';
import { readSavedFile, toSavedFile } from './savedFile.ts';

const step = { name: 'Draft', prompt: '{{input}}', model: null };
const pipeline = { name: 'Two steps', description: '', variables: [], stages: [{ steps: [step] }] };
const prompt = { kind: 'snippet', name: 'Greeting', folder: '', text: 'Hello {{name}}' };
const modelSet = { name: 'Both', lanes: [{ connectionId: newId<ConnectionId>(), modelId: 'model' }] };

function fileOf(kind: SavedKind, items: readonly unknown[], head: object = {}): string {
  return JSON.stringify({ format: 'switchyard-saved', version: 1, kind, items, ...head });
}

function refusal(kind: SavedKind, text: string): unknown {
  try {
    return readSavedFile(kind, text, 0);
  } catch (caught) {
    return caught;
  }
}

function withoutId({ kind, item: { id: _id, updatedAt: _updatedAt, ...rest } }: SavedItem) {
  return { kind, ...rest };
}

const words = fc.string({ unit: 'binary', maxLength: 60 });
const name = fc.string({ minLength: 1, maxLength: 30 }).map((text) => cleanName(`n${text}`));
const parameters = fc.record(
  {
    system: words,
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    maxOutput: fc.integer({ min: 1, max: 9000 }),
  },
  { requiredKeys: [] },
);
const model = fc.constant(null).map(() => ({ connectionId: newId<ConnectionId>(), modelId: 'a/model:1' }));
const updatedAt = fc.nat();
const anything: fc.Arbitrary<SavedItem> = fc.oneof(
  fc.record({
    kind: fc.constant('prompt' as const),
    item: fc.record({
      id: fc.constant(null).map(() => newId<SavedPromptId>()),
      kind: fc.constantFrom('system' as const, 'snippet' as const),
      name,
      folder: name,
      text: words,
      updatedAt,
    }),
  }),
  fc.record({
    kind: fc.constant('model-set' as const),
    item: fc.record({
      id: fc.constant(null).map(() => newId<ModelSetId>()),
      name,
      lanes: fc.array(
        fc.tuple(model, parameters).map(([lane, own]) => ({ ...lane, parameters: own })),
        {
          minLength: 1,
          maxLength: 8,
        },
      ),
      updatedAt,
    }),
  }),
  fc.record({
    kind: fc.constant('pipeline' as const),
    item: fc.record({
      id: fc.constant(null).map(() => newId<PipelineId>()),
      name,
      description: words,
      variables: fc.array(fc.record({ name: fc.constantFrom('a', 'b_2'), label: words, initial: words }), {
        maxLength: 3,
      }),
      stages: fc.array(
        fc.record({
          steps: fc.array(
            fc.record({
              name: fc.constantFrom('Draft', 'Überprüfung 2'),
              prompt: words,
              model: fc.option(model),
              split: fc.constant({ of: 'input' as const, characters: 500 }),
            }),
            { minLength: 1, maxLength: 3 },
          ),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      updatedAt,
    }),
  }),
);

describe('a file of saved things', () => {
  it('is read back as it was written, under new ids', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 5 }), (all) => {
        for (const kind of ['prompt', 'model-set', 'pipeline'] as const) {
          const saved = all.filter((entry) => entry.kind === kind);
          if (saved.length === 0) continue;
          const written = toSavedFile(kind, saved);
          expect(written.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/u);
          const read = readSavedFile(kind, written, 7);
          expect(read.map(withoutId)).toEqual(saved.map(withoutId));
          expect(read.every((entry) => savedItemSchema.safeParse(entry).success)).toBe(true);
          expect(read.some(({ item }) => saved.some((before) => before.item.id === item.id))).toBe(false);
          expect(read.every((entry) => entry.item.updatedAt === 7)).toBe(true);
        }
      }),
    );
  });

  it('is refused with a reason, whatever is in it', () => {
    const kinds = fc.constantFrom<SavedKind>('prompt', 'model-set', 'pipeline');
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.tuple(kinds, fc.array(fc.jsonValue())).map(([kind, items]) => fileOf(kind, items)),
    );
    fc.assert(
      fc.property(kinds, texts, (kind, text) => {
        expect(refusal(kind, text)).toMatchObject({ code: expect.stringMatching(/^import\//) });
      }),
    );
  });

  it.each<[string, SavedKind, string, string]>([
    ['another kind', 'prompt', fileOf('pipeline', [pipeline]), 'it holds pipelines, not prompts'],
    ['another format', 'prompt', '{"messages":[]}', 'it is not a file that Switchyard has exported'],
    ['no items', 'prompt', fileOf('prompt', []), 'items is empty'],
    [
      'a name missing',
      'prompt',
      fileOf('prompt', [prompt, { ...prompt, name: undefined }]),
      'item 2, name is missing',
    ],
    [
      'a number for a text',
      'prompt',
      fileOf('prompt', [{ ...prompt, text: 4 }]),
      'item 1, text should be a text',
    ],
    [
      'a reference instead of steps',
      'pipeline',
      fileOf('pipeline', [{ ...pipeline, stages: [{ $ref: '#/items/0' }] }]),
      'item 1, stage 1, steps is missing',
    ],
    [
      'a step that holds a pipeline',
      'pipeline',
      fileOf('pipeline', [{ ...pipeline, stages: [{ steps: [{ ...step, stages: pipeline.stages }] }] }]),
      'item 1, stage 1, step 1: the field “stages” does not belong here',
    ],
    [
      'a field that must not be shown',
      'prompt',
      fileOf('prompt', [{ ...prompt, ['<img src=x>']: 1 }]),
      'item 1: a field does not belong here',
    ],
    [
      'ten thousand stages',
      'pipeline',
      fileOf('pipeline', [
        { ...pipeline, stages: Array.from({ length: 10_000 }, () => ({ steps: [step] })) },
      ]),
      'item 1, stages has more than 20 entries',
    ],
    [
      'more steps than a pipeline may have',
      'pipeline',
      fileOf('pipeline', [
        pipeline,
        {
          ...pipeline,
          stages: Array.from({ length: 10 }, () => ({ steps: Array.from({ length: 8 }, () => step) })),
        },
      ]),
      'item 2: it has more than 50 steps',
    ],
    [
      'nine models',
      'model-set',
      fileOf('model-set', [{ ...modelSet, lanes: Array.from({ length: 9 }, () => modelSet.lanes[0]) }]),
      'item 1, lanes has more than 8 entries',
    ],
    [
      'a step that sets what is sent behind the back of its model',
      'pipeline',
      fileOf('pipeline', [
        pipeline,
        {
          ...pipeline,
          stages: [{ steps: [{ ...step, parameters: { extraBody: '{"tools":[{"type":"mcp"}]}' } }] }],
        },
      ]),
      'item 2: extra JSON and extra headers are not taken from a file',
    ],
    [
      'a model with headers of its own',
      'model-set',
      fileOf('model-set', [
        { ...modelSet, lanes: [{ ...modelSet.lanes[0], parameters: { headerNames: ['X-Key'] } }] },
      ]),
      'item 1: extra JSON and extra headers are not taken from a file',
    ],
    [
      'a name that nobody can see',
      'prompt',
      fileOf('prompt', [{ ...prompt, name: '\u202E\u2066' }]),
      'item 1, name is empty',
    ],
    ['a pit', 'pipeline', '['.repeat(10_000_000), 'it holds far more than a file of this kind can'],
    [
      'a pit behind a door',
      'pipeline',
      `${fileOf('pipeline', [pipeline]).slice(0, -2)},${'{"stages":['.repeat(1_000_000)}`,
      'it holds far more than a file of this kind can',
    ],
  ])('says what is wrong with %s', (_what, kind, text, field) => {
    expect(refusal(kind, text)).toMatchObject({ code: 'import/invalid', details: { field } });
  });

  it('does not touch prototypes', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const text = fileOf('prompt', [prompt]).replace(
        '"kind":"snippet"',
        `"kind":"snippet","${key}":{"polluted":true}`,
      );
      expect(refusal('prompt', text)).toMatchObject({ code: 'import/invalid' });
      expect('polluted' in {}).toBe(false);
    }
  });

  it('is refused when it is newer or no JSON', () => {
    const newer = fileOf('prompt', [{ anything: 1 }], { version: 2, more: true });
    expect(refusal('prompt', newer)).toMatchObject({ code: 'import/newer-version' });
    expect(refusal('prompt', '{"format":')).toMatchObject({ code: 'import/unreadable' });
  });

  it('may hold work in progress', () => {
    const unfinished = { ...pipeline, stages: [{ steps: [{ ...step, prompt: '{{step.Nobody}} {{' }] }] };
    expect(readSavedFile('pipeline', fileOf('pipeline', [unfinished]), 0)).toHaveLength(1);
  });

  it('leaves out what is meant for one server', () => {
    const lane = { connectionId: newId<ConnectionId>(), modelId: 'model' };
    const parameters = { temperature: 1, extraBody: '{"key":"secret"}', headerNames: ['X-Key'] };
    const item = { id: newId<ModelSetId>(), name: 'Both', lanes: [{ ...lane, parameters }], updatedAt: 1 };
    const [read] = readSavedFile('model-set', toSavedFile('model-set', [{ kind: 'model-set', item }]), 0);
    expect(read?.item).toMatchObject({ lanes: [{ ...lane, parameters: { temperature: 1 } }] });
  });

  it('is written so that nothing in it is invisible or steers a terminal', () => {
    const item = { ...prompt, kind: 'snippet' as const, text: '\u202Ea\u009B2J', id: newId<SavedPromptId>() };
    const written = toSavedFile('prompt', [{ kind: 'prompt', item: { ...item, updatedAt: 1 } }]);
    expect(written).toContain('"\\u202ea\\u009b2J"');
  });

  it('gives names that are what they look like', () => {
    const text = fileOf('prompt', [{ ...prompt, name: 'a\u202Eb  c', folder: '\u2066d' }]);
    expect(readSavedFile('prompt', text, 0)).toMatchObject([{ item: { name: 'ab c', folder: 'd' } }]);
  });

  it('may be written by hand', () => {
    const [read] = readSavedFile('prompt', fileOf('prompt', [prompt]), 3);
    expect(read?.item).toMatchObject({ name: 'Greeting', updatedAt: 3 });
  });
});
