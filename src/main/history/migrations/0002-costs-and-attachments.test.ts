import { describe, expect, it } from 'vitest';
import { openSqlcipher } from '../SqlcipherDriver.ts';
import { initial } from './0001-initial.ts';
import { costsAndAttachments } from './0002-costs-and-attachments.ts';
import { applyMigrations } from './migrate.ts';

const model = (provider: string) => JSON.stringify({ connectionId: 'work', modelId: 'm', provider });

describe('the migration to costs and attachments', () => {
  it('keeps every row of the version before and counts what was used', () => {
    const database = openSqlcipher(':memory:', null);
    applyMigrations(database, [initial]);
    database.exec(`
      INSERT INTO conversations (id, title, title_source, pinned, created_at, updated_at, changed_at, device_id)
      VALUES ('c', 'kept', 'user', 1, 1, 1, 1, 'd');
      INSERT INTO lanes (id, conversation_id, position, updated_at, device_id) VALUES ('l', 'c', 0, 1, 'd');
      INSERT INTO tabs (id, conversation_id, position, pinned, active, draft, updated_at)
      VALUES ('t', 'c', 0, 0, 1, 'half a thought', 1);
    `);
    const insert = (id: string, seq: number, columns: Readonly<Record<string, string | null>>): void => {
      database.run(
        `INSERT INTO messages (seq, id, conversation_id, turn_id, role, created_at, updated_at, device_id, parts,
           model, usage)
         VALUES ($seq, $id, 'c', 't', $role, 7, 7, 'd', '[]', $model, $usage)`,
        { seq, id, role: 'assistant', model: null, usage: null, ...columns },
      );
    };
    insert('prompt', 1, { role: 'user' });
    insert('paid', 2, {
      model: model('openai'),
      usage: JSON.stringify({ input: 10, output: 4, cacheRead: 2, cacheWrite: 1 }),
    });
    insert('plain', 3, { model: model('bedrock'), usage: JSON.stringify({ input: 5, output: 1 }) });
    insert('failed', 4, { model: model('openai') });
    insert('shown', 5, { model: model('demo'), usage: JSON.stringify({ input: 5, output: 1 }) });
    const before = database.all('SELECT * FROM messages');

    applyMigrations(database, [costsAndAttachments]);

    const nothing = { attachments: null, notices: null, replay: null, cost: null };
    expect(database.all('SELECT * FROM messages')).toEqual(before.map((row) => ({ ...row, ...nothing })));
    expect(database.all('SELECT draft, attachments FROM tabs')).toEqual([
      { draft: 'half a thought', attachments: null },
    ]);
    expect(database.all('SELECT * FROM costs ORDER BY message_id')).toEqual([
      {
        message_id: 'paid',
        conversation_id: 'c',
        connection_id: 'work',
        asked_at: 7,
        usd: null,
        input_tokens: 13,
        cached_tokens: 2,
        output_tokens: 4,
      },
      {
        message_id: 'plain',
        conversation_id: 'c',
        connection_id: 'work',
        asked_at: 7,
        usd: null,
        input_tokens: 5,
        cached_tokens: 0,
        output_tokens: 1,
      },
    ]);
    database.close();
  });
});
