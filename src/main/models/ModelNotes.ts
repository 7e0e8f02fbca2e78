/**
 * What has been noted of single models of single connections: what a person has set, and what the app has learned from a
 * server's refusals. Reading is at once, since every request asks; what is learned is written down behind it.
 */
import type { ConnectionId } from '../../shared/ids.ts';
import type { ModelOverride, ModelRoute } from '../../shared/model.ts';

/** What a server has taught. Kept through restarts. */
export interface LearnedNotes {
  /** The route that worked, by region, since accounts differ between regions. */
  readonly routes?: Readonly<Record<string, ModelRoute>>;
  /** Parameters that the model has refused, by their names on the wire. They are not sent again. */
  readonly refusedParameters?: readonly string[];
  /** Tokens that the server counted for each one that was counted here, over the last replies. */
  readonly tokenRatio?: number;
}

export interface ModelNotes {
  override(connectionId: ConnectionId, modelId: string): ModelOverride | null;
  learned(connectionId: ConnectionId, modelId: string): LearnedNotes;
  /** Adds to what is known: given fields replace the old ones, `routes` and `refusedParameters` are joined with them. */
  learn(connectionId: ConnectionId, modelId: string, notes: LearnedNotes): void;
}
