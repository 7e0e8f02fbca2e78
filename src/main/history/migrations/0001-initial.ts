/**
 * The first schema. Decisions that queries rely on:
 * - `messages.seq` is made of the time of creation (see MessageRepository), so the order of rows is the order of time, also
 *   after an import of older conversations, and the newest hits of a search come first without sorting.
 * - References within a conversation are composite, so the database itself refuses a parent or a head from another one.
 *   They are deferred, so the rows of a turn may come in any order.
 * - `updated_at` of a conversation is its place in the list; `changed_at` is the last change of the row itself, for the merge
 *   of two machines' histories.
 * - The full text index keeps no copy of the text. The words arrive folded and separated (search/words.ts), so the simplest
 *   tokenizer is the exact one. The prefix indexes make the first letters of a search as quick as the rest.
 */
import type { Migration } from './Migration.ts';

export const initial: Migration = {
  version: 1,
  apply(database) {
    database.exec(`
      CREATE TABLE meta (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE connections (
        id TEXT PRIMARY KEY,
        body TEXT NOT NULL,
        updated_at INTEGER NOT NULL,
        device_id TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE settings (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        body TEXT NOT NULL,
        updated_at INTEGER NOT NULL,
        device_id TEXT NOT NULL
      ) STRICT;

      CREATE TABLE conversations (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        title_source TEXT NOT NULL,
        pinned INTEGER NOT NULL,
        trashed_at INTEGER,
        has_messages INTEGER NOT NULL DEFAULT 0,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        device_id TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX conversations_listed
        ON conversations ((trashed_at IS NOT NULL), pinned, updated_at, id) WHERE has_messages = 1;
      CREATE INDEX conversations_empty ON conversations (id) WHERE has_messages = 0;

      CREATE TABLE messages (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        conversation_id TEXT NOT NULL REFERENCES conversations (id) DEFERRABLE INITIALLY DEFERRED,
        parent_id TEXT,
        turn_id TEXT NOT NULL,
        role TEXT NOT NULL,
        lane_id TEXT,
        status TEXT,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        device_id TEXT NOT NULL,
        model TEXT,
        usage TEXT,
        stop_reason TEXT,
        request_id TEXT,
        served_model TEXT,
        error TEXT,
        timing TEXT,
        parts TEXT NOT NULL,
        UNIQUE (conversation_id, id),
        FOREIGN KEY (conversation_id, parent_id) REFERENCES messages (conversation_id, id)
          DEFERRABLE INITIALLY DEFERRED
      ) STRICT;
      CREATE INDEX messages_tree ON messages (conversation_id, parent_id);
      CREATE INDEX messages_streaming ON messages (seq) WHERE status = 'streaming';

      CREATE TABLE lanes (
        id TEXT PRIMARY KEY,
        conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        connection_id TEXT,
        model_id TEXT,
        head_id TEXT,
        updated_at INTEGER NOT NULL,
        device_id TEXT NOT NULL,
        FOREIGN KEY (conversation_id, head_id) REFERENCES messages (conversation_id, id)
          DEFERRABLE INITIALLY DEFERRED
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX lanes_of_conversation ON lanes (conversation_id, position);

      CREATE TABLE tabs (
        id TEXT PRIMARY KEY,
        conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        pinned INTEGER NOT NULL,
        active INTEGER NOT NULL,
        draft TEXT NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX tabs_of_conversation ON tabs (conversation_id);

      CREATE TABLE journal (
        message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        written_at INTEGER NOT NULL,
        events TEXT NOT NULL,
        PRIMARY KEY (message_id, seq)
      ) STRICT, WITHOUT ROWID;

      CREATE VIRTUAL TABLE message_words USING fts5 (
        words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3'
      );
    `);
  },
};
