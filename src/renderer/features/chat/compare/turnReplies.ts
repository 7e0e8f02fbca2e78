/**
 * The replies to one turn that are in sight, for what compares them. Which messages they are depends on the lanes alone, so it is
 * worked out once for every state of the lanes and costs a growing reply nothing.
 */
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { LaneId, MessageId, TurnId } from '../../../../shared/ids.ts';
import type { ConversationState } from '../store/conversationState.ts';
import { messageOf } from '../store/conversationState.ts';

/** Where a reply stands: the first lane that shows it, where lanes share a path. */
export interface ReplyPlace {
  readonly laneId: LaneId;
  readonly id: MessageId;
}

/** A reply and the lane that shows it. */
export interface LaneReply {
  readonly laneId: LaneId;
  readonly reply: AssistantMessage;
}

export interface Turn {
  readonly id: TurnId;
  readonly places: readonly ReplyPlace[];
}

/** Messages at the end of a path among which the newest turn is looked for. */
const lookedAt = 40;

/** The turns among the loaded messages, oldest first. `last`: only among so many messages at the end of each path. */
function turnsOf(state: ConversationState, last: number): readonly Turn[] {
  const turns = new Map<TurnId, Map<MessageId, LaneId>>();
  for (const { lane, path } of state.lanes) {
    for (const { id } of path.slice(-last)) {
      const message = messageOf(state, id);
      if (message?.role !== 'assistant') continue;
      const places = turns.get(message.turnId) ?? new Map<MessageId, LaneId>();
      if (!places.has(id)) places.set(id, lane.id);
      turns.set(message.turnId, places);
    }
  }
  // Ids sort by the time at which they were made.
  return [...turns]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, places]) => ({
      id,
      places: [...places].map(([replyId, laneId]) => ({ laneId, id: replyId })),
    }));
}

const latest = new WeakMap<ConversationState['lanes'], Turn | null>();

/** The newest turn that at least two replies in sight have answered. */
export function latestTurn(state: ConversationState): Turn | null {
  const known = latest.get(state.lanes);
  if (known !== undefined) return known;
  const found = turnsOf(state, lookedAt).findLast(({ places }) => places.length > 1) ?? null;
  latest.set(state.lanes, found);
  return found;
}

/** The turn with this id, as far as it is loaded. */
export function turnOf(state: ConversationState, id: TurnId): Turn | null {
  const newest = latestTurn(state);
  if (newest?.id === id) return newest;
  return turnsOf(state, Infinity).find((turn) => turn.id === id) ?? null;
}

/** The replies to a turn as they are now, in the order of the lanes. */
export function repliesTo(state: ConversationState, turn: Turn | null): readonly LaneReply[] {
  return (turn?.places ?? []).flatMap(({ laneId, id }) => {
    const reply = messageOf(state, id);
    return reply?.role === 'assistant' ? [{ laneId, reply }] : [];
  });
}

/** Whether no reply to the turn streams any more. */
export function hasEnded(state: ConversationState, turn: Turn | null): boolean {
  return turn?.places.every(({ id }) => !state.live.has(id)) ?? true;
}
