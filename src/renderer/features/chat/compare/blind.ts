/**
 * Blind mode: who answers is hidden everywhere in the tab, and the lanes stand in an order that chance has made, until the newest turn
 * is voted on. The vote reveals; the next prompt hides again and shuffles anew. Every part of the chat that would say a name, a place
 * or a price asks here first, and where votes are not known yet everything stays hidden.
 */
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { LaneId } from '../../../../shared/ids.ts';
import type { Vote } from '../../../../shared/vote.ts';
import { voteOn } from '../../../app/stores/votesStore.ts';
import { text } from '../../../app/text/text.ts';
import { useVotes } from '../../../app/WorkspaceContext.ts';
import { useConversation } from '../ChatContext.ts';
import type { ConversationState } from '../store/conversationState.ts';
import { latestTurn } from './turnReplies.ts';

/** Whether the conversation is in blind mode at all, revealed or not. */
export function isBlindMode({ settings, lanes }: Pick<ConversationState, 'settings' | 'lanes'>): boolean {
  return settings.view?.blind !== undefined && lanes.length > 1;
}

/** The vote on the newest turn, or undefined. */
export function latestVote(state: ConversationState, votes: readonly Vote[]): Vote | undefined {
  const turn = latestTurn(state);
  return turn === null
    ? undefined
    : voteOn(
        votes,
        turn.places.map(({ id }) => id),
      );
}

/** Whether names are hidden now. */
export function isHidden(state: ConversationState, votes: readonly Vote[]): boolean {
  return isBlindMode(state) && (state.sending || latestVote(state, votes) === undefined);
}

/** The name of a lane while names are hidden: `Answer A`. */
export function blindLabel({ settings, lanes }: Pick<ConversationState, 'settings' | 'lanes'>, id: LaneId) {
  const order = settings.view?.blind?.order ?? [];
  const later = lanes.map(({ lane }) => lane.id).filter((other) => !order.includes(other));
  return text.compare.blind.answer([...order, ...later].indexOf(id));
}

/** Whether names are hidden in this tab. */
export function useBlind(): boolean {
  const cast = useVotes((state) => state.votes);
  return useConversation((state) => isHidden(state, cast));
}

/** What to call a lane while names are hidden; null when its model may be named. */
export function useBlindLabel(laneId: LaneId): string | null {
  const cast = useVotes((state) => state.votes);
  return useConversation((state) => (isHidden(state, cast) ? blindLabel(state, laneId) : null));
}

/** Who wrote a reply, as far as that may be said in this lane. */
export function useAuthorName(laneId: LaneId, { model }: Pick<AssistantMessage, 'model'>): string {
  return useBlindLabel(laneId) ?? model.modelName;
}
