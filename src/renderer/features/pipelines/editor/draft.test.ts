import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { pipelineSchema } from '../../../../shared/pipeline.ts';
import { pipelineLimits } from '../../../../shared/workspaceLimits.ts';
import * as deeds from './draft.ts';
import type { PipelineDraft } from './draft.ts';

type Deed = (draft: PipelineDraft) => PipelineDraft;

/** Every way to change a draft that the editor offers, on a step or a stage picked by a number. */
const deed: fc.Arbitrary<Deed> = fc
  .record({
    kind: fc.constantFrom('stage', 'beside', 'remove', 'up', 'down', 'join', 'alone', 'copy'),
    pick: fc.nat(60),
  })
  .map(({ kind, pick }) => (draft) => {
    const stage = pick % Math.max(draft.stages.length, 1);
    const keys = draft.stages.flatMap(({ steps }) => steps.map(({ key }) => key));
    const key = keys[pick % Math.max(keys.length, 1)] ?? '';
    const own = deeds.placeOf(draft, key)?.stage ?? 0;
    switch (kind) {
      case 'stage':
        return deeds.canAddStage(draft) ? deeds.addStage(draft) : draft;
      case 'beside':
        return deeds.canAddBeside(draft, stage) ? deeds.addBeside(draft, stage) : draft;
      case 'remove':
        return deeds.removeStep(draft, key);
      case 'up':
        return deeds.moveStage(draft, stage, -1);
      case 'down':
        return deeds.moveStage(draft, stage, 1);
      case 'join':
        return deeds.canJoinAbove(draft, own) ? deeds.joinAbove(draft, key) : draft;
      case 'alone':
        return deeds.canStandAlone(draft, own) ? deeds.standAlone(draft, key) : draft;
      case 'copy':
        return deeds.canAddBeside(draft, own) ? deeds.duplicateStep(draft, key) : draft;
    }
  });

const namesOf = ({ stages }: PipelineDraft) =>
  stages.flatMap(({ steps }) => steps.map(({ step }) => step.name)).toSorted();

describe('a draft of a pipeline', () => {
  test.prop([fc.array(deed, { maxLength: 80 })])(
    'keeps to the limits, has no empty stage and no name twice',
    (all) => {
      const draft = all.reduce((value, change) => change(value), deeds.newDraft());
      expect(draft.stages.length).toBeLessThanOrEqual(pipelineLimits.stages);
      expect(deeds.countSteps(draft)).toBeLessThanOrEqual(pipelineLimits.steps);
      for (const { steps } of draft.stages) {
        expect(steps.length).toBeGreaterThan(0);
        expect(steps.length).toBeLessThanOrEqual(pipelineLimits.stepsOfStage);
      }
      expect(new Set(namesOf(draft)).size).toBe(deeds.countSteps(draft));
      if (draft.stages.length > 0) {
        expect(pipelineSchema.safeParse({ ...deeds.pipelineOf(draft, 0), name: 'x' }).success).toBe(true);
      }
    },
  );

  test.prop([fc.array(deed, { maxLength: 40 }), fc.nat(60)])('loses no step by moving', (all, pick) => {
    const draft = all.reduce((value, change) => change(value), deeds.newDraft());
    const keys = draft.stages.flatMap(({ steps }) => steps.map(({ key }) => key));
    const key = keys[pick % Math.max(keys.length, 1)] ?? '';
    for (const moved of [
      deeds.joinAbove(draft, key),
      deeds.standAlone(draft, key),
      deeds.moveStage(draft, pick % 20, 1),
      deeds.moveStage(draft, pick % 20, -1),
    ]) {
      expect(namesOf(moved)).toEqual(namesOf(draft));
      expect(moved.stages.every(({ steps }) => steps.length > 0)).toBe(true);
    }
  });

  test('reads and writes a pipeline without a change', () => {
    const pipeline = deeds.pipelineOf(deeds.addStage({ ...deeds.newDraft(), name: 'Two' }), 5);
    expect(deeds.pipelineOf(deeds.draftOf(pipeline), 5)).toEqual(pipeline);
  });

  test('forgets a variable that is taken out', () => {
    const draft = deeds.addVariable(deeds.addVariable(deeds.newDraft()));
    const [first] = draft.variables;
    const changed = deeds.changeVariable(draft, first?.key ?? '', {
      name: 'tone',
      label: '',
      initial: 'dry',
    });
    expect(deeds.pipelineOf(changed, 0).variables.map(({ name }) => name)).toEqual(['tone', '']);
    expect(deeds.removeVariable(changed, first?.key ?? '').variables).toHaveLength(1);
  });
});
