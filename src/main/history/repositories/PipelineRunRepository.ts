import type { ConversationId, PipelineRunId } from '../../../shared/ids.ts';
import { pipelineRunSchema } from '../../../shared/pipeline.ts';
import type { PipelineRun } from '../../../shared/pipeline.ts';
import type { SqliteDriver, SqliteRow } from '../SqliteDriver.ts';
import { notFound, parseJson, parseStored } from '../stored.ts';

function toRun(row: SqliteRow): PipelineRun {
  return parseStored(pipelineRunSchema, parseJson(row['body']), 'run of a pipeline');
}

/** Runs of pipelines. What their steps said lies in the messages. */
export class PipelineRunRepository {
  readonly #database: SqliteDriver;

  constructor(database: SqliteDriver) {
    this.#database = database;
  }

  /** Oldest first. */
  list(conversationId: ConversationId): readonly PipelineRun[] {
    return this.#database
      .all('SELECT body FROM pipeline_runs WHERE conversation_id = $conversationId ORDER BY id', {
        conversationId,
      })
      .map(toRun);
  }

  /** Those that a crash or the end of the app has cut off. */
  listRunning(): readonly PipelineRun[] {
    return this.#database
      .all("SELECT body FROM pipeline_runs WHERE state = 'running' ORDER BY id")
      .map(toRun);
  }

  get(id: PipelineRunId): PipelineRun {
    const row = this.#database.get('SELECT body FROM pipeline_runs WHERE id = $id', { id });
    if (row === undefined) throw notFound('run of a pipeline');
    return toRun(row);
  }

  /** Throws `history/not-found` for a run of another conversation: its rows go when that one goes. */
  save(run: PipelineRun, now: number): void {
    const { id, conversationId, state } = run;
    const changed = this.#database.run(
      `INSERT INTO pipeline_runs (id, conversation_id, state, body, updated_at)
       VALUES ($id, $conversationId, $state, $body, $now)
       ON CONFLICT (id) DO UPDATE
       SET state = excluded.state, body = excluded.body, updated_at = excluded.updated_at
       WHERE conversation_id = excluded.conversation_id`,
      { id, conversationId, state, body: JSON.stringify(run), now },
    );
    if (changed === 0) throw notFound('run of a pipeline');
  }
}
