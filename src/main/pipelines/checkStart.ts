import { maxPromptLength } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import type { RouteParsedInput } from '../../shared/ipc/routes.ts';
import type { Pipeline } from '../../shared/pipeline.ts';
import { findPipelineProblems } from '../../shared/pipelineProblems.ts';
import type { PipelineProblem } from '../../shared/pipelineProblems.ts';

/** The step or the variable that a problem is about, where it is about one. */
function subjectOf(problem: PipelineProblem, { stages, variables }: Pipeline): string | undefined {
  if ('variable' in problem) return variables[problem.variable]?.name;
  return 'step' in problem ? stages[problem.stage]?.steps[problem.step]?.name : undefined;
}

/** Throws `pipeline/invalid`; `details.field` names the step or the variable. */
export function assertSound(pipeline: Pipeline): void {
  const [problem] = findPipelineProblems(pipeline);
  if (problem === undefined) return;
  const field = subjectOf(problem, pipeline);
  throw new AppError('pipeline/invalid', `The pipeline cannot run: ${problem.kind}.`, {
    details: field === undefined ? {} : { field },
  });
}

/** Throws `chat/empty-prompt` and `chat/prompt-too-large`. Files may stand alone. */
export function assertInput({ input, attachments = [] }: RouteParsedInput<'pipelines.start'>): void {
  if (input.trim() === '' && attachments.length === 0) {
    throw new AppError('chat/empty-prompt', 'The input is empty.');
  }
  if (input.length <= maxPromptLength) return;
  throw new AppError('chat/prompt-too-large', 'The input is too long.', {
    details: { limit: maxPromptLength },
  });
}

/** The values of the pipeline's own variables. Throws `pipeline/variable-missing`; `details.field` names it. */
export function variablesFor(
  { variables }: Pipeline,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    variables.map(({ name }) => {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      if (value !== undefined) return [name, value];
      throw new AppError('pipeline/variable-missing', 'A variable has no value.', {
        details: { field: name },
      });
    }),
  );
}
