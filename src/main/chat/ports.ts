import type { AssistantMessage, Message, PathPage } from '../../shared/conversation.ts';
import type { ConversationId, LaneId, MessageId, RunId } from '../../shared/ids.ts';
import type { EventName, EventPayloads } from '../../shared/ipc/events.ts';
import type { LiveReply } from '../../shared/ipc/routes.ts';
import type { WireTrace } from '../inspection/WireTrace.ts';

/** Tells the window something. Does not throw, also when there is no window. */
export type EmitEvent = <E extends EventName>(name: E, payload: EventPayloads[E]) => void;

/** What names a live reply everywhere. */
export interface RunIds {
  readonly runId: RunId;
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
}

/**
 * A reply as it is at this moment, and the number of the last batch of events that it contains; `live` is null when it has
 * ended but could not be written yet, so that its row still says otherwise.
 */
export interface LiveSnapshot {
  readonly message: AssistantMessage;
  readonly live: LiveReply | null;
}

/** Reads messages as they are now: what streams in place of the row that lags behind. */
export interface CurrentMessages {
  message(id: MessageId): Promise<{ readonly message: Message }>;
  /** The newest `limit` messages of a lane's path, oldest first. */
  lane(id: LaneId, limit: number): Promise<{ readonly page: PathPage }>;
}

/** What the wire of one reply is told to, and kept for the inspector. */
export interface WireRecording {
  readonly trace: WireTrace;
  /** Keeps what was told. Never rejects: the reply is worth more than its record. */
  keep(final: AssistantMessage): Promise<void>;
}
