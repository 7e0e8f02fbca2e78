/**
 * Who gets the next prompt. Kept as the lanes that are left out, so that a lane that comes answers like the others, and never
 * as nobody: the last one that answers cannot be left out, and where only the left-out are still there all of them answer.
 */
import type { LaneId } from '../../../../shared/ids.ts';
import type { ConversationState, LaneView } from './conversationState.ts';

/** The lanes that the next prompt goes to, in their order on the screen. Empty only where there is no lane. */
export function targetedLanes({
  lanes,
  skipped,
}: Pick<ConversationState, 'lanes' | 'skipped'>): readonly LaneView[] {
  if (skipped.size === 0) return lanes;
  const targeted = lanes.filter(({ lane }) => !skipped.has(lane.id));
  return targeted.length === 0 ? lanes : targeted;
}

/** Leaves a lane out of the next prompt, or takes it in again. The last one that answers stays. */
export function toggleTarget(state: ConversationState, laneId: LaneId): ConversationState {
  const answering = targetedLanes(state).map(({ lane }) => lane.id);
  const on = answering.includes(laneId);
  if (on && answering.length === 1) return state;
  const next = new Set(on ? answering.filter((id) => id !== laneId) : [...answering, laneId]);
  const skipped = state.lanes.map(({ lane }) => lane.id).filter((id) => !next.has(id));
  return { ...state, skipped: new Set(skipped) };
}

/** Lets one lane alone answer. */
export function targetOnly(state: ConversationState, laneId: LaneId): ConversationState {
  const others = state.lanes.map(({ lane }) => lane.id).filter((id) => id !== laneId);
  return { ...state, skipped: new Set(others) };
}

/** Lets all lanes answer. */
export function targetAll(state: ConversationState): ConversationState {
  return state.skipped.size === 0 ? state : { ...state, skipped: new Set() };
}
