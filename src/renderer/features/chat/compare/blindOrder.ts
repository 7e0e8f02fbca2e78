/** The order in which lanes stand while a conversation is in blind mode. */
import type { LaneId } from '../../../../shared/ids.ts';
import type { ConversationState } from '../store/conversationState.ts';

/** A whole number from 0 up to `below`, every one as likely: numbers of the last, incomplete round are thrown away. */
function randomBelow(below: number): number {
  const range = 2 ** 32;
  const limit = range - (range % below);
  const drawn = new Uint32Array(1);
  for (;;) {
    crypto.getRandomValues(drawn);
    const [value = 0] = drawn;
    if (value < limit) return value % below;
  }
}

/** A fair shuffle (Fisher and Yates). `draw` gives a whole number from 0 up to its argument. */
export function shuffled<T>(items: readonly T[], draw: (below: number) => number = randomBelow): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const chosen = draw(last + 1);
    const [a, b] = [result[last], result[chosen]];
    if (a === undefined || b === undefined) continue;
    result[last] = b;
    result[chosen] = a;
  }
  return result;
}

/** Puts the lanes where blind mode wants them; without it, and where they stand there already, nothing changes. */
export function inBlindOrder(state: ConversationState): ConversationState {
  const order: readonly LaneId[] | undefined = state.settings.view?.blind?.order;
  if (order === undefined) return state;
  const place = (id: LaneId) => (order.includes(id) ? order.indexOf(id) : order.length);
  const lanes = state.lanes.toSorted((a, b) => place(a.lane.id) - place(b.lane.id));
  return lanes.every((view, index) => view === state.lanes[index]) ? state : { ...state, lanes };
}
