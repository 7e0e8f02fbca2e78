/** Turning blind mode on and off, and voting. */
import type { ConversationView } from '../../../../shared/conversation.ts';
import { newId } from '../../../../shared/ids.ts';
import type { VoteId } from '../../../../shared/ids.ts';
import type { Vote } from '../../../../shared/vote.ts';
import type { ConversationStore } from '../store/ConversationStore.ts';
import { keepView, viewOf } from '../store/laneDeeds.ts';
import { shuffled } from './blindOrder.ts';
import type { LaneReply } from './turnReplies.ts';

/** Hides who answers, and shuffles the lanes; also done again before every new turn. */
export async function hideNames(store: ConversationStore): Promise<void> {
  const state = store.state.getState();
  const order = shuffled(state.lanes.map(({ lane }) => lane.id));
  await keepView(store, { ...viewOf(state), blind: { order } });
}

/** Ends blind mode: the lanes stand in their own order again. */
export async function showNames(store: ConversationStore): Promise<void> {
  const { layout, scrolling, focusedLaneId } = viewOf(store.state.getState());
  const view: ConversationView = {
    layout,
    scrolling,
    ...(focusedLaneId === undefined ? {} : { focusedLaneId }),
  };
  const kept = keepView(store, view);
  store.change((state) => ({
    ...state,
    lanes: state.lanes.toSorted((a, b) => a.lane.position - b.lane.position),
  }));
  await kept;
}

/** What can be said of the replies to a turn. */
export type Verdict = Vote['verdict'];

/** The vote that says this of these replies. With `earlier` it is that vote, changed. */
export function voteFor(
  replies: readonly LaneReply[],
  verdict: Verdict,
  { tag, earlier, now }: { readonly tag: string; readonly earlier: Vote | undefined; readonly now: number },
): Vote | null {
  const [first] = replies;
  if (first === undefined) return null;
  return {
    id: earlier?.id ?? newId<VoteId>(),
    conversationId: first.reply.conversationId,
    turnId: first.reply.turnId,
    replies: replies.map(({ reply }) => ({ messageId: reply.id, model: reply.model })),
    verdict,
    tag,
    createdAt: earlier?.createdAt ?? now,
  };
}
