/**
 * The catalogue as it is shipped. Order of trust: what the person has set, what the server said, the snapshot in
 * `resources/models.json`, for prices alone genai-prices, nothing. Both sources are loaded when a model is first asked about.
 */
import type { Clock } from '../../shared/clock.ts';
import type { Connection } from '../../shared/connection.ts';
import type { ModelInfo, ModelOverride } from '../../shared/model.ts';
import type { Price } from '../../shared/money.ts';
import type { ModelNotes } from '../models/ModelNotes.ts';
import { bedrockModelOf } from './bedrockIds.ts';
import { BedrockRows } from './BedrockRows.ts';
import type { CatalogueFile, CatalogueRow } from './catalogueFile.ts';
import { fallbackPrice, type PriceQuestion } from './fallbackPrice.ts';
import { lookupOf } from './lookup.ts';
import type { ModelCatalogue } from './ModelCatalogue.ts';

interface SnapshotCatalogueOptions {
  readonly notes: Pick<ModelNotes, 'override'>;
  readonly clock: Clock;
  /** Reads the snapshot; called once. */
  readonly load: () => Promise<CatalogueFile>;
}

interface Snapshot {
  readonly providers: CatalogueFile['providers'];
  readonly bedrock: BedrockRows;
}

/** What is known of a model besides its server's word: a row, and how its price is asked for elsewhere. */
interface Known {
  readonly row: Partial<CatalogueRow> | null;
  readonly price: () => Promise<Price | null>;
}

const nothing: Known = { row: null, price: async () => null };

export class SnapshotCatalogue implements ModelCatalogue {
  readonly #options: SnapshotCatalogueOptions;
  #loading: Promise<Snapshot> | null = null;

  constructor(options: SnapshotCatalogueOptions) {
    this.#options = options;
  }

  async describe(connection: Connection, model: ModelInfo): Promise<ModelInfo> {
    const override = this.#options.notes.override(connection.id, model.id);
    const { row, price } = await this.#know(connection, model, override);
    const { price: listed, ...facts }: Partial<CatalogueRow> = row ?? {};
    // A name that is only the id again was no word of the server's.
    const name = model.name === model.id ? (facts.name ?? model.name) : model.name;
    const known =
      override?.price ??
      model.price ??
      (listed === undefined ? await price() : { ...listed, source: 'catalogue' as const });
    return {
      ...facts,
      ...model,
      name,
      ...(override?.contextWindow !== undefined && { contextWindow: override.contextWindow }),
      ...(override?.maxOutput !== undefined && { maxOutput: override.maxOutput }),
      ...(known !== null && { price: known }),
    };
  }

  async #know(connection: Connection, model: ModelInfo, override: ModelOverride | null): Promise<Known> {
    if (connection.provider === 'bedrock') {
      const found = bedrockModelOf(model);
      if (found === null) return nothing;
      const { bedrock } = await this.#snapshot();
      const id = found.geography === null ? found.name : `${found.geography}.${found.name}`;
      const row = bedrock.find(found, override?.region ?? connection.region);
      // Rows without a price for this place differ between places, so only an answer that knows places is taken.
      const matching = row === null ? 'by-the-service' : 'by-geography';
      return { row, price: () => this.#fallback({ service: 'aws', ids: [id], matching }) };
    }
    const lookup = lookupOf(connection, model.id);
    if (lookup === null) return nothing;
    const { catalogue, prices, ids, matching } = lookup;
    const { providers } = await this.#snapshot();
    const rows = catalogue === null ? {} : providers[catalogue];
    const id = ids.find((candidate) => Object.hasOwn(rows, candidate));
    return {
      row: id === undefined ? null : (rows[id] ?? null),
      price: async () => (prices === null ? null : this.#fallback({ service: prices, ids, matching })),
    };
  }

  #fallback(question: Omit<PriceQuestion, 'at'>): Promise<Price | null> {
    return fallbackPrice({ ...question, at: this.#options.clock.now() });
  }

  #snapshot(): Promise<Snapshot> {
    this.#loading ??= this.#options.load().then(({ providers }) => ({
      providers,
      bedrock: new BedrockRows(providers['amazon-bedrock']),
    }));
    return this.#loading;
  }
}
