import type { MessageId } from '../../../../shared/ids.ts';
import type { ConversationStore } from './ConversationStore.ts';
import { messageOf } from './conversationState.ts';
import { emptyInfo } from './refusals.ts';

/** A message without words says nothing, unless files go with it: then the notice says so, and the answer is true. */
export function refuseEmpty(store: ConversationStore, messageId: MessageId, text: string): boolean {
  const message = messageOf(store.state.getState(), messageId);
  const hasFiles = message?.role === 'user' && (message.attachments?.length ?? 0) > 0;
  if (text.trim() !== '' || hasFiles) return false;
  store.change((state) => ({ ...state, notice: emptyInfo }));
  return true;
}
