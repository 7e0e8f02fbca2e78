import {
  catalogueFileSchema,
  catalogueProviders,
  type CatalogueFile,
  type CatalogueProvider,
  type CatalogueRow,
} from '../../src/main/catalogue/catalogueFile.ts';
import { completeRows, type Rows } from './completeRows.ts';
import { cohereOnBedrock } from './handAdded.ts';
import { catalogueSource } from './source.ts';
import { sourceFileSchema, toCatalogueRow } from './sourceRow.ts';

/**
 * Makes the catalogue from the source's files, each as parsed JSON by its service's name. Throws when one is missing or has
 * another form than expected, so that a new version of the source is looked at before it is believed.
 */
export function buildCatalogue(files: ReadonlyMap<string, unknown>): CatalogueFile {
  const all = new Map(catalogueProviders.map((provider) => [provider, rowsOf(provider, files)]));
  const providers = Object.fromEntries(
    [...completeRows(all)].map(([provider, rows]) => [provider, sorted(rows)]),
  );
  return catalogueFileSchema.parse({
    source: { package: catalogueSource.package, version: catalogueSource.version },
    providers,
  });
}

/** The file's text: a row a line, so that a new version shows as what has changed. The same input gives the same text. */
export function formatCatalogue({ source, providers }: CatalogueFile): string {
  const blocks = Object.entries(providers).map(([provider, rows]) => {
    const lines = Object.entries(rows).map(([id, row]) => `${JSON.stringify(id)}:${JSON.stringify(row)}`);
    return `${JSON.stringify(provider)}:{\n${lines.join(',\n')}\n}`;
  });
  return `{"source":${JSON.stringify(source)},\n"providers":{\n${blocks.join(',\n')}\n}}\n`;
}

function rowsOf(provider: CatalogueProvider, files: ReadonlyMap<string, unknown>): Rows {
  const wires = Object.values(sourceFileSchema.parse(files.get(provider)));
  const rows = wires
    .flatMap((wire) => Object.values(wire))
    .filter(({ type }) => type === 'chat')
    .map((row): [string, CatalogueRow] => [row.id, toCatalogueRow(row)]);
  const byHand = provider === 'amazon-bedrock' ? Object.entries(cohereOnBedrock) : [];
  // What the source has learned of such a model since is newer than what was written by hand.
  return new Map([...byHand, ...rows]);
}

function sorted(rows: Rows): Record<string, CatalogueRow> {
  return Object.fromEntries([...rows].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))));
}
