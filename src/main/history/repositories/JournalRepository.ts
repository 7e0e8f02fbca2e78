import { z } from 'zod';
import type { MessageId } from '../../../shared/ids.ts';
import type { StreamEvent } from '../../../shared/stream.ts';
import {
  noticeSchema,
  replaySchema,
  stopReasonSchema,
  timestampSchema,
  usageSchema,
} from '../../../shared/conversation.ts';
import type { JournalEntry } from '../History.ts';
import type { SqliteDriver } from '../SqliteDriver.ts';
import { parseJson, parseStored } from '../stored.ts';

const delta = { block: z.number().int(), delta: z.string() };

const eventsSchema: z.ZodType<readonly StreamEvent[]> = z.array(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('start'), model: z.string(), requestId: z.string().exactOptional() }),
    z.strictObject({ type: z.literal('text'), ...delta }),
    z.strictObject({ type: z.literal('reasoning'), ...delta, kind: z.enum(['summary', 'raw']) }),
    z.strictObject({ type: z.literal('refusal'), ...delta }),
    z.strictObject({ type: z.literal('usage'), usage: usageSchema }),
    z.strictObject({ type: z.literal('notice'), notice: noticeSchema }),
    z.strictObject({ type: z.literal('replay'), replay: replaySchema }),
    z.strictObject({ type: z.literal('stop'), reason: stopReasonSchema }),
  ]),
);

const rowSchema = z.object({ seq: z.number().int(), written_at: timestampSchema });

/** A stretch of a journal as it was kept. */
export interface JournalStretch {
  readonly seq: number;
  readonly writtenAt: number;
  readonly events: readonly StreamEvent[];
}

/** The events of replies that still stream. */
export class JournalRepository {
  readonly #database: SqliteDriver;

  constructor(database: SqliteDriver) {
    this.#database = database;
  }

  /**
   * Adds a stretch. One for a reply that does not stream any more is left out, because its final form is stored already
   * (or it was deleted); one that is there already stays as it is.
   */
  append({ messageId, seq, events }: JournalEntry, now: number): void {
    this.#database.run(
      `INSERT INTO journal (message_id, seq, written_at, events)
       SELECT $messageId, $seq, $now, $events
       WHERE EXISTS (SELECT 1 FROM messages WHERE id = $messageId AND status = 'streaming')
       ON CONFLICT DO NOTHING`,
      { messageId, seq, now, events: JSON.stringify(events) },
    );
  }

  /** What can be trusted of a reply's journal: the stretches from the first up to a gap. */
  read(messageId: MessageId): readonly JournalStretch[] {
    const stretches = this.#database
      .all('SELECT seq, written_at, events FROM journal WHERE message_id = $messageId ORDER BY seq', {
        messageId,
      })
      .map((row): JournalStretch => {
        const { seq, written_at: writtenAt } = parseStored(rowSchema, row, 'journal entry');
        return {
          seq,
          writtenAt,
          events: parseStored(eventsSchema, parseJson(row['events']), 'journal entry'),
        };
      });
    const gap = stretches.findIndex((stretch, index) => stretch.seq !== index + 1);
    return gap < 0 ? stretches : stretches.slice(0, gap);
  }

  drop(messageId: MessageId): void {
    this.#database.run('DELETE FROM journal WHERE message_id = $messageId', { messageId });
  }
}
