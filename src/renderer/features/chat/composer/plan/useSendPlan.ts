import { useEffect, useMemo } from 'react';
import type { RefObject } from 'react';
import { useStore } from 'zustand';
import { systemClock } from '../../../../../shared/clock.ts';
import { useWorkspace } from '../../../../app/WorkspaceContext.ts';
import { useChat } from '../../ChatContext.ts';
import type { FileDraft } from '../../files/FileDraft.ts';
import type { ConversationStore } from '../../store/ConversationStore.ts';
import { targetedLanes } from '../../store/targets.ts';
import type { PlanQuestion, SendPlan } from './SendPlanner.ts';
import { SendPlanner } from './SendPlanner.ts';

/** What would be sent at this moment, or null when there is nothing to ask about. */
function question(store: ConversationStore, text: string, files: FileDraft): PlanQuestion | null {
  const lanes = targetedLanes(store.state.getState());
  const attachments = [...files.files];
  const blank = text.trim() === '' && attachments.length === 0;
  if (blank && lanes.every(({ path }) => path.length === 0)) return null;
  if (lanes.length === 0 || lanes.some(({ lane }) => lane.modelId === null)) return null;
  return { conversationId: store.id, laneIds: lanes.map(({ lane }) => lane.id), text, attachments };
}

/**
 * What a send of the tab's prompt would take, kept up to date, and the function to be called when the text has changed.
 * `readText` is called only when main is asked.
 */
export function useSendPlan(
  files: FileDraft,
  readText: RefObject<() => string>,
): { readonly plan: SendPlan; readonly noteChange: () => void } {
  const { store } = useChat();
  const { client, settings } = useWorkspace();
  const planner = useMemo(
    () =>
      new SendPlanner({
        client,
        clock: systemClock,
        read: () => question(store, readText.current(), files),
      }),
    [client, files, readText, store],
  );
  useEffect(() => {
    // Not at once: main would read and count a long conversation while it is being drawn.
    planner.touch();
    const stops = [
      files.subscribe(() => {
        planner.touch('now');
      }),
      settings.subscribe((now, before) => {
        if (now.settings.budgets !== before.settings.budgets) planner.touch();
      }),
      store.state.subscribe((now, before) => {
        const same =
          now.lanes === before.lanes &&
          now.skipped === before.skipped &&
          now.settings === before.settings &&
          now.live.size === before.live.size;
        if (!same) planner.touch();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      planner.stop();
    };
  }, [files, planner, settings, store]);
  const noteChange = useMemo(
    () => () => {
      planner.touch();
    },
    [planner],
  );
  return { plan: useStore(planner.plan), noteChange };
}
