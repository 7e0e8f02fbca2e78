import type { ConversationId, MessageId } from '../../shared/ids.ts';
import type { LiveSnapshot } from '../chat/ports.ts';

/** The port to the replies that stream now. */
export interface LiveReplies {
  /** Null when history knows the message as it is. */
  snapshot(id: MessageId): LiveSnapshot | null;
  isStreaming(id: ConversationId): boolean;
  /** Stops all replies of a conversation and resolves when their partial texts are kept. */
  stopConversation(id: ConversationId): Promise<void>;
}
