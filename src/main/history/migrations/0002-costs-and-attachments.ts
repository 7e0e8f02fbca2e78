/**
 * What sending to real providers needs: parameters, files, what a reply has cost and what went over the wire. Decisions:
 * - `costs` stands apart from the messages. Money that was spent stays spent: a conversation that is deleted for good takes
 *   its words along, but a month's total and its budget do not shrink.
 * - A reply without a known price has a row with `usd` null, so that totals can say how many they lack.
 * - Attachments are stored once by hash. Which are still wanted is read from the messages and drafts that name them.
 */
import type { Migration } from './Migration.ts';

export const costsAndAttachments: Migration = {
  version: 2,
  apply(database) {
    database.exec(`
      ALTER TABLE conversations ADD COLUMN parameters TEXT;
      ALTER TABLE conversations ADD COLUMN context_strategy TEXT;
      ALTER TABLE lanes ADD COLUMN parameters TEXT;
      ALTER TABLE tabs ADD COLUMN attachments TEXT;
      ALTER TABLE messages ADD COLUMN attachments TEXT;
      ALTER TABLE messages ADD COLUMN notices TEXT;
      ALTER TABLE messages ADD COLUMN replay TEXT;
      ALTER TABLE messages ADD COLUMN cost TEXT;
      CREATE INDEX messages_with_attachments ON messages (seq) WHERE attachments IS NOT NULL;

      CREATE TABLE attachments (
        hash TEXT PRIMARY KEY,
        media_type TEXT NOT NULL,
        data BLOB NOT NULL
      ) STRICT;

      CREATE TABLE model_notes (
        connection_id TEXT NOT NULL,
        model_id TEXT NOT NULL,
        override TEXT,
        learned TEXT NOT NULL,
        updated_at INTEGER NOT NULL,
        device_id TEXT NOT NULL,
        PRIMARY KEY (connection_id, model_id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE inspections (
        message_id TEXT PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
        body TEXT NOT NULL
      ) STRICT;

      CREATE TABLE costs (
        message_id TEXT PRIMARY KEY,
        conversation_id TEXT NOT NULL,
        connection_id TEXT NOT NULL,
        asked_at INTEGER NOT NULL,
        usd REAL,
        input_tokens INTEGER NOT NULL,
        cached_tokens INTEGER NOT NULL,
        output_tokens INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX costs_of_conversation ON costs (conversation_id);
      CREATE INDEX costs_by_time ON costs (asked_at, connection_id, usd, input_tokens, cached_tokens, output_tokens);

      INSERT INTO costs (message_id, conversation_id, connection_id, asked_at, usd,
        input_tokens, cached_tokens, output_tokens)
      SELECT id, conversation_id, model ->> '$.connectionId', created_at, NULL,
        CAST(usage ->> '$.input' AS INTEGER) + CAST(coalesce(usage ->> '$.cacheRead', 0) AS INTEGER)
          + CAST(coalesce(usage ->> '$.cacheWrite', 0) AS INTEGER),
        CAST(coalesce(usage ->> '$.cacheRead', 0) AS INTEGER),
        CAST(usage ->> '$.output' AS INTEGER)
      FROM messages
      WHERE role = 'assistant' AND usage IS NOT NULL AND model ->> '$.provider' <> 'demo';
    `);
  },
};
