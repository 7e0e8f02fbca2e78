/**
 * What is known of models that their servers do not say: windows, limits, modalities, prices. Nothing is asked of any server.
 * Order of trust: what the person has set, the generated catalogue, the fallback calculator, nothing.
 */
import type { Connection } from '../../shared/connection.ts';
import type { ModelInfo } from '../../shared/model.ts';

export interface ModelCatalogue {
  /**
   * Adds what is known to a model as its server lists it. The person's own values replace the server's; the catalogue's only
   * fill gaps. Also takes an id that no server has listed: `{ id, name: id }`.
   */
  describe(connection: Connection, model: ModelInfo): Promise<ModelInfo>;
}
