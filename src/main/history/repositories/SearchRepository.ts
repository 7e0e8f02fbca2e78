/**
 * Full text search, newest first. The index is walked backwards in time and left as soon as the page is full, so a common
 * word costs no more than a rare one; ranking every hit would cost hundreds of times as much.
 */
import { z } from 'zod';
import { conversationSchema, messagePartSchema, timestampSchema } from '../../../shared/conversation.ts';
import { idSchema } from '../../../shared/idSchema.ts';
import type { ConversationId, MessageId } from '../../../shared/ids.ts';
import type { SearchHit } from '../../../shared/ipc/routes.ts';
import { plainText } from '../../../shared/stream.ts';
import type { SearchMessages } from '../History.ts';
import { matchExpression, parseQuery } from '../search/query.ts';
import type { Phrase } from '../search/query.ts';
import { makeSnippet } from '../search/snippet.ts';
import { indexedWords } from '../search/words.ts';
import type { SqliteDriver, SqliteRow } from '../SqliteDriver.ts';
import { parseJson, parseStored } from '../stored.ts';
import { seqPerMillisecond } from './MessageRepository.ts';

const hitSchema = z.object({
  conversationId: idSchema<ConversationId>(),
  conversationTitle: conversationSchema.shape.title,
  messageId: idSchema<MessageId>(),
  role: z.enum(['user', 'assistant']),
  createdAt: timestampSchema,
});
const partsSchema = z.array(messagePartSchema);

/**
 * Hits from `$first` (inclusive) to `$end` (exclusive). The joins are crossed so that the index stays the outer loop. The
 * driver binds every number as a real, and FTS5 heeds bounds only when they are integers: without the casts it would walk
 * all newer hits to reach an older page.
 */
const selectHits = `
  SELECT m.seq, m.id AS messageId, m.role, m.created_at AS createdAt, m.parts, c.id AS conversationId,
    c.title AS conversationTitle
  FROM message_words w
  CROSS JOIN messages m ON m.seq = w.rowid
  CROSS JOIN conversations c ON c.id = m.conversation_id
  WHERE w.words MATCH $match AND w.rowid >= CAST($first AS INTEGER) AND w.rowid < CAST($end AS INTEGER)
    AND c.trashed_at IS NULL AND m.trashed_root IS NULL
  ORDER BY w.rowid DESC LIMIT $limit`;

function toHit(row: SqliteRow, phrases: readonly Phrase[]): SearchHit {
  const text = plainText(parseStored(partsSchema, parseJson(row['parts']), 'message'));
  return { ...parseStored(hitSchema, row, 'search hit'), snippet: makeSnippet(text, phrases) };
}

export class SearchRepository {
  readonly #database: SqliteDriver;

  constructor(database: SqliteDriver) {
    this.#database = database;
  }

  /** Puts a text into the index under a message's number, in place of what was there. */
  index(seq: number, text: string): void {
    this.#database.run('INSERT OR REPLACE INTO message_words (rowid, words) VALUES ($seq, $words)', {
      seq,
      words: indexedWords(text),
    });
  }

  removeAll(conversationId: ConversationId): void {
    this.#database.run(
      `DELETE FROM message_words WHERE rowid IN (SELECT seq FROM messages WHERE conversation_id = $conversationId)`,
      { conversationId },
    );
  }

  /** At most `limit` hits, and then those of the same millisecond as the last, so that the next page misses none. */
  find({ query, before, limit }: SearchMessages): readonly SearchHit[] {
    const phrases = parseQuery(query);
    if (phrases.length === 0) return [];
    const match = matchExpression(phrases);
    const end = before === null ? Number.MAX_SAFE_INTEGER : before * seqPerMillisecond;
    // One row more than asked for tells whether the page ends within a millisecond.
    const rows = this.#database.all(selectHits, { match, first: 0, end, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const [lastSeq, nextSeq] = [page.at(-1)?.['seq'], rows[limit]?.['seq']];
    const ties =
      typeof lastSeq === 'number' && typeof nextSeq === 'number' && nextSeq >= startOfMillisecond(lastSeq)
        ? this.#database.all(selectHits, {
            match,
            first: startOfMillisecond(lastSeq),
            end: lastSeq,
            limit: -1,
          })
        : [];
    return [...page, ...ties].map((row) => toHit(row, phrases));
  }
}

function startOfMillisecond(seq: number): number {
  return seq - (seq % seqPerMillisecond);
}
