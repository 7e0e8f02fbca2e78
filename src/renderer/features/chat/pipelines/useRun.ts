import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { MessageId, PipelineRunId } from '../../../../shared/ids.ts';
import type { PipelineRun } from '../../../../shared/pipeline.ts';
import { useChat } from '../ChatContext.ts';
import { pipelineRunsOf } from './PipelineRuns.ts';
import type { PipelineRuns } from './PipelineRuns.ts';

/** The runs that this window knows. Keeps its identity. */
export function usePipelineRuns(): PipelineRuns {
  return pipelineRunsOf(useChat().store.client);
}

/** A run of the conversation in sight; undefined until it has been read. */
export function useRun(id: PipelineRunId): PipelineRun | undefined {
  const { store } = useChat();
  const runs = usePipelineRuns();
  useEffect(() => {
    runs.load(store.id);
  }, [runs, store.id]);
  return useStore(runs.state, (state) => state.runs.get(id));
}

/** Whether the step with this prompt is unfolded. */
export function useUnfolded(promptId: MessageId | null): boolean {
  return useStore(usePipelineRuns().state, ({ unfolded }) => promptId !== null && unfolded.has(promptId));
}
