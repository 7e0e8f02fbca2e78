import type { MessageId } from '../../../shared/ids.ts';
import { inspectionSchema } from '../../../shared/inspection.ts';
import type { Inspection } from '../../../shared/inspection.ts';
import type { SqliteDriver } from '../SqliteDriver.ts';
import { parseJson, parseStored } from '../stored.ts';

/** How many replies can be inspected: months of use, and at most some hundred megabytes of the fattest requests. */
const kept = 2000;

/** What went over the wire for single replies. */
export class InspectionRepository {
  readonly #database: SqliteDriver;

  constructor(database: SqliteDriver) {
    this.#database = database;
  }

  /** A reply that is not there (any more) has nothing to inspect. */
  save(messageId: MessageId, inspection: Inspection): void {
    this.#database.run(
      `INSERT INTO inspections (message_id, body) SELECT $messageId, $body
       WHERE EXISTS (SELECT 1 FROM messages WHERE id = $messageId)
       ON CONFLICT (message_id) DO UPDATE SET body = excluded.body`,
      { messageId, body: JSON.stringify(inspection) },
    );
  }

  read(messageId: MessageId): Inspection | null {
    const row = this.#database.get('SELECT body FROM inspections WHERE message_id = $messageId', {
      messageId,
    });
    return row === undefined ? null : parseStored(inspectionSchema, parseJson(row['body']), 'inspection');
  }

  /** Drops all but the newest. Row numbers grow with time. */
  dropOld(): void {
    this.#database.run(
      'DELETE FROM inspections WHERE rowid <= (SELECT max(rowid) FROM inspections) - $kept',
      { kept },
    );
  }
}
