import type { AssistantMessage, Message } from '../../shared/conversation.ts';
import { newId } from '../../shared/ids.ts';
import type { ConversationId, DeviceId, LaneId, MessageId, TurnId } from '../../shared/ids.ts';

interface Place {
  readonly conversationId: ConversationId;
  readonly laneId: LaneId;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly deviceId: DeviceId;
}

/** A reply that still streams is copied with what has come of it. */
function ended(reply: AssistantMessage): AssistantMessage {
  return reply.status === 'streaming' ? { ...reply, status: 'interrupted' } : reply;
}

/**
 * The messages of a path as a path of their own in another conversation: new ids, the same words, times and turns apart. Costs stay
 * where they arose. Links to messages that are not copied are dropped.
 */
export function copyPath(
  path: readonly Message[],
  { conversationId, laneId, now, deviceId }: Place,
): readonly Message[] {
  const ids = new Map(path.map(({ id }) => [id, newId<MessageId>()]));
  const turns = new Map<TurnId, TurnId>();
  const turnOf = (turn: TurnId): TurnId => {
    const known = turns.get(turn) ?? newId<TurnId>();
    turns.set(turn, known);
    return known;
  };
  let parentId: MessageId | null = null;
  return path.map((message): Message => {
    const id = ids.get(message.id) ?? newId<MessageId>();
    const common = { id, conversationId, parentId, turnId: turnOf(message.turnId), updatedAt: now, deviceId };
    parentId = id;
    if (message.role === 'user') {
      const { sources = [], step: _step, ...rest } = message;
      const copied = sources.flatMap((source) => ids.get(source) ?? []);
      return { ...rest, ...common, ...(copied.length > 0 && { sources: copied }) };
    }
    const { cost: _cost, origin, step: _step, ...rest } = ended(message);
    const of = origin === undefined ? undefined : ids.get(origin.of);
    return {
      ...rest,
      ...common,
      laneId,
      ...(origin !== undefined && of !== undefined && { origin: { ...origin, of } }),
    };
  });
}
