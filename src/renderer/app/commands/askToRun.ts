import type { LaneId } from '../../../shared/ids.ts';
import type { Pipeline } from '../../../shared/pipeline.ts';
import { activeTab } from '../stores/tabsStore.ts';
import type { Workspace } from '../Workspace.ts';

/** Asks what a run in the tab in sight needs to know. Without a pipeline, which one is asked too. */
export function askToRun({ tabs, view }: Workspace, pipeline: Pipeline | null): void {
  const tab = activeTab(tabs.getState());
  if (tab === null) return;
  const laneId = document.activeElement?.closest('[data-lane]')?.getAttribute('data-lane') ?? null;
  // The attribute is written from a lane's id alone.
  view.setState({ dialog: { kind: 'pipeline-run', tab, pipeline, laneId: laneId as LaneId | null } });
}
