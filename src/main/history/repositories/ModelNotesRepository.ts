import { z } from 'zod';
import { idSchema } from '../../../shared/idSchema.ts';
import type { ConnectionId, DeviceId } from '../../../shared/ids.ts';
import { modelOverrideSchema, modelRouteSchema } from '../../../shared/model.ts';
import type { NotedModel } from '../../models/MemoryModelNotes.ts';
import type { SqliteDriver, SqliteRow } from '../SqliteDriver.ts';
import { parseJson, parseStored, toJson } from '../stored.ts';

const notedModelSchema: z.ZodType<NotedModel> = z.strictObject({
  connectionId: idSchema<ConnectionId>(),
  modelId: z.string(),
  override: modelOverrideSchema.nullable(),
  learned: z.strictObject({
    routes: z.record(z.string(), modelRouteSchema).exactOptional(),
    refusedParameters: z.array(z.string()).exactOptional(),
    tokenRatio: z.number().exactOptional(),
  }),
});

function toNotedModel(row: SqliteRow): NotedModel {
  return parseStored(
    notedModelSchema,
    {
      connectionId: row['connection_id'],
      modelId: row['model_id'],
      override: parseJson(row['override']),
      learned: parseJson(row['learned']),
    },
    'note of a model',
  );
}

/** What was set and learned of single models. */
export class ModelNotesRepository {
  readonly #database: SqliteDriver;
  readonly #deviceId: DeviceId;

  constructor(database: SqliteDriver, deviceId: DeviceId) {
    this.#database = database;
    this.#deviceId = deviceId;
  }

  list(): readonly NotedModel[] {
    return this.#database.all('SELECT * FROM model_notes ORDER BY connection_id, model_id').map(toNotedModel);
  }

  save({ connectionId, modelId, override, learned }: NotedModel, now: number): void {
    this.#database.run(
      `INSERT INTO model_notes (connection_id, model_id, override, learned, updated_at, device_id)
       VALUES ($connectionId, $modelId, $override, $learned, $now, $deviceId)
       ON CONFLICT (connection_id, model_id) DO UPDATE
       SET override = excluded.override, learned = excluded.learned, updated_at = excluded.updated_at,
         device_id = excluded.device_id`,
      {
        connectionId,
        modelId,
        override: toJson(override),
        learned: JSON.stringify(learned),
        now,
        deviceId: this.#deviceId,
      },
    );
  }

  deleteAll(connectionId: ConnectionId): void {
    this.#database.run('DELETE FROM model_notes WHERE connection_id = $connectionId', { connectionId });
  }
}
