import type { ConversationId } from '../../../shared/ids.ts';
import { idSchema } from '../../../shared/idSchema.ts';
import { queuedPromptSchema } from '../../../shared/queue.ts';
import type { QueuedPrompt } from '../../../shared/queue.ts';
import type { SqliteDriver } from '../SqliteDriver.ts';
import { parseJson, parseStored } from '../stored.ts';

const conversationIdSchema = idSchema<ConversationId>();

/** Prompts that wait their turn, in order. */
export class QueueRepository {
  readonly #database: SqliteDriver;

  constructor(database: SqliteDriver) {
    this.#database = database;
  }

  read(conversationId: ConversationId): readonly QueuedPrompt[] {
    return this.#database
      .all('SELECT body FROM queued_prompts WHERE conversation_id = $conversationId ORDER BY position', {
        conversationId,
      })
      .map((row) => parseStored(queuedPromptSchema, parseJson(row['body']), 'queued prompt'));
  }

  /** Replaces the whole queue of a conversation. */
  replace(conversationId: ConversationId, items: readonly QueuedPrompt[]): void {
    this.#database.run('DELETE FROM queued_prompts WHERE conversation_id = $conversationId', {
      conversationId,
    });
    for (const [position, item] of items.entries()) {
      this.#database.run(
        'INSERT INTO queued_prompts (conversation_id, position, body) VALUES ($conversationId, $position, $body)',
        { conversationId, position, body: JSON.stringify(item) },
      );
    }
  }

  /** Conversations in which something waits. */
  listConversations(): readonly ConversationId[] {
    return this.#database
      .all('SELECT DISTINCT conversation_id FROM queued_prompts')
      .map((row) => parseStored(conversationIdSchema, row['conversation_id'], 'queue'));
  }
}
