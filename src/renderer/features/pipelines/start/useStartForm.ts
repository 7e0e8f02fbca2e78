import { useMemo, useState } from 'react';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import { newId } from '../../../../shared/ids.ts';
import type { LaneId, PipelineRunId } from '../../../../shared/ids.ts';
import type { Pipeline } from '../../../../shared/pipeline.ts';
import { findPipelineProblems } from '../../../../shared/pipelineProblems.ts';
import { errorInfoOf } from '../../../app/client.ts';
import type { OpenTab } from '../../../app/stores/tabsState.ts';
import { useWorkspace } from '../../../app/WorkspaceContext.ts';
import { useEstimate } from './useEstimate.ts';
import type { StartInput } from './useEstimate.ts';
import { useLanes } from './useLanes.ts';

interface StartFormOptions {
  readonly tab: OpenTab;
  /** The pipeline to begin with. */
  readonly first: Pipeline;
  /** The lane to begin with; null: the first. */
  readonly laneId: LaneId | null;
  /** Called when the run has started. */
  readonly onClose: () => void;
}

export type StartFormState = ReturnType<typeof useStartForm>;

const initialValues = ({ variables }: Pipeline): Readonly<Record<string, string>> =>
  Object.fromEntries(variables.map(({ name, initial }) => [name, initial]));

/** What is filled in, and the start itself. */
export function useStartForm({ tab, first, laneId, onClose }: StartFormOptions) {
  const { client, keeper, commands } = useWorkspace();
  const lanes = useLanes(tab.conversationId);
  const [draft] = useState(() => keeper.draft(tab.id));
  const [files] = useState(() => keeper.draftFiles(tab.id));
  const [pipeline, setPipeline] = useState(first);
  const [input, setInput] = useState(draft);
  const [values, setValues] = useState(() => initialValues(first));
  const [wantedLane, setWantedLane] = useState(laneId);
  const [withFiles, setWithFiles] = useState(files.length > 0);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const [starting, setStarting] = useState(false);
  const lane = lanes.find(({ id }) => id === wantedLane) ?? lanes[0];
  const { conversationId } = tab;
  const asked = useMemo<StartInput | null>(
    () =>
      lane === undefined ? null : { conversationId, laneId: lane.id, pipeline, input, variables: values },
    [conversationId, input, lane, pipeline, values],
  );
  const broken = findPipelineProblems(pipeline).length > 0;
  const estimate = useEstimate(broken ? null : asked);
  const run = async () => {
    if (asked === null) return;
    setStarting(true);
    try {
      const attachments = withFiles && files.length > 0 ? { attachments: [...files] } : {};
      await client.request('pipelines.start', { ...asked, id: newId<PipelineRunId>(), ...attachments });
      onClose();
      // What the run was started with stands in the conversation now.
      if (input === draft) commands.run('composer.clear');
      commands.run('composer.focus');
    } catch (caught) {
      setStarting(false);
      setError(errorInfoOf(caught));
    }
  };
  return {
    lanes,
    lane,
    setWantedLane,
    pipeline,
    setPipeline,
    broken,
    input,
    setInput,
    values,
    setValues,
    files,
    withFiles,
    setWithFiles,
    estimate,
    starting,
    error,
    choose: (next: Pipeline) => {
      setPipeline(next);
      setValues(initialValues(next));
    },
    run,
  };
}
