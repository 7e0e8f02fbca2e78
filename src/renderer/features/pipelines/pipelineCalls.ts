/** What a pipeline would call: each model once, in the order of the steps. */
import type { Connection } from '../../../shared/connection.ts';
import type { Pipeline, StepModel } from '../../../shared/pipeline.ts';
import { modelWords } from '../../app/models/useModelName.ts';
import type { ModelsState } from '../../app/stores/modelsStore.ts';
import { text } from '../../app/text/text.ts';

export interface PipelineCall {
  readonly key: string;
  readonly words: string;
  /** The connection is not there. */
  readonly missing: boolean;
}

function callOf(
  model: StepModel | null,
  connections: readonly Connection[],
  lists: ModelsState['lists'],
): PipelineCall {
  const words = text.pipelines.imported;
  if (model === null) return { key: '', words: words.laneModel, missing: false };
  const named = modelWords(model, connections, lists);
  const key = `${model.connectionId} ${model.modelId}`;
  return named.connection === null
    ? { key, words: words.missing(named.model), missing: true }
    : { key, words: words.model(named.model, named.connection), missing: false };
}

export function pipelineCalls(
  { stages }: Pick<Pipeline, 'stages'>,
  connections: readonly Connection[],
  lists: ModelsState['lists'],
): readonly PipelineCall[] {
  const calls = new Map<string, PipelineCall>();
  for (const { steps } of stages) {
    for (const { model } of steps) {
      const call = callOf(model, connections, lists);
      calls.set(call.key, call);
    }
  }
  return [...calls.values()];
}
