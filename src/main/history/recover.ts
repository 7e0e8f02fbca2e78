/**
 * What a start finds after a crash. Replies that were streaming are rebuilt from their journal with the same fold that
 * built them on screen. Each is one transaction, and one that is rebuilt is no longer streaming, so a crash in here repeats
 * nothing and loses nothing.
 */
import type { AssistantMessage, MessageStatus } from '../../shared/conversation.ts';
import { plainText, reduceStream } from '../../shared/stream.ts';
import type { JournalStretch } from './repositories/JournalRepository.ts';
import type { Repositories } from './repositories/openRepositories.ts';
import type { SqliteDriver } from './SqliteDriver.ts';

/** A reply whose last event had come was complete, and only its final form was not written any more. */
function statusOf(reply: AssistantMessage): MessageStatus {
  if (reply.stopReason === null) return 'interrupted';
  return reply.stopReason === 'cancelled' ? 'cancelled' : 'done';
}

/** A streaming reply as its journal tells it. */
function rebuildReply(reply: AssistantMessage, journal: readonly JournalStretch[]): AssistantMessage {
  const rebuilt = journal.flatMap((stretch) => stretch.events).reduce(reduceStream, reply);
  const firstDelta = journal.find((stretch) => stretch.events.some((event) => 'delta' in event));
  const endedAt = journal.at(-1)?.writtenAt ?? null;
  return {
    ...rebuilt,
    status: statusOf(rebuilt),
    updatedAt: endedAt ?? rebuilt.updatedAt,
    timing: {
      startedAt: reply.timing.startedAt,
      firstDeltaAt: reply.timing.firstDeltaAt ?? firstDelta?.writtenAt ?? null,
      endedAt,
    },
  };
}

/** Ends what a crash left open, and drops what nothing refers to any more. */
export function recover(database: SqliteDriver, stored: Repositories): void {
  const { conversations, messages, journal, search } = stored;
  for (const { seq, message } of messages.listStreaming()) {
    if (message.role !== 'assistant') continue;
    database.transaction(() => {
      const reply = rebuildReply(message, journal.read(message.id));
      messages.updateReply(reply);
      search.index(seq, plainText(reply.parts));
      stored.costs.save(reply);
      journal.drop(message.id);
    });
  }
  database.transaction(() => {
    conversations.dropAllEmpty();
    stored.attachments.dropUnused();
    stored.inspections.dropOld();
  });
}
