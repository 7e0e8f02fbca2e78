import { describe, expect, it } from 'vitest';
import type { Pipeline, PipelineStep } from './pipeline.ts';
import { findPipelineProblems } from './pipelineProblems.ts';

const step = (name: string, prompt: string, more: Partial<PipelineStep> = {}): PipelineStep => ({
  name,
  prompt,
  model: null,
  ...more,
});

function pipeline(
  stages: readonly (readonly PipelineStep[])[],
  variables: Pipeline['variables'] = [],
): Pick<Pipeline, 'name' | 'variables' | 'stages'> {
  return { name: 'A pipeline', variables, stages: stages.map((steps) => ({ steps: [...steps] })) };
}

const variable = (name: string) => ({ name, label: '', initial: '' });

describe('findPipelineProblems', () => {
  it('finds nothing wrong with a fan-out and a fan-in', () => {
    const good = pipeline(
      [
        [step('Draft', '{{input}} in {{language}}')],
        [step('B', '{{previous}}'), step('C', '{{step.Draft}}')],
        [step('Merge', '{{step.B}} {{step.C}} {{part}}', { split: { of: 'previous', characters: 500 } })],
      ],
      [variable('language')],
    );
    expect(findPipelineProblems(good)).toEqual([]);
  });

  it('refuses loops: a step knows only those of the stages before it', () => {
    const loop = pipeline([
      [step('A', '{{step.B}} {{step.A}}')],
      [step('B', '{{step.A}} {{step.C}}'), step('C', '{{step.nowhere}}')],
    ]);
    expect(findPipelineProblems(loop)).toMatchObject([
      { stage: 0, step: 0, kind: 'template', problem: { kind: 'step-not-before', name: 'B' } },
      { stage: 0, step: 0, kind: 'template', problem: { kind: 'step-not-before', name: 'A' } },
      { stage: 1, step: 0, kind: 'template', problem: { kind: 'step-not-before', name: 'C' } },
      { stage: 1, step: 1, kind: 'template', problem: { kind: 'unknown-step', name: 'nowhere' } },
    ]);
  });

  it('names steps and variables that cannot be told apart or called', () => {
    const bad = pipeline(
      [
        [step('A', 'x'), step('A', 'x')],
        [step('1', 'x'), step('B ', 'x'), step('C', ' ')],
      ],
      [variable('a'), variable('a'), variable('input'), variable('no name')],
    );
    expect(findPipelineProblems(bad)).toEqual([
      { kind: 'duplicate-variable', variable: 1, name: 'a' },
      { kind: 'reserved-variable', variable: 2, name: 'input' },
      { kind: 'bad-variable-name', variable: 3, name: 'no name' },
      { kind: 'duplicate-step', stage: 0, step: 1, name: 'A' },
      { kind: 'bad-step-name', stage: 1, step: 0, name: '1' },
      { kind: 'bad-step-name', stage: 1, step: 1, name: 'B ' },
      { kind: 'empty-prompt', stage: 1, step: 2 },
    ]);
  });

  it('refuses to use what came before the first stage', () => {
    const first = pipeline([[step('A', '{{previous}}', { split: { of: 'previous', characters: 500 } })]]);
    expect(findPipelineProblems(first)).toMatchObject([
      { kind: 'split-without-previous', stage: 0, step: 0 },
      { kind: 'template', problem: { kind: 'no-previous' } },
    ]);
  });

  it('judges drafts that no schema would take', () => {
    expect(findPipelineProblems({ name: ' ', variables: [], stages: [] })).toEqual([
      { kind: 'unnamed' },
      { kind: 'no-steps' },
    ]);
    expect(findPipelineProblems(pipeline([[]]))).toEqual([{ kind: 'empty-stage', stage: 0 }]);
  });

  it('says of ten thousand steps only that they are too many', () => {
    const stages = Array.from({ length: 10_000 }, (_, index) => [step(`S${index}`, '{{nothing}}')]);
    expect(findPipelineProblems(pipeline(stages))).toEqual([
      { kind: 'too-many-stages', limit: 20 },
      { kind: 'too-many-steps', limit: 50 },
    ]);
    const wide = Array.from({ length: 9 }, (_, index) => step(`S${index}`, '{{nothing}}'));
    expect(findPipelineProblems(pipeline([wide]))).toEqual([
      { kind: 'too-many-steps-of-stage', stage: 0, limit: 8 },
    ]);
  });
});
