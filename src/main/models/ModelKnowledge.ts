/**
 * All that is known of a model, from everyone who knows something: its server, as far as it was asked in this session, the
 * catalogue, what was learned, and what the person has set. Nothing is asked of any server for it.
 */
import type { Connection } from '../../shared/connection.ts';
import type { ModelInfo } from '../../shared/model.ts';
import type { ModelCatalogue } from '../catalogue/ModelCatalogue.ts';
import type { WireLimits } from '../preflight/wireLimits.ts';

interface ModelKnowledgeOptions {
  readonly catalogue: ModelCatalogue;
  /** What a server has said of a model, or undefined where it was not asked. */
  readonly listed: (connection: Connection, modelId: string) => ModelInfo | undefined;
  readonly limitsOf: (connection: Connection, model: ModelInfo) => WireLimits;
}

/** A model, and what its wire takes. */
export interface KnownModel {
  readonly model: ModelInfo;
  readonly limits: WireLimits;
}

export class ModelKnowledge {
  readonly #options: ModelKnowledgeOptions;

  constructor(options: ModelKnowledgeOptions) {
    this.#options = options;
  }

  /** What is known of a model that is about to be asked. Typed ids are as good as listed ones. */
  async know(connection: Connection, modelId: string): Promise<KnownModel> {
    const { catalogue, listed, limitsOf } = this.#options;
    const said = listed(connection, modelId) ?? { id: modelId, name: modelId };
    const model = await catalogue.describe(connection, said);
    return { model, limits: limitsOf(connection, model) };
  }

  /** A server's list with what is known besides. */
  describeAll(connection: Connection, models: readonly ModelInfo[]): Promise<readonly ModelInfo[]> {
    const { catalogue } = this.#options;
    return Promise.all(models.map((model) => catalogue.describe(connection, model)));
  }
}
