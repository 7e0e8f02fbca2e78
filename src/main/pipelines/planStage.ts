/** Fills in the prompts of the calls that are to begin. Pure: what was said and who answers comes in. */
import { maxPromptLength } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import type { PipelineRun, PipelineStep, StepKey, StepRun } from '../../shared/pipeline.ts';
import { parseTemplate, renderedLength, renderTemplate } from '../../shared/template.ts';
import { pipelineLimits } from '../../shared/workspaceLimits.ts';
import { callsOf, callsToBegin, withParts } from './runState.ts';
import { splitText } from './splitText.ts';
import { joinParts, valuesAfter } from './stepOutputs.ts';
import type { StepOutput } from './stepOutputs.ts';

/** A call with the words of its prompt. */
export interface PlannedCall {
  readonly call: StepRun;
  readonly step: PipelineStep;
  readonly prompt: string;
}

/** The run with its split steps taken apart, and what is to begin. */
export interface StagePlan {
  readonly run: PipelineRun;
  readonly calls: readonly PlannedCall[];
}

/** What was said so far. */
export interface SaidSoFar {
  /** The words of a call that is done. */
  readonly textOf: (call: StepRun) => string;
  /** The conversation above the run as text. */
  readonly conversation: string;
}

/** Throws `internal`: a run and its pipeline are written together. */
export function stepOf({ pipeline }: Pick<PipelineRun, 'pipeline'>, key: StepKey): PipelineStep {
  const step = pipeline.stages[key.stage]?.steps[key.step];
  if (step === undefined)
    throw new AppError('internal', 'A run names a step that its pipeline does not have.');
  return step;
}

/** Whether the template asks for a value. */
export function asksFor(prompt: string, name: string): boolean {
  return parseTemplate(prompt).some((part) => part.kind === 'place' && part.name === name);
}

/** The outputs of one stage that is complete, step by step. */
function outputsOf(run: PipelineRun, stage: number, textOf: SaidSoFar['textOf']): readonly StepOutput[] {
  const { steps = [] } = run.pipeline.stages[stage] ?? {};
  const calls = callsOf(run, stage);
  return steps.map(({ name }, step) => {
    const own = calls.filter(({ key }) => key.step === step);
    return { name, text: joinParts(own.map((call) => (call.status === 'done' ? textOf(call) : ''))) };
  });
}

function assertPrompt(prompt: string, name: string): void {
  if (prompt.trim() !== '') return;
  throw new AppError('chat/empty-prompt', 'The prompt of a step is empty.', { details: { field: name } });
}

function assertLength(length: number, name: string): void {
  if (length <= maxPromptLength) return;
  throw new AppError('chat/prompt-too-large', 'The prompt of a step is too long.', {
    details: { limit: maxPromptLength, field: name },
  });
}

/** The text that a step is split over, in parts. Throws `pipeline/invalid` when there are too many. */
function partsOf(step: PipelineStep, values: ReadonlyMap<string, string>): readonly string[] | null {
  if (step.split === undefined) return null;
  const parts = splitText(values.get(step.split.of) ?? '', step.split.characters);
  if (parts.length <= pipelineLimits.parts) return parts;
  throw new AppError('pipeline/invalid', 'The text makes more parts than a step may have.', {
    details: { field: step.name, limit: pipelineLimits.parts },
  });
}

/**
 * What begins now; no call where nothing does. Throws `pipeline/invalid`, `chat/prompt-too-large` and `chat/empty-prompt`, with the
 * name of the step in `details.field`.
 */
export function planStage(run: PipelineRun, { textOf, conversation }: SaidSoFar): StagePlan {
  const stage = callsToBegin(run)[0]?.key.stage;
  if (stage === undefined) return { run, calls: [] };
  const earlier = Array.from({ length: stage }, (_, index) => outputsOf(run, index, textOf));
  const values = valuesAfter(earlier, { ...run, conversation });
  const texts = (run.pipeline.stages[stage]?.steps ?? []).map((step) => partsOf(step, values));
  const expanded = withParts(run, stage, (step) => texts[step]?.length ?? null);
  const calls = callsToBegin(expanded).map((call): PlannedCall => {
    const step = stepOf(run, call.key);
    const part = call.key.part === null ? undefined : texts[call.key.step]?.[call.key.part];
    const all = part === undefined ? values : new Map([...values, ['part', part]]);
    assertLength(renderedLength(step.prompt, all), step.name);
    const prompt = renderTemplate(step.prompt, all);
    assertPrompt(prompt, step.name);
    return { call, step, prompt };
  });
  return { run: expanded, calls };
}
