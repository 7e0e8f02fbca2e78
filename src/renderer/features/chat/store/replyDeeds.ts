/** What a person can ask about a reply that is there: another try, other words for its prompt, more of it, or nothing more. */
import type { LaneId, MessageId, TurnId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { ConversationStore, ModelChoice } from './ConversationStore.ts';
import { refuseEmpty } from './refuseEmpty.ts';

/** Asks again for a reply; with `choice`, from another model. */
export const retryReply = (
  store: ConversationStore,
  laneId: LaneId,
  messageId: MessageId,
  choice: ModelChoice | null = null,
): Promise<boolean> => store.move(() => store.client.request('chat.retry', { laneId, messageId, choice }));

/** Sends an earlier prompt with other words and the same files. The first stays as a branch beside it. */
export async function editPrompt(
  store: ConversationStore,
  laneId: LaneId,
  messageId: MessageId,
  text: string,
): Promise<boolean> {
  if (refuseEmpty(store, messageId, text)) return false;
  const turnId = newId<TurnId>();
  return store.move(() => store.client.request('chat.editPrompt', { laneId, messageId, turnId, text }));
}

/** Goes on with a reply that was cut. */
export const continueReply = (
  store: ConversationStore,
  laneId: LaneId,
  messageId: MessageId,
): Promise<boolean> => store.move(() => store.client.request('chat.continue', { laneId, messageId }));

/** Accepts an interrupted reply as it is. */
export const keepReply = (store: ConversationStore, messageId: MessageId): Promise<boolean> =>
  store.attempt(() => store.client.request('chat.keep', { messageId }));
