/**
 * Branches: parts of the tree from one message downwards. One in the trash keeps its rows, marked with the id of its first
 * message, so throwing it away and bringing it back touch nothing but the mark and the lanes that ended in it.
 */
import { z } from 'zod';
import { messagePartSchema, timestampSchema } from '../../../shared/conversation.ts';
import { idSchema } from '../../../shared/idSchema.ts';
import type { ConversationId, MessageId } from '../../../shared/ids.ts';
import { plainText } from '../../../shared/stream.ts';
import { laneHeadSchema } from '../../../shared/tree.ts';
import type { LaneHead, TrashedBranch } from '../../../shared/tree.ts';
import { excerptOf } from '../excerptOf.ts';
import type { SqliteDriver, SqliteRow } from '../SqliteDriver.ts';
import { notFound, parseJson, parseStored } from '../stored.ts';

const headsSchema = z.array(laneHeadSchema);
const partsSchema = z.array(messagePartSchema);
const rowSchema = z.object({
  rootId: idSchema<MessageId>(),
  conversationId: idSchema<ConversationId>(),
  conversationTitle: z.string(),
  messages: z.number().int().positive(),
  trashedAt: timestampSchema,
});

const selectBranches = `
  SELECT t.root_id AS rootId, t.conversation_id AS conversationId, c.title AS conversationTitle,
    t.trashed_at AS trashedAt, m.parts,
    (SELECT count(*) FROM messages b WHERE b.trashed_root = t.root_id) AS messages
  FROM trashed_branches t
  JOIN conversations c ON c.id = t.conversation_id
  JOIN messages m ON m.id = t.root_id`;

/** All messages at and below `$id`, those in the trash included. */
const below = `WITH RECURSIVE below (seq, id) AS (
  SELECT seq, id FROM messages WHERE id = $id
  UNION ALL
  SELECT m.seq, m.id FROM below CROSS JOIN messages m
    ON m.conversation_id = $conversationId AND m.parent_id = below.id)`;

function toBranch(row: SqliteRow): TrashedBranch {
  const text = plainText(parseStored(partsSchema, parseJson(row['parts']), 'message'));
  return { ...parseStored(rowSchema, row, 'branch'), excerpt: excerptOf(text) };
}

export class BranchRepository {
  readonly #database: SqliteDriver;

  constructor(database: SqliteDriver) {
    this.#database = database;
  }

  /** Marks everything at and below `id` that is not in the trash already. */
  mark(place: { readonly id: MessageId; readonly conversationId: ConversationId }): void {
    this.#database.run(
      `${below} UPDATE messages SET trashed_root = $id
       WHERE trashed_root IS NULL AND seq IN (SELECT seq FROM below)`,
      place,
    );
  }

  /** Notes a branch that was marked, and where its lanes ended. */
  insert(
    place: { readonly id: MessageId; readonly conversationId: ConversationId },
    heads: readonly LaneHead[],
    now: number,
  ): void {
    this.#database.run(
      `INSERT INTO trashed_branches (root_id, conversation_id, trashed_at, heads)
       VALUES ($id, $conversationId, $now, $heads)`,
      { ...place, now, heads: JSON.stringify(heads) },
    );
  }

  /** Takes the mark off again and forgets the branch. Returns where the lanes ended. */
  restore(rootId: MessageId): readonly LaneHead[] {
    const row = this.#database.get('SELECT heads FROM trashed_branches WHERE root_id = $rootId', { rootId });
    if (row === undefined) throw notFound('branch in the trash');
    this.#database.run('UPDATE messages SET trashed_root = NULL WHERE trashed_root = $rootId', { rootId });
    this.#database.run('DELETE FROM trashed_branches WHERE root_id = $rootId', { rootId });
    return parseStored(headsSchema, parseJson(row['heads']), 'branch');
  }

  /** The branch in the trash that hides this message; null while it is not in the trash. */
  rootOf(id: MessageId): MessageId | null {
    const root = this.#database.get('SELECT trashed_root FROM messages WHERE id = $id', { id })?.[
      'trashed_root'
    ];
    return typeof root === 'string' ? parseStored(rowSchema.shape.rootId, root, 'branch') : null;
  }

  get(rootId: MessageId): TrashedBranch {
    const row = this.#database.get(`${selectBranches} WHERE t.root_id = $rootId`, { rootId });
    if (row === undefined) throw notFound('branch in the trash');
    return toBranch(row);
  }

  /** Newest first. Those of conversations in the trash are left out. */
  list(): readonly TrashedBranch[] {
    return this.#database
      .all(`${selectBranches} WHERE c.trashed_at IS NULL ORDER BY t.trashed_at DESC, t.root_id`)
      .map(toBranch);
  }

  /**
   * Deletes everything at and below a branch's first message, other branches of the trash among it included, and the runs of pipelines
   * that began there: such a row holds the words that the run was given.
   */
  purge({ rootId, conversationId }: Pick<TrashedBranch, 'rootId' | 'conversationId'>): void {
    const place = { id: rootId, conversationId };
    this.#database.run(
      `${below} DELETE FROM pipeline_runs
       WHERE conversation_id = $conversationId AND body ->> '$.inputId' IN (SELECT id FROM below)`,
      place,
    );
    this.#database.run(`${below} DELETE FROM message_words WHERE rowid IN (SELECT seq FROM below)`, place);
    this.#database.run(`${below} DELETE FROM messages WHERE seq IN (SELECT seq FROM below)`, place);
  }

  /** Whether a reply at or below `id` is still being written. */
  isStreaming(id: MessageId, conversationId: ConversationId): boolean {
    return (
      this.#database.get(
        `${below} SELECT 1 FROM below CROSS JOIN messages m ON m.seq = below.seq
         WHERE m.status = 'streaming' LIMIT 1`,
        { id, conversationId },
      ) !== undefined
    );
  }

  /** Whether `id` lies at or below `rootId`. */
  isWithin(id: MessageId, rootId: MessageId): boolean {
    return (
      this.#database.get(
        `WITH RECURSIVE up (id, parent_id) AS (
           SELECT id, parent_id FROM messages WHERE id = $id
           UNION ALL
           SELECT m.id, m.parent_id FROM up CROSS JOIN messages m ON m.id = up.parent_id)
         SELECT 1 FROM up WHERE id = $rootId LIMIT 1`,
        { id, rootId },
      ) !== undefined
    );
  }
}
