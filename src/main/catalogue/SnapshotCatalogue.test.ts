import { describe, expect, it } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import { newId } from '../../shared/ids.ts';
import type { ModelInfo } from '../../shared/model.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import { MemoryModelNotes } from '../models/MemoryModelNotes.ts';
import type { CatalogueFile, CatalogueProvider, CatalogueRow } from './catalogueFile.ts';
import { catalogueProviders } from './catalogueFile.ts';
import { loadSnapshot } from './loadSnapshot.ts';
import { SnapshotCatalogue } from './SnapshotCatalogue.ts';

type Rows = Readonly<Record<string, CatalogueRow>>;

const base = { id: newId<Connection['id']>(), name: 'A connection', createdAt: 0, updatedAt: 0 };
const openAi = { ...base, provider: 'openai' } as const;
const local = {
  ...base,
  provider: 'openai-compatible',
  preset: 'ollama',
  baseUrl: 'http://127.0.0.1:11434/v1',
} as const;
const azure = {
  ...base,
  provider: 'azure-openai',
  endpoint: 'https://name.openai.azure.com',
  api: { kind: 'v1', wire: 'responses' },
  auth: { kind: 'api-key' },
} as const;
const bedrock = {
  ...base,
  provider: 'bedrock',
  region: 'us-east-1',
  auth: { kind: 'default-chain' },
} as const;

function fileOf(rows: Partial<Record<CatalogueProvider, Rows>>): CatalogueFile {
  const none = Object.fromEntries(catalogueProviders.map((provider) => [provider, {}]));
  return {
    source: { package: 'test', version: '1' },
    providers: { ...none, ...rows } as CatalogueFile['providers'],
  };
}

function catalogueOf(rows: Partial<Record<CatalogueProvider, Rows>>, notes = new MemoryModelNotes()) {
  const clock = new ManualClock(Date.UTC(2026, 10, 1));
  const catalogue = new SnapshotCatalogue({ notes, clock, load: async () => fileOf(rows) });
  return (connection: Connection, model: string | ModelInfo): Promise<ModelInfo> =>
    catalogue.describe(connection, typeof model === 'string' ? { id: model, name: model } : model);
}

const row: CatalogueRow = { name: 'A model', contextWindow: 1000, price: { input: 1, output: 2 } };

describe('SnapshotCatalogue', () => {
  it('fills what the server left open and keeps what it said', async () => {
    const describeModel = catalogueOf({ openai: { m: { ...row, maxOutput: 100, acceptsImages: true } } });
    const listed = { id: 'm', name: 'As listed', contextWindow: 2000, acceptsImages: false };
    expect(await describeModel(openAi, listed)).toEqual({
      ...listed,
      maxOutput: 100,
      price: { input: 1, output: 2, source: 'catalogue' },
    });
  });

  it('gives a typed id its name', async () => {
    expect((await catalogueOf({ openai: { m: row } })(openAi, 'm')).name).toBe('A model');
  });

  it("takes a person's values before all others", async () => {
    const notes = new MemoryModelNotes();
    const price = { input: 9, output: 9, source: 'override' } as const;
    notes.setOverride(openAi.id, 'm', { price, contextWindow: 5, maxOutput: 6 });
    const listed: ModelInfo = {
      id: 'm',
      name: 'm',
      contextWindow: 7,
      price: { input: 3, output: 3, source: 'server' },
    };
    expect(await catalogueOf({ openai: { m: row } }, notes)(openAi, listed)).toMatchObject({
      price,
      contextWindow: 5,
      maxOutput: 6,
    });
  });

  it("takes the server's price before the catalogue's", async () => {
    const price = { input: 3, output: 3, source: 'server' } as const;
    expect((await catalogueOf({ openai: { m: row } })(openAi, { id: 'm', name: 'M', price })).price).toEqual(
      price,
    );
  });

  it('asks genai-prices for a price that the catalogue lacks, and for nothing else', async () => {
    const described = await catalogueOf({})(openAi, 'gpt-4o');
    expect(described).toEqual({
      id: 'gpt-4o',
      name: 'gpt-4o',
      price: { input: 2.5, output: 10, cacheRead: 1.25, source: 'genai-prices' },
    });
  });

  it('knows the price of a fallback that has tiers', async () => {
    const described = await catalogueOf({})(openAi, 'gpt-5.4');
    expect(described.price?.tiers).toEqual([
      { aboveInputTokens: 271_999, input: 5, output: 22.5, cacheRead: 0.5 },
    ]);
  });

  it.each([
    ['an unknown model', openAi, 'a-model-of-nobody'],
    ['a fine-tuned model', openAi, 'ft:gpt-4o:somebody::1'],
    ['a deployment that only resembles a model', azure, 'prod-gpt-4o-eu'],
    ['a server on this machine', local, 'gpt-4o'],
    [
      'an application profile',
      bedrock,
      'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a',
    ],
  ] as const)('has no price for %s', async (_, connection, id) => {
    expect(await catalogueOf({})(connection, id)).toEqual({ id, name: id });
  });

  it('has a price for what nobody knows where a person has set one', async () => {
    const notes = new MemoryModelNotes();
    notes.setOverride(local.id, 'mine', { price: { input: 0, output: 0, source: 'override' } });
    expect((await catalogueOf({}, notes)(local, 'mine')).price?.source).toBe('override');
  });

  it('reads the snapshot once', async () => {
    let loads = 0;
    const load = async () => {
      loads += 1;
      return fileOf({ openai: { m: row } });
    };
    const catalogue = new SnapshotCatalogue({
      notes: new MemoryModelNotes(),
      clock: new ManualClock(),
      load,
    });
    await Promise.all([
      catalogue.describe(openAi, { id: 'm', name: 'm' }),
      catalogue.describe(openAi, { id: 'm', name: 'm' }),
    ]);
    expect(loads).toBe(1);
  });

  it('reads no snapshot for what nothing can be known of', async () => {
    const load = (): Promise<CatalogueFile> => Promise.reject(new Error('It was read.'));
    const catalogue = new SnapshotCatalogue({
      notes: new MemoryModelNotes(),
      clock: new ManualClock(),
      load,
    });
    expect(await catalogue.describe(local, { id: 'm', name: 'm' })).toEqual({ id: 'm', name: 'm' });
  });

  it('is not misled by an id that is the name of a property of every object', async () => {
    expect(await catalogueOf({})(openAi, '__proto__')).toEqual({ id: '__proto__', name: '__proto__' });
  });
});

