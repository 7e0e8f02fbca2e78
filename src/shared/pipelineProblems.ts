/**
 * What is wrong with a pipeline: the editor shows it while a person writes, main refuses to run it, an import to take it. It also
 * judges drafts that the schema would not let pass, so that the editor can say why. Types only come from the schemas: the page
 * uses this file at run time.
 */
import type { Pipeline, PipelineStep } from './pipeline.ts';
import { builtInNames, findTemplateProblems } from './template.ts';
import type { TemplateProblem, TemplateScope } from './template.ts';
import { pipelineLimits, stepNamePattern, variableNamePattern } from './workspaceLimits.ts';

/** Where a step stands: stage and step from 0. */
interface StepPlace {
  readonly stage: number;
  readonly step: number;
}

export type PipelineProblem =
  | { readonly kind: 'unnamed' }
  | { readonly kind: 'no-steps' }
  | { readonly kind: 'too-many-stages' | 'too-many-steps'; readonly limit: number }
  | { readonly kind: 'empty-stage'; readonly stage: number }
  | { readonly kind: 'too-many-steps-of-stage'; readonly stage: number; readonly limit: number }
  /** `variable` is its place in the list, from 0. `reserved-variable`: a name such as `input` has a meaning already. */
  | {
      readonly kind: 'bad-variable-name' | 'duplicate-variable' | 'reserved-variable';
      readonly variable: number;
      readonly name: string;
    }
  | (StepPlace & { readonly kind: 'bad-step-name' | 'duplicate-step'; readonly name: string })
  /** `split-without-previous`: the first stage has nothing before it that could be split. */
  | (StepPlace & { readonly kind: 'empty-prompt' | 'split-without-previous' })
  | (StepPlace & { readonly kind: 'template'; readonly problem: TemplateProblem });

/** The part of a pipeline that is judged. */
type Judged = Pick<Pipeline, 'name' | 'variables' | 'stages'>;

function* problemsOfShape({ name, stages }: Judged): Generator<PipelineProblem> {
  if (name.trim() === '') yield { kind: 'unnamed' };
  if (stages.length === 0) yield { kind: 'no-steps' };
  if (stages.length > pipelineLimits.stages) yield { kind: 'too-many-stages', limit: pipelineLimits.stages };
  const count = stages.reduce((sum, { steps }) => sum + steps.length, 0);
  if (count > pipelineLimits.steps) yield { kind: 'too-many-steps', limit: pipelineLimits.steps };
  for (const [stage, { steps }] of stages.entries()) {
    if (steps.length === 0) yield { kind: 'empty-stage', stage };
    if (steps.length > pipelineLimits.stepsOfStage) {
      yield { kind: 'too-many-steps-of-stage', stage, limit: pipelineLimits.stepsOfStage };
    }
  }
}

function* problemsOfVariables({ variables }: Judged): Generator<PipelineProblem> {
  const reserved: readonly string[] = builtInNames;
  const seen = new Set<string>();
  for (const [variable, { name }] of variables.entries()) {
    if (!variableNamePattern.test(name)) yield { kind: 'bad-variable-name', variable, name };
    else if (reserved.includes(name)) yield { kind: 'reserved-variable', variable, name };
    else if (seen.has(name)) yield { kind: 'duplicate-variable', variable, name };
    seen.add(name);
  }
}

function* problemsOfStep(
  step: PipelineStep,
  place: StepPlace,
  scope: TemplateScope,
): Generator<PipelineProblem> {
  const { name, prompt, split } = step;
  // Spaces at the end would be lost in `{{step.name}}`.
  if (!stepNamePattern.test(name) || name !== name.trimEnd()) yield { ...place, kind: 'bad-step-name', name };
  if (prompt.trim() === '') yield { ...place, kind: 'empty-prompt' };
  if (split?.of === 'previous' && !scope.hasPrevious) yield { ...place, kind: 'split-without-previous' };
  for (const problem of findTemplateProblems(prompt, scope)) yield { ...place, kind: 'template', problem };
}

/** What the prompt of a step may refer to. */
export function scopeOfStep({ variables, stages }: Omit<Judged, 'name'>, place: StepPlace): TemplateScope {
  const namesOf = (some: Judged['stages']): readonly string[] =>
    some.flatMap(({ steps }) => steps.map(({ name }) => name));
  return {
    variables: variables.map(({ name }) => name),
    stepsBefore: namesOf(stages.slice(0, place.stage)),
    otherSteps: namesOf(stages.slice(place.stage)),
    isSplit: stages[place.stage]?.steps[place.step]?.split !== undefined,
    hasPrevious: place.stage > 0,
  };
}

function* problemsOfSteps(pipeline: Judged): Generator<PipelineProblem> {
  const seen = new Set<string>();
  for (const [stage, { steps }] of pipeline.stages.entries()) {
    for (const [index, step] of steps.entries()) {
      const place = { stage, step: index };
      if (seen.has(step.name)) yield { ...place, kind: 'duplicate-step', name: step.name };
      seen.add(step.name);
      yield* problemsOfStep(step, place, scopeOfStep(pipeline, place));
    }
  }
}

/**
 * Everything that keeps a pipeline from running, or nothing. Of one that is far too large only that is said, so that an import of
 * ten thousand steps is answered at once.
 */
export function findPipelineProblems(pipeline: Judged): readonly PipelineProblem[] {
  const shape = [...problemsOfShape(pipeline)];
  if (shape.some(({ kind }) => kind.startsWith('too-many-'))) return shape;
  return [...shape, ...problemsOfVariables(pipeline), ...problemsOfSteps(pipeline)];
}
