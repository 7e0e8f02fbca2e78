import type { CatalogueRow } from '../../src/main/catalogue/catalogueFile.ts';

/**
 * Rows that the source lacks: Cohere on Bedrock. Windows and limits from the model cards
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/model-card-cohere-command-r.html and …-command-r-plus.html), prices
 * from https://aws.amazon.com/bedrock/pricing/, read in November 2026. The cards say that both models ended on 19 August 2026;
 * the rows stay for gateways and endpoints that still serve them. Cohere's other models there write no text.
 */
export const cohereOnBedrock: Readonly<Record<string, CatalogueRow>> = {
  'cohere.command-r-plus-v1:0': {
    name: 'Command R+',
    contextWindow: 128_000,
    maxOutput: 4000,
    acceptsImages: false,
    acceptsTools: true,
    reasoningEfforts: [],
    price: { input: 3, output: 15 },
  },
  'cohere.command-r-v1:0': {
    name: 'Command R',
    contextWindow: 128_000,
    maxOutput: 4000,
    acceptsImages: false,
    acceptsTools: true,
    reasoningEfforts: [],
    price: { input: 0.5, output: 1.5 },
  },
};
