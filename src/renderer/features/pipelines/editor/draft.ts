/**
 * A pipeline while it is edited, and every change of it as a pure function. Stages, steps and variables carry a key, so that a
 * row keeps its element, and with it the focus, wherever it is moved. A stage that loses its last step goes with it.
 */
import type { Pipeline, PipelineStep } from '../../../../shared/pipeline.ts';
import { newId } from '../../../../shared/ids.ts';
import type { PipelineId } from '../../../../shared/ids.ts';
import { pipelineLimits } from '../../../../shared/workspaceLimits.ts';
import { text } from '../../../app/text/text.ts';

export type Variable = Pipeline['variables'][number];

export interface DraftStep {
  readonly key: string;
  readonly step: PipelineStep;
}

export interface DraftStage {
  readonly key: string;
  readonly steps: readonly DraftStep[];
}

export interface DraftVariable {
  readonly key: string;
  readonly variable: Variable;
}

export interface PipelineDraft {
  readonly id: PipelineId;
  readonly name: string;
  readonly description: string;
  readonly variables: readonly DraftVariable[];
  readonly stages: readonly DraftStage[];
}

const newKey = (): string => newId<PipelineId>();

/** The draft of a pipeline that exists. */
export function draftOf({ id, name, description, variables, stages }: Pipeline): PipelineDraft {
  return {
    id,
    name,
    description,
    variables: variables.map((variable) => ({ key: newKey(), variable })),
    stages: stages.map(({ steps }) => ({
      key: newKey(),
      steps: steps.map((step) => ({ key: newKey(), step })),
    })),
  };
}

/** The pipeline that a draft stands for, whatever is wrong with it. */
export function pipelineOf(draft: PipelineDraft, updatedAt: number): Pipeline {
  return {
    id: draft.id,
    name: draft.name.trim(),
    description: draft.description,
    variables: draft.variables.map(({ variable }) => variable),
    stages: draft.stages.map(({ steps }) => ({ steps: steps.map(({ step }) => step) })),
    updatedAt,
  };
}

/** A pipeline that differs from another one only by its id and its name. */
export function copyOf(pipeline: Pipeline, name: string, updatedAt: number): Pipeline {
  return { ...structuredClone(pipeline), id: newId<PipelineId>(), name: name.slice(0, 200), updatedAt };
}

/** How many steps there are in all. */
export function countSteps({ stages }: Pick<PipelineDraft, 'stages'>): number {
  return stages.reduce((sum, { steps }) => sum + steps.length, 0);
}

/** A name that no step has yet. */
function freeName(draft: PipelineDraft, wanted: (position: number) => string): string {
  const names = new Set(draft.stages.flatMap(({ steps }) => steps.map(({ step }) => step.name)));
  let position = countSteps(draft) + 1;
  while (names.has(wanted(position))) position += 1;
  return wanted(position);
}

function newStep(draft: PipelineDraft, prompt: string): DraftStep {
  return {
    key: newKey(),
    step: { name: freeName(draft, text.pipelines.editor.newStep), prompt, model: null },
  };
}

/** An empty pipeline with its first step. */
export function newDraft(): PipelineDraft {
  const empty = { id: newId<PipelineId>(), name: '', description: '', variables: [], stages: [] };
  return addStage(empty);
}

/** Adds a stage with one step at the end. */
export function addStage(draft: PipelineDraft): PipelineDraft {
  const step = newStep(draft, draft.stages.length === 0 ? '{{input}}' : '{{previous}}');
  return { ...draft, stages: [...draft.stages, { key: newKey(), steps: [step] }] };
}

/** Adds a step that runs beside those of a stage. */
export function addBeside(draft: PipelineDraft, stage: number): PipelineDraft {
  const step = newStep(draft, stage === 0 ? '{{input}}' : '{{previous}}');
  return withSteps(draft, stage, (steps) => [...steps, step]);
}

export const canAddStage = (draft: PipelineDraft): boolean =>
  draft.stages.length < pipelineLimits.stages && countSteps(draft) < pipelineLimits.steps;

/** Whether one more step fits beside those of a stage, apart from the limit of all steps together. */
const hasRoom = (draft: PipelineDraft, stage: number): boolean =>
  (draft.stages[stage]?.steps.length ?? pipelineLimits.stepsOfStage) < pipelineLimits.stepsOfStage;

export const canAddBeside = (draft: PipelineDraft, stage: number): boolean =>
  hasRoom(draft, stage) && countSteps(draft) < pipelineLimits.steps;

