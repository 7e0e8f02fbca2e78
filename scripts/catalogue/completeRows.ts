/**
 * What the rows of one service are known to lack and those of another say. A model is the same wherever it is served, so
 * its window and its efforts may be taken from its maker; a price never is, but for one that two services of one maker share.
 */
import { readBedrockId } from '../../src/main/catalogue/bedrockIds.ts';
import type { CatalogueProvider, CatalogueRow } from '../../src/main/catalogue/catalogueFile.ts';

export type Rows = ReadonlyMap<string, CatalogueRow>;
export type AllRows = ReadonlyMap<CatalogueProvider, Rows>;

type Complete = (id: string, row: CatalogueRow, all: AllRows) => CatalogueRow;

const completions: Partial<Record<CatalogueProvider, Complete>> = {
  'amazon-bedrock': withMakersEfforts,
  azure: (id, row, all) => withEffortsOf(row, all.get('openai')?.get(id)),
  openai: withWholeWindow,
  'google-vertex': withTiers,
};

/** The same rows, completed. */
export function completeRows(all: AllRows): AllRows {
  return new Map(
    [...all].map(([provider, rows]) => {
      const complete = completions[provider];
      if (complete === undefined) return [provider, rows];
      return [provider, new Map([...rows].map(([id, row]) => [id, complete(id, row, all)]))];
    }),
  );
}

/** Bedrock's rows name only the efforts beyond the usual; the makers' own rows name them all. */
function withMakersEfforts(id: string, row: CatalogueRow, all: AllRows): CatalogueRow {
  const [maker = '', name = ''] = splitOnce(readBedrockId(id)?.family ?? '');
  if (maker === 'openai') return withEffortsOf(row, all.get('openai')?.get(name));
  if (maker === 'anthropic') return withEffortsOf(row, all.get('anthropic')?.get(name));
  return row;
}

function withEffortsOf(row: CatalogueRow, maker: CatalogueRow | undefined): CatalogueRow {
  return maker?.reasoningEfforts === undefined ? row : { ...row, reasoningEfforts: maker.reasoningEfforts };
}

/** The source ends OpenAI's windows where the dearer tier begins, to spare its users' money; Azure's rows are whole. */
function withWholeWindow(id: string, row: CatalogueRow, all: AllRows): CatalogueRow {
  const whole = all.get('azure')?.get(id)?.contextWindow ?? 0;
  const { contextWindow = 0 } = row;
  const endsAtTier = row.price?.tiers?.[0]?.aboveInputTokens === contextWindow;
  return endsAtTier && whole > contextWindow ? { ...row, contextWindow: whole } : row;
}

/** Vertex AI and the Gemini API charge the same; the source has the tiers of the second only. */
function withTiers(id: string, row: CatalogueRow, all: AllRows): CatalogueRow {
  const tiers = all.get('google')?.get(id)?.price?.tiers;
  const sameRates = all.get('google')?.get(id)?.price?.input === row.price?.input;
  if (row.price === undefined || row.price.tiers !== undefined || tiers === undefined || !sameRates)
    return row;
  return { ...row, price: { ...row.price, tiers } };
}

function splitOnce(text: string): readonly string[] {
  const dot = text.indexOf('.');
  return dot === -1 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
