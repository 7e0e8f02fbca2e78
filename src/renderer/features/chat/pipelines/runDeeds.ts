/** What a person can do with a run. Why main refuses stands above the composer, like everything that is refused in a chat. */
import type { PipelineRunId } from '../../../../shared/ids.ts';
import type { PipelineRun, StepKey, StepModel } from '../../../../shared/pipeline.ts';
import type { ConversationStore } from '../store/ConversationStore.ts';
import { pipelineRunsOf } from './PipelineRuns.ts';

/** One call of a run. */
export interface RunStep {
  readonly runId: PipelineRunId;
  readonly key: StepKey;
}

function carryOut(store: ConversationStore, deed: () => Promise<PipelineRun>): Promise<boolean> {
  return store.attempt(async () => {
    pipelineRunsOf(store.client).take([await deed()]);
    store.dismissNotice();
  });
}

export const stopRun = (store: ConversationStore, runId: PipelineRunId): Promise<boolean> =>
  carryOut(store, () => store.client.request('pipelines.stop', { runId }));

export const resumeRun = (store: ConversationStore, runId: PipelineRunId): Promise<boolean> =>
  carryOut(store, () => store.client.request('pipelines.resume', { runId }));

/** Asks a step again; with `model`, another one than before. */
export const retryStep = (
  store: ConversationStore,
  step: RunStep,
  model: StepModel | null,
): Promise<boolean> => carryOut(store, () => store.client.request('pipelines.retry', { ...step, model }));

export const skipStep = (store: ConversationStore, step: RunStep): Promise<boolean> =>
  carryOut(store, () => store.client.request('pipelines.skip', step));

/** Puts other words in the place of what a step has said. */
export const editOutput = (store: ConversationStore, step: RunStep, text: string): Promise<boolean> =>
  carryOut(store, () => store.client.request('pipelines.editOutput', { ...step, text }));
