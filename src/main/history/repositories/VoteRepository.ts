import type { DeviceId, VoteId } from '../../../shared/ids.ts';
import { voteSchema } from '../../../shared/vote.ts';
import type { Vote } from '../../../shared/vote.ts';
import type { SqliteDriver } from '../SqliteDriver.ts';
import { parseJson, parseStored } from '../stored.ts';

/** Votes on replies. They outlive the conversations they were cast in. */
export class VoteRepository {
  readonly #database: SqliteDriver;
  readonly #deviceId: DeviceId;

  constructor(database: SqliteDriver, deviceId: DeviceId) {
    this.#database = database;
    this.#deviceId = deviceId;
  }

  /** Oldest first. */
  list(): readonly Vote[] {
    return this.#database
      .all('SELECT body FROM votes ORDER BY created_at, id')
      .map((row) => parseStored(voteSchema, parseJson(row['body']), 'vote'));
  }

  put(vote: Vote): void {
    this.#database.run(
      `INSERT INTO votes (id, body, created_at, device_id) VALUES ($id, $body, $createdAt, $deviceId)
       ON CONFLICT (id) DO UPDATE SET body = excluded.body, device_id = excluded.device_id`,
      { id: vote.id, body: JSON.stringify(vote), createdAt: vote.createdAt, deviceId: this.#deviceId },
    );
  }

  delete(id: VoteId): void {
    this.#database.run('DELETE FROM votes WHERE id = $id', { id });
  }
}
