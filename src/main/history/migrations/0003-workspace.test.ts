import { describe, expect, it } from 'vitest';
import { openSqlcipher } from '../SqlcipherDriver.ts';
import { initial } from './0001-initial.ts';
import { costsAndAttachments } from './0002-costs-and-attachments.ts';
import { workspace } from './0003-workspace.ts';
import { applyMigrations } from './migrate.ts';

describe('the migration to the workspace', () => {
  it('keeps every row of the version before, in the first window and out of the trash', () => {
    const database = openSqlcipher(':memory:', null);
    applyMigrations(database, [initial, costsAndAttachments]);
    database.exec(`
      INSERT INTO conversations (id, title, title_source, pinned, created_at, updated_at, changed_at, device_id,
        parameters)
      VALUES ('c', 'kept', 'user', 1, 1, 1, 1, 'd', '{"topP":0.5}');
      INSERT INTO messages (seq, id, conversation_id, turn_id, role, created_at, updated_at, device_id, parts)
      VALUES (1, 'm', 'c', 't', 'user', 7, 7, 'd', '[]');
      INSERT INTO lanes (id, conversation_id, position, head_id, updated_at, device_id)
      VALUES ('l', 'c', 0, 'm', 1, 'd');
      INSERT INTO tabs (id, conversation_id, position, pinned, active, draft, updated_at)
      VALUES ('t', 'c', 0, 0, 1, 'half a thought', 1);
    `);
    const tables = ['conversations', 'messages', 'lanes', 'tabs'] as const;
    const rows = () => tables.map((table) => database.all(`SELECT * FROM ${table}`));
    const before = rows();

    applyMigrations(database, [workspace]);

    const added = [
      { view: null },
      { sources: null, step: null, origin: null, trashed_root: null },
      {},
      { window_id: null, reading: null },
    ];
    expect(rows()).toEqual(before.map((table, index) => table.map((row) => ({ ...row, ...added[index] }))));
    const fresh = ['trashed_branches', 'saved_items', 'queued_prompts', 'pipeline_runs', 'votes'] as const;
    for (const table of fresh) expect(database.all(`SELECT * FROM ${table}`)).toEqual([]);
    database.close();
  });
});