describe('on Bedrock', () => {
  const priced = (input: number, name = 'Nova'): CatalogueRow => ({
    name,
    contextWindow: 300_000,
    price: { input, output: input },
  });
  const rows: Rows = {
    'amazon.nova-x-v1:0': priced(1),
    'eu.amazon.nova-x-v1:0': priced(2, 'Nova (EU)'),
    'us.meta.llama-x-v1:0': priced(3, 'Llama (US)'),
    'meta.llama-x-v1:0': priced(3, 'Llama'),
  };
  const describeModel = catalogueOf({ 'amazon-bedrock': rows });
  const europe = { ...bedrock, region: 'eu-west-1' } as const;

  it.each([
    [bedrock, 'amazon.nova-x-v1:0', 1],
    [bedrock, 'eu.amazon.nova-x-v1:0', 2],
    [europe, 'amazon.nova-x-v1:0', 2],
    [europe, 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-x-v1:0', 1],
    [europe, 'eu.meta.llama-x-v1:0', 3],
    [europe, 'meta.llama-x-v1:0', 3],
  ] as const)('%# takes the price of the place', async (connection, id, input) => {
    expect((await describeModel(connection, id)).price?.input).toBe(input);
  });

  it('names no price for a geography where prices differ', async () => {
    expect(await describeModel(bedrock, 'jp.amazon.nova-x-v1:0')).toEqual({
      id: 'jp.amazon.nova-x-v1:0',
      name: 'jp.amazon.nova-x-v1:0',
      contextWindow: 300_000,
    });
  });

  it('keeps the name of the id that is asked for', async () => {
    expect((await describeModel(europe, 'amazon.nova-x-v1:0')).name).toBe('Nova');
  });

  it('goes by the region that was set for a model', async () => {
    const notes = new MemoryModelNotes();
    notes.setOverride(bedrock.id, 'amazon.nova-x-v1:0', { region: 'eu-central-1' });
    const set = catalogueOf({ 'amazon-bedrock': rows }, notes);
    expect((await set(bedrock, 'amazon.nova-x-v1:0')).price?.input).toBe(2);
  });

  it('asks the fallback where the catalogue has no row', async () => {
    const price = (await describeModel(bedrock, 'us.openai.gpt-5.6-sol')).price;
    expect(price).toMatchObject({ input: 4.4, output: 22, source: 'genai-prices' });
  });
});

describe('the snapshot that is shipped', () => {
  const catalogue = new SnapshotCatalogue({
    notes: new MemoryModelNotes(),
    clock: new ManualClock(),
    load: loadSnapshot,
  });

  it.each([
    ['us.anthropic.claude-opus-5-5', 4.4, 22],
    ['us.openai.gpt-5.6-sol', 4.4, 22],
    ['global.openai.gpt-6.1-terra', 1, 5],
    ['cohere.command-r-plus-v1:0', 3, 15],
  ])('knows %s', async (id, input, output) => {
    const { price } = await catalogue.describe(bedrock, { id, name: id });
    expect(price).toMatchObject({ input, output, source: 'catalogue' });
  });

  it('gives every model of Bedrock the price of its own id', async () => {
    const { providers } = await loadSnapshot();
    for (const [id, row] of Object.entries(providers['amazon-bedrock'])) {
      const { price } = await catalogue.describe(bedrock, { id, name: id });
      expect([id, price?.input, price?.output]).toEqual([id, row.price?.input, row.price?.output]);
    }
  });

  it('gives every model of OpenAI its own row', async () => {
    const { providers } = await loadSnapshot();
    for (const [id, row] of Object.entries(providers['openai'])) {
      expect(await catalogue.describe(openAi, { id, name: id })).toMatchObject({ id, ...row });
    }
  });
});
