import { describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { Pipeline, PipelineRun } from '../../shared/pipeline.ts';
import { planStage } from './planStage.ts';
import { unbegunSteps } from './runState.ts';
import { call, pipelineWith, statesOf, step } from './testing/PipelineFixture.ts';

function runOf(pipeline: Pipeline, input = 'The input'): PipelineRun {
  return {
    id: newId(),
    conversationId: newId(),
    laneId: newId(),
    inputId: newId(),
    pipeline,
    input,
    variables: { tone: 'dry' },
    state: 'running',
    steps: unbegunSteps(pipeline),
    createdAt: 1,
    endedAt: null,
  };
}

/** The run with everything said in its first stage. */
function afterFirst(run: PipelineRun, status: 'done' | 'skipped' = 'done'): PipelineRun {
  const steps = run.steps.map((one) => (one.key.stage === 0 ? { ...one, status, messageId: newId() } : one));
  return { ...run, steps: steps as PipelineRun['steps'] };
}

const said = { textOf: () => 'Said {{input}}', conversation: 'Before' };

describe('planStage', () => {
  it('fills in what there is, and never what an answer contains', () => {
    const run = runOf(
      pipelineWith(
        [[step('A', 'x')], [step('B', '{{tone}} {{input}} {{conversation}} {{previous}} {{step.A}}')]],
        ['tone'],
      ),
    );
    expect(planStage(afterFirst(run), said).calls).toMatchObject([
      { call: { key: call(1) }, prompt: 'dry The input Before Said {{input}} Said {{input}}' },
    ]);
  });

  it('begins nothing where something is missing, and nothing that waits for a person', () => {
    const run = runOf(pipelineWith([[step('A', 'x')], [step('B', 'y')]]));
    expect(planStage({ ...run, state: 'waiting' }, said).calls).toEqual([]);
    const [first] = run.steps;
    if (first === undefined) throw new Error('There is a step.');
    const failed = { ...run, steps: [{ ...first, status: 'failed' as const }, ...run.steps.slice(1)] };
    expect(planStage(failed, said).calls).toEqual([]);
  });

  it('takes a split step apart, and leaves one alone that is skipped', () => {
    const split = { of: 'input' as const, characters: 500 };
    const run = runOf(pipelineWith([[step('A', '{{part}}', { split }), step('B', 'b')]]), 'x'.repeat(900));
    const { run: planned, calls } = planStage(run, said);
    expect(statesOf(planned)).toEqual(['0.0.0 waiting', '0.0.1 waiting', '0.1 waiting']);
    expect(calls.map(({ prompt }) => prompt.length)).toEqual([500, 400, 1]);
    const steps = run.steps.map((one) => (one.key.step === 0 ? { ...one, status: 'skipped' as const } : one));
    expect(statesOf(planStage({ ...run, steps }, said).run)).toEqual(['0.0 skipped', '0.1 waiting']);
  });

  it.each([
    ['empty', '{{previous}}', 'skipped', 'chat/empty-prompt'],
    ['too long', '{{input}}'.repeat(3), 'done', 'chat/prompt-too-large'],
  ] as const)('refuses a prompt that comes out %s, and names the step', (_what, prompt, status, code) => {
    const run = runOf(pipelineWith([[step('A', 'x')], [step('B', prompt)]]), 'x'.repeat(900_000));
    expect(() => planStage(afterFirst(run, status), said)).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining({ field: 'B' }) }),
    );
  });
});
