/**
 * What comparing, branching and chaining need. Decisions:
 * - A branch in the trash keeps its rows; each names the branch's first message in `trashed_root`, so that one condition leaves
 *   it out everywhere and undoing it is one update. Where the lanes ended is kept beside it, for the undo.
 * - Model sets, prompts and pipelines are one table by kind: they are kept, listed and exported alike.
 * - Votes stand apart from conversations, as costs do: what was learned of models stays when a chat is deleted for good.
 */
import type { Migration } from './Migration.ts';

export const workspace: Migration = {
  version: 3,
  apply(database) {
    database.exec(`
      ALTER TABLE conversations ADD COLUMN view TEXT;
      ALTER TABLE messages ADD COLUMN sources TEXT;
      ALTER TABLE messages ADD COLUMN step TEXT;
      ALTER TABLE messages ADD COLUMN origin TEXT;
      ALTER TABLE messages ADD COLUMN trashed_root TEXT;
      CREATE INDEX messages_trashed ON messages (trashed_root) WHERE trashed_root IS NOT NULL;
      ALTER TABLE tabs ADD COLUMN window_id TEXT;
      ALTER TABLE tabs ADD COLUMN reading TEXT;

      CREATE TABLE trashed_branches (
        root_id TEXT PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
        conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        trashed_at INTEGER NOT NULL,
        heads TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX trashed_branches_of_conversation ON trashed_branches (conversation_id);

      CREATE TABLE saved_items (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        body TEXT NOT NULL,
        updated_at INTEGER NOT NULL,
        device_id TEXT NOT NULL,
        PRIMARY KEY (kind, id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE queued_prompts (
        conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (conversation_id, position)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE pipeline_runs (
        id TEXT PRIMARY KEY,
        conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        state TEXT NOT NULL,
        body TEXT NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX pipeline_runs_of_conversation ON pipeline_runs (conversation_id, id);
      CREATE INDEX pipeline_runs_running ON pipeline_runs (id) WHERE state = 'running';

      CREATE TABLE votes (
        id TEXT PRIMARY KEY,
        body TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        device_id TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
