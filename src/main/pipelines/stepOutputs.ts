/**
 * What the outputs of steps become for the steps after them. Decided here: the parts of a split text are joined in order with an
 * empty line between; `{{previous}}` of a stage with one step is its output, and of a fan-out every output under its step's name, so
 * that a reader can tell them apart. A skipped step has the empty output, and a fan-in says that it has none.
 */
import { stepValueName } from '../../shared/template.ts';

/** A step with what it has said. */
export interface StepOutput {
  readonly name: string;
  readonly text: string;
}

/** The output of a step out of those of its parts. A part that was skipped leaves no gap. */
export function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part.trim() !== '').join('\n\n');
}

/** What `{{previous}}` stands for after a stage. */
function previousOf(stage: readonly StepOutput[]): string {
  const [only] = stage;
  if (only !== undefined && stage.length === 1) return only.text;
  return stage
    .map(({ name, text }) => `[${name}]\n\n${text.trim() === '' ? '(no output)' : text}`)
    .join('\n\n');
}

/** What a run was started with. */
export interface Given {
  readonly input: string;
  readonly variables: Readonly<Record<string, string>>;
  /** The conversation above the run as text. */
  readonly conversation: string;
}

/** The values for the prompts of a stage. `earlier` holds the outputs of all stages before it, in order. */
export function valuesAfter(
  earlier: readonly (readonly StepOutput[])[],
  { input, variables, conversation }: Given,
): ReadonlyMap<string, string> {
  const last = earlier.at(-1);
  return new Map([
    ...Object.entries(variables),
    ['input', input],
    ['conversation', conversation],
    ...(last === undefined ? [] : [['previous', previousOf(last)] as const]),
    ...earlier.flat().map(({ name, text }) => [stepValueName(name), text] as const),
  ]);
}
