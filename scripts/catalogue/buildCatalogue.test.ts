import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogueFileSchema, catalogueProviders } from '../../src/main/catalogue/catalogueFile.ts';
import { projectPath } from '../projectPaths.ts';
import { buildCatalogue, formatCatalogue } from './buildCatalogue.ts';
import { catalogueSource } from './source.ts';

/** A few rows of each shape, as the source has them. */
const saved: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(projectPath('scripts', 'catalogue', 'savedInput.json'), 'utf8'),
);
const input = new Map(Object.entries(saved));
const { providers } = buildCatalogue(input);

describe('buildCatalogue', () => {
  it('keeps the facts of a row and nothing else', () => {
    expect(providers['amazon-bedrock']['amazon.nova-lite-v1:0']).toEqual({
      name: 'Nova Lite',
      contextWindow: 300_000,
      maxOutput: 10_000,
      acceptsImages: true,
      acceptsTools: true,
      reasoningEfforts: [],
      cachesPrompts: true,
      price: { input: 0.06, output: 0.24, cacheRead: 0.015, cacheWrite: 0.06 },
    });
  });

  it('keeps a price for each geography', () => {
    expect(providers['amazon-bedrock']['eu.amazon.nova-lite-v1:0']?.price?.input).toBe(0.069);
  });

  it('keeps the tiers of a price', () => {
    expect(providers['openai']['gpt-6-sol']?.price).toEqual({
      input: 2,
      output: 10,
      cacheRead: 0.2,
      cacheWrite: 2.5,
      tiers: [{ aboveInputTokens: 272_000, input: 4, output: 15, cacheRead: 0.4, cacheWrite: 5 }],
    });
  });

  it('has the chat model where a classifier shares its id', () => {
    expect(providers['openai']['gpt-6-luna']?.price?.output).toBe(0.5);
  });

  it('leaves out what does not chat', () => {
    expect(Object.keys(providers['openrouter'])).not.toContain('black-forest-labs/flux-3-image');
  });

  it('takes a cache rate of 0 for no rate', () => {
    expect(providers['amazon-bedrock']['deepseek.v3.2']?.price).toEqual({ input: 0.62, output: 1.85 });
    expect(providers['amazon-bedrock']['deepseek.v3.2']).not.toHaveProperty('cachesPrompts');
  });

  it('takes a price of 0 for unknown, unless the id says that it is free', () => {
    expect(providers['openrouter']['openrouter/auto']).not.toHaveProperty('price');
    expect(providers['google']['gemma-4-31b-it']).not.toHaveProperty('price');
    expect(providers['openrouter']['google/gemma-4-31b-it:free']?.price).toEqual({ input: 0, output: 0 });
  });

  it.each([
    ['deepseek', 'deepseek-flash', ['low', 'high', 'max']],
    ['groq', 'llama-3.1-8b-instant', []],
    // Its `high` is called `default` on the wire, which is no effort of ours.
    ['groq', 'qwen/qwen3.6-27b', ['none']],
    ['google', 'gemini-2.5-pro', ['low', 'medium', 'high']],
    ['google', 'gemma-4-31b-it', ['minimal', 'high']],
    ['openai', 'gpt-5', ['minimal', 'low', 'medium', 'high']],
    ['xai', 'grok-4.3', ['none', 'low', 'medium', 'high', 'xhigh']],
  ] as const)('reads the efforts of %s %s', (provider, id, efforts) => {
    expect(providers[provider][id]?.reasoningEfforts).toEqual(efforts);
  });

  it('does not name efforts that cannot be asked for by name', () => {
    expect(providers['together']['Qwen/Qwen3.5-9B']).not.toHaveProperty('reasoningEfforts');
  });

  it("takes a model's efforts from its maker, wherever it is served", () => {
    expect(providers['amazon-bedrock']['us.anthropic.claude-opus-5-5']?.reasoningEfforts).toEqual(
      providers['anthropic']['claude-opus-5-5']?.reasoningEfforts,
    );
    expect(providers['amazon-bedrock']['openai.gpt-6-sol']?.reasoningEfforts).toContain('none');
    expect(providers['azure']['gpt-5']?.reasoningEfforts).toContain('minimal');
  });

  it("has OpenAI's whole window, not the cheap part of it", () => {
    expect(providers['openai']['gpt-6-sol']?.contextWindow).toBe(1_050_000);
  });

  it('has the tiers that Vertex AI shares with the Gemini API', () => {
    expect(providers['google-vertex']['gemini-2.5-pro']?.price?.tiers).toEqual(
      providers['google']['gemini-2.5-pro']?.price?.tiers,
    );
    expect(providers['google-vertex']['gemini-2.5-flash']?.price).not.toHaveProperty('tiers');
  });

  it('adds Cohere on Bedrock', () => {
    expect(providers['amazon-bedrock']['cohere.command-r-v1:0']?.price).toEqual({ input: 0.5, output: 1.5 });
  });

  it('stops when a service is missing from the source', () => {
    const less = new Map([...input].filter(([provider]) => provider !== 'xai'));
    expect(() => buildCatalogue(less)).toThrow();
  });

  it('stops when a row has another form than expected', () => {
    const odd = { 'openai-responses': { 'chat:x': { type: 'chat', id: 'x', name: 'X', price: 1 } } };
    expect(() => buildCatalogue(new Map([...input, ['xai', odd]]))).toThrow();
  });
});

describe('formatCatalogue', () => {
  it('gives the same text for the same input, whatever its order', () => {
    const reversed = new Map([...input].toReversed());
    expect(formatCatalogue(buildCatalogue(reversed))).toBe(formatCatalogue(buildCatalogue(input)));
  });

  it('writes what can be read again', () => {
    const catalogue = buildCatalogue(input);
    expect(catalogueFileSchema.parse(JSON.parse(formatCatalogue(catalogue)))).toEqual(catalogue);
  });
});

describe('resources/models.json', () => {
  const text = readFileSync(projectPath('resources', 'models.json'), 'utf8').replaceAll('\r\n', '\n');
  const catalogue = catalogueFileSchema.parse(JSON.parse(text));

  it('was made by `npm run catalogue` from the source that is named', () => {
    expect(catalogue.source).toEqual({
      package: catalogueSource.package,
      version: catalogueSource.version,
    });
    expect(text).toBe(formatCatalogue(catalogue));
  });

  it.each(catalogueProviders)('knows models and prices of %s', (provider) => {
    const rows = Object.values(catalogue.providers[provider]);
    expect(rows.filter(({ price }) => price !== undefined)).not.toHaveLength(0);
  });
});
