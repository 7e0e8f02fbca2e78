/**
 * Where a model of a connection is looked up: the service's name in the catalogue and in the fallback calculator, and the
 * ids that may stand there, the most exact first. Pure. Bedrock has ids of its own kind: `bedrockIds.ts`.
 */
import { presetOf } from '../../shared/chatQuirks.ts';
import type { PresetId } from '../../shared/connectionPresets.ts';
import type { Connection, ConnectionOf } from '../../shared/connection.ts';
import type { CatalogueProvider } from './catalogueFile.ts';
import type { Matching } from './fallbackPrice.ts';

export interface Lookup {
  readonly catalogue: CatalogueProvider | null;
  /** The service's id in genai-prices; null where it does not know it. */
  readonly prices: string | null;
  readonly ids: readonly string[];
  readonly matching: Matching;
}

interface Service {
  readonly catalogue: CatalogueProvider | null;
  readonly prices: string | null;
}

/** Presets that are in neither source, or that run on somebody's own machine, are left out: nothing is known of them. */
const services: Partial<Record<PresetId, Service>> = {
  anthropic: { catalogue: 'anthropic', prices: 'anthropic' },
  cohere: { catalogue: null, prices: 'cohere' },
  deepseek: { catalogue: 'deepseek', prices: 'deepseek' },
  fireworks: { catalogue: 'fireworks', prices: 'fireworks' },
  gemini: { catalogue: 'google', prices: 'google' },
  groq: { catalogue: 'groq', prices: 'groq' },
  mistral: { catalogue: 'mistral', prices: 'mistral' },
  openrouter: { catalogue: 'openrouter', prices: 'openrouter' },
  together: { catalogue: 'together', prices: 'together' },
  xai: { catalogue: 'xai', prices: 'x-ai' },
};

/** Null where nothing can be known. Bedrock is not looked up here. */
export function lookupOf(connection: Connection, modelId: string): Lookup | null {
  switch (connection.provider) {
    case 'openai':
      return {
        catalogue: 'openai',
        prices: 'openai',
        ids: withoutDate(modelId),
        matching: 'by-the-service',
      };
    case 'azure-openai':
      return { catalogue: 'azure', prices: 'azure', ids: withoutDate(modelId), matching: 'whole-ids' };
    case 'google-vertex':
      return vertexLookup(modelId);
    case 'openai-compatible':
      return presetLookup(connection, modelId);
    case 'bedrock':
    case 'sagemaker':
    case 'oci':
    case 'demo':
      return null;
  }
}

/** Of what Vertex AI serves only Google's own models are in the sources under its prices. */
function vertexLookup(modelId: string): Lookup | null {
  const name = modelId.replace(/^publishers\/google\/models\//, '').replace(/^google\//, '');
  if (name.includes('/')) return null;
  return {
    catalogue: 'google-vertex',
    prices: 'google',
    ids: withoutDate(name),
    matching: 'whole-ids',
  };
}

function presetLookup(connection: ConnectionOf<'openai-compatible'>, modelId: string): Lookup | null {
  const preset = presetOf(connection)?.id;
  const service = preset === undefined ? undefined : services[preset];
  if (service === undefined) return null;
  const name = preset === 'gemini' ? modelId.replace(/^models\//, '') : modelId;
  return { ...service, ids: withoutDate(name), matching: 'by-the-service' };
}

/** An id, and the same without the date of its snapshot (`gpt-5.4-2026-03-05`, `claude-opus-4-5-20251101`). */
export function withoutDate(id: string): readonly string[] {
  const undated = id.replace(/-20\d{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])$/, '');
  return undated === id ? [id] : [id, undated];
}
