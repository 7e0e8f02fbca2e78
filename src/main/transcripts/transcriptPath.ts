import type { Lane, Message } from '../../shared/conversation.ts';
import type { LaneId, MessageId } from '../../shared/ids.ts';
import type { ConversationArchive } from '../history/History.ts';

/** The lanes of a conversation that a transcript shows, from left to right: one, or with null all. */
export function chosenLanes(archive: ConversationArchive, laneId: LaneId | null): readonly Lane[] {
  const lanes = archive.lanes.filter((lane) => laneId === null || lane.id === laneId);
  return lanes.toSorted((a, b) => a.position - b.position);
}

/** The path of a lane from the root to its head. What is missing from a damaged tree ends it. */
export function pathOf(archive: ConversationArchive, headId: MessageId | null): readonly Message[] {
  const byId = new Map(archive.messages.map((message) => [message.id, message]));
  const path: Message[] = [];
  let next = headId;
  while (next !== null) {
    const message = byId.get(next);
    if (message === undefined) break;
    byId.delete(next);
    path.push(message);
    next = message.parentId;
  }
  return path.toReversed();
}

/** A message without the reasoning in it, in whichever form it is kept. */
export function withoutReasoning(message: Message): Message {
  const parts = message.parts.filter((part) => part.type !== 'reasoning');
  if (message.role === 'user') return { ...message, parts };
  const { replay: _replay, ...reply } = message;
  return { ...reply, parts };
}
