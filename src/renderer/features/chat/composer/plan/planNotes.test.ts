import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../../../../shared/ids.ts';
import type { LaneId } from '../../../../../shared/ids.ts';
import type { LanePreparation, Preparation, Problem, Repair } from '../../../../../shared/preparation.ts';
import { problemSchema, repairSchema } from '../../../../../shared/preparation.ts';
import { estimateText, fullestLane, laneEstimateText } from './planFigures.ts';
import { planNotes } from './planNotes.ts';

const [first, second] = [newId<LaneId>(), newId<LaneId>()];
const names = new Map([
  [first, 'Claude'],
  [second, 'Llama'],
]);

const preparation = (...lanes: readonly Partial<LanePreparation>[]): Preparation => ({
  lanes: lanes.map((lane, index) => ({
    laneId: index === 0 ? first : second,
    repairs: [],
    problems: [],
    inputTokens: 100,
    window: 1000,
    estimateUsd: 0.01,
    ...lane,
  })),
  totalUsd: 0.02,
  budget: { level: 'within', scope: null, spentUsd: 0, limitUsd: null },
});

const hash = fc.constantFrom('a', 'b');
const limit = fc.nat();
const anyProblem: fc.Arbitrary<Problem> = fc.oneof(
  fc.record({ kind: fc.constantFrom('images-not-taken' as const, 'no-text-found' as const), hash }),
  fc.record({ kind: fc.constant('format-not-taken' as const), hash, mediaType: fc.constant('text/csv') }),
  fc.record({ kind: fc.constant('file-too-large' as const), hash, limit }),
  fc.record({ kind: fc.constantFrom('too-many-images' as const, 'too-many-documents' as const), limit }),
  fc.record({ kind: fc.constant('context-too-long' as const), tokens: fc.nat(), limit }),
  fc.record({ kind: fc.constant('invalid-extra-body' as const) }),
);
const anyRepair: fc.Arbitrary<Repair> = fc.oneof(
  fc.record({ kind: fc.constant('image-resized' as const), hash, maxEdge: fc.nat(), maxBytes: fc.nat() }),
  fc.record({ kind: fc.constant('sent-as-text' as const), hash }),
  fc.record({ kind: fc.constant('renamed' as const), hash, name: fc.constant('plan') }),
  fc.record({ kind: fc.constantFrom('empty-text-dropped' as const, 'messages-joined' as const) }),
  fc.record({
    kind: fc.constant('parameter-dropped' as const),
    parameter: fc.constantFrom('topP', '__proto__'),
  }),
  fc.record({
    kind: fc.constant('context-cut' as const),
    droppedMessages: fc.integer({ min: 1, max: 9 }),
    summarised: fc.boolean(),
  }),
);

describe('the notes of a planned send', () => {
  test('are whole sentences with every name, and lose no problem', () => {
    const list = <T>(one: fc.Arbitrary<T>) =>
      fc.uniqueArray(one, { maxLength: 4, selector: (it) => JSON.stringify(it) });
    fc.assert(
      fc.property(list(anyProblem), list(anyRepair), (problems, repairs) => {
        const notes = planNotes(preparation({ problems, repairs }, { problems }), names);
        const all = [...notes.general, ...[...notes.byFile.values()].flat()];
        expect(all.filter(({ tone }) => tone === 'problem')).toHaveLength(problems.length);
        expect(notes.blocked).toBe(problems.length > 0);
        for (const { sentence, tone } of all) {
          expect(sentence).toMatch(/^[A-Z].*\.$/);
          expect(sentence).not.toMatch(/undefined|NaN|\[object/);
          expect(sentence).toContain('Claude');
          if (tone === 'problem') expect(sentence).toContain('Llama');
        }
      }),
    );
  });

  test('the samples above leave out no kind that there is', () => {
    const kinds = <T extends { readonly kind: string }>(one: fc.Arbitrary<T>) =>
      new Set(fc.sample(one, { numRuns: 500, seed: 1 }).map(({ kind }) => kind));
    expect(kinds(anyProblem).size).toBe(problemSchema.options.length);
    expect(kinds(anyRepair).size).toBe(repairSchema.options.length);
  });

  test('stand beside the file they are about', () => {
    const problems: Problem[] = [{ kind: 'images-not-taken', hash: 'a' }];
    const notes = planNotes(preparation({}, { problems }), names);
    expect(notes.byFile.get('a')?.map(({ sentence }) => sentence)).toEqual([
      'Llama takes no images: remove it or choose another model.',
    ]);
    expect(notes).toMatchObject({ general: [], blocked: false });
  });
});

test('an estimate never counts what is unknown as nothing', () => {
  expect(estimateText(preparation({}, {}))).toBe('≈ $0.02');
  expect(estimateText(preparation({}, { estimateUsd: null }))).toBe('≈ $0.02 and more');
  expect(estimateText({ ...preparation({ estimateUsd: null }), totalUsd: null })).toBe('price unknown');
  expect(estimateText({ ...preparation({ estimateUsd: 0 }, { estimateUsd: null }), totalUsd: 0 })).toBe(
    'price unknown',
  );
});

test('of what costs nothing no price is told', () => {
  const free = { ...preparation({ estimateUsd: 0 }), totalUsd: 0 };
  expect(estimateText(free)).toBeNull();
  expect(free.lanes.map(laneEstimateText)).toEqual([null]);
});

test('the fullest lane is the one that ends first, whatever its window', () => {
  const lanes = preparation({ inputTokens: 900 }, { inputTokens: 50_000, window: null });
  expect(fullestLane(lanes)?.laneId).toBe(first);
});
