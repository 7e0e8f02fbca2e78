import type { ConversationView } from '../../../../shared/conversation.ts';
import { useCommand } from '../../../app/commands/useCommands.ts';
import { useChat, useConversation } from '../ChatContext.ts';
import { showLanes, viewOf } from '../store/laneDeeds.ts';
import { focusLaneSoon, laneInFocus } from './focusLane.ts';

/** What the palette and the keyboard can do with several lanes. With one lane none of it is offered. */
export function useLaneCommands(): void {
  const { store } = useChat();
  const several = useConversation((state) => state.lanes.length > 1);
  const lay = (layout: ConversationView['layout']) => () => void showLanes(store, { layout });

  const step = (by: 1 | -1) => () => {
    const state = store.state.getState();
    const view = viewOf(state);
    const ids = state.lanes.map(({ lane }) => lane.id);
    const inFocus = ids.findIndex((id) => id === laneInFocus());
    const large = Math.max(
      ids.findIndex((id) => id === view.focusedLaneId),
      0,
    );
    const from = view.layout === 'focus' ? large : inFocus;
    // From outside of the lanes the first step goes to the first one, or to the last.
    const to = from === -1 ? (by === 1 ? 0 : ids.length - 1) : (from + by + ids.length) % ids.length;
    const next = ids[to];
    if (next === undefined) return;
    if (view.layout === 'focus') void showLanes(store, { focusedLaneId: next });
    focusLaneSoon(next);
  };

  useCommand('layout.columns', lay('columns'), several);
  useCommand('layout.grid', lay('grid'), several);
  useCommand('layout.focus', lay('focus'), several);
  useCommand(
    'scrolling.toggle',
    () => {
      const { scrolling } = viewOf(store.state.getState());
      void showLanes(store, { scrolling: scrolling === 'synced' ? 'free' : 'synced' });
    },
    several,
  );
  useCommand('lane.next', step(1), several);
  useCommand('lane.previous', step(-1), several);
}
