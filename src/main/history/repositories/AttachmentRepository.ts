import { z } from 'zod';
import { contentHashSchema } from '../../../shared/attachment.ts';
import type { ContentHash } from '../../../shared/attachment.ts';
import { AppError } from '../../../shared/errors.ts';
import type { StoredAttachment } from '../History.ts';
import type { SqliteDriver } from '../SqliteDriver.ts';
import { parseStored } from '../stored.ts';

const rowSchema = z.object({
  hash: contentHashSchema,
  media_type: z.string(),
  data: z.instanceof(Uint8Array),
});

/** Files by the hash of their bytes. */
export class AttachmentRepository {
  readonly #database: SqliteDriver;

  constructor(database: SqliteDriver) {
    this.#database = database;
  }

  save({ hash, mediaType, data }: StoredAttachment): void {
    // The driver wants memory of its own; what came through a message port may be shared.
    this.#database.run(
      'INSERT INTO attachments (hash, media_type, data) VALUES ($hash, $mediaType, $data) ON CONFLICT DO NOTHING',
      { hash, mediaType, data: new Uint8Array(data) },
    );
  }

  /** Throws `attachment/missing`. */
  read(hash: ContentHash): StoredAttachment {
    const found = this.#database.get('SELECT hash, media_type, data FROM attachments WHERE hash = $hash', {
      hash,
    });
    if (found === undefined) throw new AppError('attachment/missing', 'There is no such attachment.');
    const row = parseStored(rowSchema, found, 'attachment');
    return { hash: row.hash, mediaType: row.media_type, data: new Uint8Array(row.data) };
  }

  /** Drops what neither a message nor a draft nor a prompt that waits names. Done at the start, when nobody is between adding and sending. */
  dropUnused(): void {
    this.#database.run(
      `DELETE FROM attachments WHERE hash NOT IN (
         SELECT file.value ->> '$.hash' FROM messages, json_each(messages.attachments) AS file
         WHERE messages.attachments IS NOT NULL
         UNION ALL
         SELECT file.value ->> '$.hash' FROM tabs, json_each(tabs.attachments) AS file
         WHERE tabs.attachments IS NOT NULL
         UNION ALL
         SELECT file.value ->> '$.hash' FROM queued_prompts, json_each(queued_prompts.body, '$.attachments') AS file)`,
    );
  }
}
