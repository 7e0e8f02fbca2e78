import { z } from 'zod';
import { messagePartSchema, timestampSchema } from '../../../shared/conversation.ts';
import type { Lane } from '../../../shared/conversation.ts';
import { idSchema } from '../../../shared/idSchema.ts';
import type { ConversationId, MessageId } from '../../../shared/ids.ts';
import { plainText } from '../../../shared/stream.ts';
import { maxSegments } from '../../../shared/tree.ts';
import type { ConversationTree } from '../../../shared/tree.ts';
import { excerptOf } from '../excerptOf.ts';
import { segmentsOf } from '../segmentsOf.ts';
import type { Segment } from '../segmentsOf.ts';
import type { SqliteDriver } from '../SqliteDriver.ts';
import { parseJson, parseStored } from '../stored.ts';

const nodeSchema = z.object({
  id: idSchema<MessageId>(),
  parentId: idSchema<MessageId>().nullable(),
  role: z.enum(['user', 'assistant']),
  modelName: z.string().nullable(),
  createdAt: timestampSchema,
});
const partsSchema = z.array(messagePartSchema);

/**
 * The newest segments, with everything that they hang on as far as there is room: a map without its trunk would lead nowhere.
 */
function newestWithTrunk(segments: readonly Segment[]): readonly Segment[] {
  if (segments.length <= maxSegments) return segments;
  const byLast = new Map(segments.map((segment) => [segment.lastId, segment]));
  const kept = new Set<Segment>();
  for (const newest of segments.toReversed()) {
    const branch: Segment[] = [];
    for (
      let segment: Segment | undefined = newest;
      segment !== undefined && !kept.has(segment);
      segment = segment.parentId === null ? undefined : byLast.get(segment.parentId)
    ) {
      branch.push(segment);
      if (kept.size + branch.length > maxSegments) break;
    }
    if (kept.size + branch.length > maxSegments) break;
    for (const segment of branch) kept.add(segment);
  }
  return segments.filter((segment) => kept.has(segment));
}

/** Whole trees, without what is in the trash. */
export class TreeRepository {
  readonly #database: SqliteDriver;

  constructor(database: SqliteDriver) {
    this.#database = database;
  }

  read(conversationId: ConversationId, lanes: readonly Lane[]): ConversationTree {
    const nodes = this.#database
      .all(
        `SELECT id, parent_id AS parentId, role, model ->> '$.modelName' AS modelName, created_at AS createdAt
         FROM messages WHERE conversation_id = $conversationId AND trashed_root IS NULL ORDER BY seq`,
        { conversationId },
      )
      .map((row) => parseStored(nodeSchema, row, 'message'));
    const heads = lanes.map(({ id, headId }) => ({ laneId: id, headId }));
    const all = segmentsOf(nodes, heads);
    const shown = newestWithTrunk(all);
    return {
      segments: shown.map(({ excerptId, ...segment }) => ({
        ...segment,
        models: [...segment.models],
        laneIds: [...segment.laneIds],
        excerpt: this.#excerpt(excerptId),
      })),
      left: all.length - shown.length,
    };
  }

  #excerpt(id: MessageId): string {
    const row = this.#database.get('SELECT parts FROM messages WHERE id = $id', { id });
    return excerptOf(plainText(parseStored(partsSchema, parseJson(row?.['parts']), 'message')));
  }
}