export const canJoinAbove = (draft: PipelineDraft, stage: number): boolean =>
  stage > 0 && hasRoom(draft, stage - 1);

export const canStandAlone = (draft: PipelineDraft, stage: number): boolean =>
  (draft.stages[stage]?.steps.length ?? 0) > 1 && draft.stages.length < pipelineLimits.stages;

function withSteps(
  draft: PipelineDraft,
  stage: number,
  change: (steps: readonly DraftStep[]) => readonly DraftStep[],
): PipelineDraft {
  const stages = draft.stages
    .map((known, index) => (index === stage ? { ...known, steps: change(known.steps) } : known))
    .filter(({ steps }) => steps.length > 0);
  return { ...draft, stages };
}

/** Where a step stands: its stage and its place in it; null when it is gone. */
export function placeOf(draft: PipelineDraft, key: string): { stage: number; step: number } | null {
  for (const [stage, { steps }] of draft.stages.entries()) {
    const step = steps.findIndex((known) => known.key === key);
    if (step >= 0) return { stage, step };
  }
  return null;
}

/** Replaces one step. */
export function changeStep(draft: PipelineDraft, key: string, step: PipelineStep): PipelineDraft {
  const place = placeOf(draft, key);
  if (place === null) return draft;
  return withSteps(draft, place.stage, (steps) =>
    steps.map((known) => (known.key === key ? { ...known, step } : known)),
  );
}

/** Takes a step out. */
export function removeStep(draft: PipelineDraft, key: string): PipelineDraft {
  const place = placeOf(draft, key);
  if (place === null) return draft;
  return withSteps(draft, place.stage, (steps) => steps.filter((known) => known.key !== key));
}

/** Puts a copy of a step beside it. */
export function duplicateStep(draft: PipelineDraft, key: string): PipelineDraft {
  const place = placeOf(draft, key);
  const original = place === null ? undefined : draft.stages[place.stage]?.steps[place.step];
  if (place === null || original === undefined) return draft;
  const name = freeName(draft, (position) => `${original.step.name.slice(0, 55)} ${String(position)}`);
  const copy = { key: newKey(), step: { ...original.step, name } };
  return withSteps(draft, place.stage, (steps) => steps.toSpliced(place.step + 1, 0, copy));
}

/** Lets two neighbouring stages take each other's place. Does nothing at the ends. */
export function moveStage(draft: PipelineDraft, stage: number, by: 1 | -1): PipelineDraft {
  const moved = draft.stages[stage];
  const other = draft.stages[stage + by];
  if (moved === undefined || other === undefined) return draft;
  return { ...draft, stages: draft.stages.with(stage, other).with(stage + by, moved) };
}

/** Lets a step run beside those of the stage above. */
export function joinAbove(draft: PipelineDraft, key: string): PipelineDraft {
  const place = placeOf(draft, key);
  const step = place === null ? undefined : draft.stages[place.stage]?.steps[place.step];
  if (place === null || step === undefined || place.stage === 0) return draft;
  const joined = withSteps(draft, place.stage - 1, (steps) => [...steps, step]);
  return withSteps(joined, place.stage, (steps) => steps.filter((known) => known.key !== key));
}

/** Lets a step run after the others of its stage, on its own. */
export function standAlone(draft: PipelineDraft, key: string): PipelineDraft {
  const place = placeOf(draft, key);
  const stage = place === null ? undefined : draft.stages[place.stage];
  const step = place === null ? undefined : stage?.steps[place.step];
  if (place === null || stage === undefined || step === undefined || stage.steps.length < 2) return draft;
  const rest = { ...stage, steps: stage.steps.filter((known) => known.key !== key) };
  return { ...draft, stages: draft.stages.toSpliced(place.stage, 1, rest, { key: newKey(), steps: [step] }) };
}

/** Adds a variable without a name. */
export function addVariable(draft: PipelineDraft): PipelineDraft {
  const variable = { name: '', label: '', initial: '' };
  return { ...draft, variables: [...draft.variables, { key: newKey(), variable }] };
}

/** Replaces one variable. */
export function changeVariable(draft: PipelineDraft, key: string, variable: Variable): PipelineDraft {
  return {
    ...draft,
    variables: draft.variables.map((known) => (known.key === key ? { ...known, variable } : known)),
  };
}

/** Takes a variable out. */
export function removeVariable(draft: PipelineDraft, key: string): PipelineDraft {
  return { ...draft, variables: draft.variables.filter((known) => known.key !== key) };
}
