/** What replies have cost. A row stays when its conversation goes: what was spent stays spent. */
import { z } from 'zod';
import type { AssistantMessage } from '../../../shared/conversation.ts';
import type { Total } from '../../../shared/money.ts';
import type { CostEntry, CostGroup, CostQuery } from '../History.ts';
import type { SqliteDriver, SqliteParameters, SqliteRow } from '../SqliteDriver.ts';
import { parseStored } from '../stored.ts';

const sums = `coalesce(sum(usd), 0) AS usd, count(*) AS replies, count(*) - count(usd) AS unknown,
  coalesce(sum(input_tokens), 0) AS input_tokens, coalesce(sum(cached_tokens), 0) AS cached_tokens,
  coalesce(sum(output_tokens), 0) AS output_tokens`;

const rowSchema = z.object({
  usd: z.number(),
  replies: z.number(),
  unknown: z.number(),
  input_tokens: z.number(),
  cached_tokens: z.number(),
  output_tokens: z.number(),
});

function toTotal(row: SqliteRow | undefined): Total {
  const { usd, replies, unknown, ...tokens } = parseStored(rowSchema, row, 'sum of costs');
  return {
    usd,
    replies,
    unknown,
    inputTokens: tokens.input_tokens,
    cachedTokens: tokens.cached_tokens,
    outputTokens: tokens.output_tokens,
  };
}

/** A query's conditions; a statement without values is given none. Each that is absent leaves its column out, so that an index can serve the rest. */
function conditions(query: CostQuery): {
  readonly where: string;
  readonly parameters: SqliteParameters | undefined;
} {
  const all: readonly (readonly [sql: string, name: string, value: string | number | undefined])[] = [
    ['conversation_id = $conversationId', 'conversationId', query.conversationId],
    ['connection_id = $connectionId', 'connectionId', query.connectionId],
    ['asked_at >= $from', 'from', query.from],
    ['asked_at < $to', 'to', query.to],
  ];
  const given = all.flatMap(([sql, name, value]) => (value === undefined ? [] : [{ sql, name, value }]));
  if (given.length === 0) return { where: '', parameters: undefined };
  return {
    where: `WHERE ${given.map(({ sql }) => sql).join(' AND ')}`,
    parameters: Object.fromEntries(given.map(({ name, value }) => [name, value])),
  };
}

export class CostRepository {
  readonly #database: SqliteDriver;

  constructor(database: SqliteDriver) {
    this.#database = database;
  }

  /** Notes a reply that has used something. The demo costs nothing and counts nowhere. */
  save({ id, conversationId, createdAt, model, usage, cost }: AssistantMessage): void {
    if (usage === null || model.provider === 'demo') return;
    const { connectionId } = model;
    this.add({ id, conversationId, connectionId, askedAt: createdAt, usage, usd: cost?.usd ?? null });
  }

  /** Notes something that was used, in place of what was noted under the same id. */
  add({ id, conversationId, connectionId, askedAt, usage, usd }: CostEntry): void {
    const { input, output, cacheRead = 0, cacheWrite = 0 } = usage;
    this.#database.run(
      `INSERT INTO costs (message_id, conversation_id, connection_id, asked_at, usd, input_tokens,
         cached_tokens, output_tokens)
       VALUES ($id, $conversationId, $connectionId, $askedAt, $usd, CAST($input AS INTEGER),
         CAST($cached AS INTEGER), CAST($output AS INTEGER))
       ON CONFLICT (message_id) DO UPDATE
       SET usd = excluded.usd, input_tokens = excluded.input_tokens, cached_tokens = excluded.cached_tokens,
         output_tokens = excluded.output_tokens`,
      {
        id,
        conversationId,
        connectionId,
        askedAt,
        usd,
        input: Math.round(input + cacheRead + cacheWrite),
        cached: Math.round(cacheRead),
        output: Math.round(output),
      },
    );
  }

  sum(query: CostQuery): Total {
    const { where, parameters } = conditions(query);
    return toTotal(this.#database.get(`SELECT ${sums} FROM costs ${where}`, parameters));
  }

  /** Dearest first. */
  sumByConnection(query: CostQuery): readonly CostGroup[] {
    const { where, parameters } = conditions(query);
    return this.#database
      .all(
        `SELECT connection_id, ${sums} FROM costs ${where} GROUP BY connection_id ORDER BY usd DESC, connection_id`,
        parameters,
      )
      .map((row) => ({ key: String(row['connection_id']), total: toTotal(row) }));
  }

  /** One group for each stretch between two neighbours of `days`, empty ones included. */
  sumByDay(days: readonly number[]): readonly CostGroup[] {
    return days.slice(0, -1).map((from, index) => {
      const to = days[index + 1] ?? from;
      return { key: String(from), total: this.sum({ from, to }) };
    });
  }
}
