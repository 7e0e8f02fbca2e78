/**
 * What a pipeline means, as simply as it can be said: one stage after the other, its steps and their parts in order, each output
 * taken as it comes. The engine, whatever is stopped, fails, is tried again or cut off by the end of the app, must come to the same.
 */
import type { Pipeline } from '../../../shared/pipeline.ts';
import { renderTemplate } from '../../../shared/template.ts';
import { splitText } from '../splitText.ts';
import { joinParts, valuesAfter } from '../stepOutputs.ts';
import type { Given, StepOutput } from '../stepOutputs.ts';

/** One call as it was made. `part` is null where the step runs once. */
export interface InterpretedCall {
  readonly stage: number;
  readonly step: string;
  readonly part: number | null;
  readonly prompt: string;
  readonly output: string;
}

/** Answers a call. The empty string stands for a step that is skipped. */
export type Answer = (call: Omit<InterpretedCall, 'output'>) => string;

/** All calls of a run in order; those of the last stage are its result. */
export function interpret(pipeline: Pipeline, given: Given, answer: Answer): readonly InterpretedCall[] {
  const calls: InterpretedCall[] = [];
  const outputs: StepOutput[][] = [];
  for (const [stage, { steps }] of pipeline.stages.entries()) {
    const values = valuesAfter(outputs, given);
    outputs.push(
      steps.map(({ name, prompt, split }) => {
        const parts = split === undefined ? [null] : splitText(values.get(split.of) ?? '', split.characters);
        const said = parts.map((text, index) => {
          const call = {
            stage,
            step: name,
            part: text === null ? null : index,
            prompt: renderTemplate(prompt, text === null ? values : new Map([...values, ['part', text]])),
          };
          const output = answer(call);
          calls.push({ ...call, output });
          return output;
        });
        return { name, text: joinParts(said) };
      }),
    );
  }
  return calls;
}
