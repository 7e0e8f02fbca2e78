/**
 * The form of `resources/models.json`: facts of models by the service that serves them, written by `npm run catalogue` and
 * never by hand. A model that two services serve stands there twice, because its price and its limits differ.
 */
import { z } from 'zod';
import { modelInfoSchema } from '../../shared/model.ts';
import { priceSchema } from '../../shared/money.ts';

/** The services that the catalogue knows. */
export const catalogueProviders = [
  'amazon-bedrock',
  'anthropic',
  'azure',
  'deepseek',
  'fireworks',
  'google',
  'google-vertex',
  'groq',
  'mistral',
  'openai',
  'openrouter',
  'together',
  'xai',
] as const;

/** A model's facts. What is not known is absent; a price of 0 is a model that is given away. */
export const catalogueRowSchema = z.strictObject({
  ...modelInfoSchema.pick({
    name: true,
    contextWindow: true,
    maxOutput: true,
    acceptsImages: true,
    acceptsTools: true,
    reasoningEfforts: true,
    cachesPrompts: true,
  }).shape,
  price: priceSchema.omit({ source: true }).exactOptional(),
});

export const catalogueFileSchema = z.strictObject({
  /** What the rows were made from. */
  source: z.strictObject({ package: z.string(), version: z.string() }),
  providers: z.record(z.enum(catalogueProviders), z.record(z.string(), catalogueRowSchema)),
});

export type CatalogueProvider = (typeof catalogueProviders)[number];
export type CatalogueRow = z.infer<typeof catalogueRowSchema>;
export type CatalogueFile = z.infer<typeof catalogueFileSchema>;
