/**
 * Bedrock's part of the catalogue. What a model is stays the same wherever it runs; what it costs differs between a region, a
 * geography and the whole world, so a price is only given where the rows leave no doubt.
 */
import { geographiesOf, isSameModel, readBedrockId, type BedrockModel } from './bedrockIds.ts';
import type { CatalogueRow } from './catalogueFile.ts';

interface KnownRow {
  readonly model: BedrockModel;
  readonly row: CatalogueRow;
}

type Facts = Partial<Omit<CatalogueRow, 'price'>>;

export class BedrockRows {
  readonly #families = new Map<string, KnownRow[]>();

  constructor(rows: Readonly<Record<string, CatalogueRow>>) {
    for (const [id, row] of Object.entries(rows)) {
      const model = readBedrockId(id);
      if (model === null) continue;
      const family = this.#families.get(model.family);
      if (family === undefined) this.#families.set(model.family, [{ model, row }]);
      else family.push({ model, row });
    }
  }

  /** What is known of a model that is asked for in `region`; null when it is no model of the catalogue. */
  find(model: BedrockModel, region: string): Partial<CatalogueRow> | null {
    const family = this.#families.get(model.family) ?? [];
    const siblings = family.filter((known) => isSameModel(known.model, model));
    const facts = factsOf(model, siblings);
    if (facts === null) return null;
    const price = priceOf(siblings, wantedGeographies(model, model.region ?? region));
    return { ...facts, ...(price !== undefined && { price }) };
  }
}

/** The row of the very id, or that of a sibling, whose name speaks of another geography and is not taken. */
function factsOf(model: BedrockModel, siblings: readonly KnownRow[]): Facts | null {
  const own = siblings.find((known) => known.model.geography === model.geography);
  const row = own?.row ?? siblings[0]?.row;
  if (row === undefined) return null;
  const { name, price: _price, ...facts } = row;
  return own === undefined ? facts : { ...facts, name };
}

/** The price in the first geography that has one, else the one that all geographies share. */
function priceOf(siblings: readonly KnownRow[], wanted: readonly (string | null)[]): CatalogueRow['price'] {
  const there = wanted
    .map((geography) => siblings.find((known) => known.model.geography === geography))
    .find((known) => known !== undefined);
  if (there !== undefined) return there.row.price;
  const prices = new Set(siblings.map(({ row }) => JSON.stringify(row.price)));
  return prices.size === 1 ? siblings[0]?.row.price : undefined;
}

/** A profile's geography and no other; for a model's own id that of its region, and then the row that names none. */
function wantedGeographies({ geography }: BedrockModel, region: string): readonly (string | null)[] {
  return geography === null ? [...geographiesOf(region), null] : [geography];
}
