/**
 * What a run would take, before it begins. What is known is counted (the input, the variables, the conversation above, the words of the
 * templates); what earlier steps will say is taken to be an answer of the usual length.
 */
import type { Connection } from '../../shared/connection.ts';
import type { Lane } from '../../shared/conversation.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import type { RouteOutput } from '../../shared/ipc/routes.ts';
import type { Parameters } from '../../shared/parameters.ts';
import type { Pipeline, PipelineStep } from '../../shared/pipeline.ts';
import { parseTemplate, stepValueName } from '../../shared/template.ts';
import { pipelineLimits } from '../../shared/workspaceLimits.ts';
import { splitText } from './splitText.ts';
import { callUsd, expectedOutput } from './stageCost.ts';
import type { CostingOptions } from './stageCost.ts';
import { chosenModel } from './stepModels.ts';
import type { Given } from './stepOutputs.ts';

/** A run that is planned. */
export interface PlannedRun extends Given {
  readonly pipeline: Pipeline;
  readonly lane: Lane;
  readonly connections: ReadonlyMap<ConnectionId, Connection>;
  /** What holds for a step: its own parameters over those of the lane and the conversation. */
  readonly parametersOf: (step: PipelineStep) => Parameters;
}

export interface EstimateOptions extends CostingOptions {
  readonly modelName: (connection: Connection, modelId: string) => string;
}

type Estimate = RouteOutput<'pipelines.estimate'>;
type StepEstimate = Estimate['steps'][number];

/** How many calls a step makes, and how many tokens their prompts have together. */
interface StepSize {
  readonly calls: number;
  readonly promptTokens: number;
}

/** Characters in one token, roughly: for texts that are not there yet. */
const charactersPerToken = 4;

async function knownSizes({ input, variables, conversation }: Given, count: CostingOptions['countTokens']) {
  const texts = Object.entries({ ...variables, input, conversation });
  return new Map(await Promise.all(texts.map(async ([name, text]) => [name, await count(text)] as const)));
}

async function sizeOf(
  step: PipelineStep,
  {
    input,
    sizes,
    count,
  }: { input: string; sizes: ReadonlyMap<string, number>; count: CostingOptions['countTokens'] },
): Promise<StepSize> {
  const { prompt, split } = step;
  const parts = parseTemplate(prompt);
  const written = await count(parts.map((part) => (part.kind === 'place' ? '' : part.text)).join(''));
  const names = parts.flatMap((part) => (part.kind === 'place' ? [part.name] : []));
  const whole = split === undefined ? 0 : (sizes.get(split.of) ?? 0);
  const calls = Math.min(pipelineLimits.parts, callsOf(split, input, whole));
  const values = names.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
  const ofParts = names.filter((name) => name === 'part').length * whole;
  return { calls, promptTokens: calls * (written + values) + ofParts };
}

function callsOf(split: PipelineStep['split'], input: string, tokens: number): number {
  if (split === undefined) return 1;
  if (split.of === 'input') return splitText(input, split.characters).length;
  return Math.max(1, Math.ceil((tokens * charactersPerToken) / split.characters));
}

/** The price of one step with what it is called, and the connection that would be asked. */
async function estimateStep(
  step: PipelineStep,
  { calls, promptTokens }: StepSize,
  run: PlannedRun,
  options: EstimateOptions,
): Promise<Omit<StepEstimate, 'key'> & { readonly connectionId: ConnectionId | null }> {
  const { name } = step;
  const unknown = { name, modelName: null, connectionName: null, usd: null, connectionId: null };
  const model = chosenModel(null, step, run.lane);
  if (model === null) return { ...unknown, problem: 'no-model' };
  const connection = run.connections.get(model.connectionId);
  if (connection === undefined) return { ...unknown, modelName: model.modelId, problem: 'connection-gone' };
  const usd = await callUsd(
    {
      connection,
      modelId: model.modelId,
      promptTokens: Math.ceil(promptTokens / calls),
      parameters: run.parametersOf(step),
    },
    options,
  );
  return {
    name,
    modelName: options.modelName(connection, model.modelId),
    connectionName: connection.name,
    usd: usd === null ? null : usd * calls,
    problem: null,
    connectionId: connection.id,
  };
}

/** Estimates every step, and where all of them together stand with the budgets. Changes nothing. */
export async function estimateRun(run: PlannedRun, options: EstimateOptions): Promise<Estimate> {
  const { pipeline, lane, input } = run;
  const { countTokens: count, standing } = options;
  const sizes = await knownSizes(run, count);
  const steps: (StepEstimate & { readonly connectionId: ConnectionId | null })[] = [];
  for (const [stage, { steps: ofStage }] of pipeline.stages.entries()) {
    let previous = 0;
    const said: (readonly [string, number])[] = [];
    for (const [index, step] of ofStage.entries()) {
      const size = await sizeOf(step, { input, sizes, count });
      const key = { stage, step: index, part: null };
      steps.push({ key, ...(await estimateStep(step, size, run, options)) });
      const output = size.calls * expectedOutput(run.parametersOf(step));
      previous += output;
      said.push([stepValueName(step.name), output]);
    }
    for (const [name, tokens] of [...said, ['previous', previous] as const]) sizes.set(name, tokens);
  }
  const known = steps.flatMap(({ usd }) => (usd === null ? [] : [usd]));
  return {
    steps: steps.map(({ connectionId: _connectionId, ...step }) => step),
    totalUsd: known.length === 0 ? null : known.reduce((sum, usd) => sum + usd, 0),
    budget: await standing({
      conversationId: lane.conversationId,
      lanes: steps.flatMap(({ connectionId, usd }) =>
        connectionId === null ? [] : [{ connectionId, estimateUsd: usd }],
      ),
    }),
  };
}
