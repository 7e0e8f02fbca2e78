import { useChat, useConversation } from '../ChatContext.ts';
import { laneInFocus } from '../lane/focusLane.ts';

/** Opens the tree for the lane that has the focus, or else for the first one. Null while nothing has been said. */
export function useOpenTree(): (() => void) | null {
  const { store, view } = useChat();
  const empty = useConversation(({ lanes }) => lanes.every(({ path }) => path.length === 0));
  if (empty) return null;
  return () => {
    const { lanes } = store.state.getState();
    const focused = laneInFocus();
    const lane = (lanes.find(({ lane: { id } }) => id === focused) ?? lanes[0])?.lane;
    if (lane !== undefined) view.setState({ tree: { laneId: lane.id } });
  };
}
