/** Finds what the wire of one model of one connection takes. Pure; the numbers and their sources stand in `fileLimits.ts`. */
import { presetOf } from '../../shared/chatQuirks.ts';
import type { ConnectionPreset } from '../../shared/connectionPresets.ts';
import type { Connection, ConnectionOf } from '../../shared/connection.ts';
import type { ModelInfo, ModelOverride } from '../../shared/model.ts';
import { assertNever } from '../../shared/result.ts';
import type { LearnedNotes } from '../models/ModelNotes.ts';
import {
  chatImages,
  converseDocuments,
  converseImages,
  geminiImages,
  openAiDocuments,
  openAiImages,
  presetImages,
} from './fileLimits.ts';
import type { DocumentLimits, ImageLimits } from './fileLimits.ts';
import { refusedParameters } from './refusedParameters.ts';
import type { WireApi } from './refusedParameters.ts';
import type { WireLimits } from './wireLimits.ts';

/** What has been noted of the model: what the person has set, and what its server has taught. */
export interface NotedOfModel {
  readonly override?: ModelOverride | null;
  readonly learned?: LearnedNotes;
}

/** A wire before the model has narrowed it. */
interface Wire {
  readonly api: WireApi;
  readonly replayFamily: string | null;
  readonly images?: ImageLimits;
  readonly documents?: DocumentLimits;
  readonly prefill?: boolean;
  /** Whether a model of which nothing is known is sent images. */
  readonly unknownModels: 'see' | 'read-only';
}

/** The id of a model on Bedrock without what names its place: an ARN's beginning, the geography of a profile. */
function bareBedrockId(modelId: string): string {
  const isArn = modelId.startsWith('arn:');
  const isApplicationProfile = isArn && modelId.includes(':application-inference-profile/');
  if (isApplicationProfile) return '';
  const name = isArn ? modelId.slice(modelId.indexOf('/') + 1) : modelId;
  return name.replace(/^(?:global|apac|us-gov|eusc|[a-z]{2})\./u, '');
}

/** GPT's files fail on Converse, so they take GPT to Responses, unless a person or a guardrail holds it on Converse. */
function bedrockApi(
  { region, guardrail }: ConnectionOf<'bedrock'>,
  isGpt: boolean,
  { override, learned }: NotedOfModel,
): WireApi {
  if (override?.route !== undefined) return override.route.api;
  if (isGpt) return guardrail === undefined ? 'responses' : 'converse';
  return learned?.routes?.[override?.region ?? region]?.api ?? 'converse';
}

function bedrockWire(connection: ConnectionOf<'bedrock'>, modelId: string, noted: NotedOfModel): Wire {
  const bare = bareBedrockId(modelId);
  const vendor = /^([a-z0-9-]+)\./u.exec(bare)?.[1] ?? '';
  const isGpt = /^openai\.gpt-\d/u.test(bare);
  const api = bedrockApi(connection, isGpt, noted);
  if (api === 'responses') return responses('responses:bedrock');
  if (api === 'chat') return { api, replayFamily: null, images: chatImages, unknownModels: 'read-only' };
  const base = { api, replayFamily: `converse:${vendor}`, unknownModels: 'see' } as const;
  return isGpt
    ? base
    : { ...base, images: converseImages, documents: converseDocuments, prefill: claudeTakesPrefill(bare) };
}

/**
 * Claude takes the beginning of its answer up to 4.5; from 4.6 on it answers "does not support assistant message prefill".
 * https://platform.claude.com/docs/en/about-claude/models/whats-new-claude-4-6
 */
function claudeTakesPrefill(bareId: string): boolean {
  return /^anthropic\.claude-(?:3|(?:opus|sonnet)-4(?:-[015])?(?:-\d{8}|[:-]v|$)|haiku-4-5)/u.test(bareId);
}

function responses(replayFamily: string): Wire {
  return {
    api: 'responses',
    replayFamily,
    images: openAiImages,
    documents: openAiDocuments,
    unknownModels: 'see',
  };
}

function presetWire(preset: ConnectionPreset | null): Wire {
  const isDeclared = preset?.quirks?.documents === 'file';
  return {
    api: 'chat',
    replayFamily: preset?.quirks?.echo?.family ?? null,
    images: (preset === null ? undefined : presetImages[preset.id]) ?? chatImages,
    ...(isDeclared && { documents: openAiDocuments }),
    // A local model that cannot see fails or makes something up, so one that is not known to see is shown nothing.
    unknownModels: preset?.kind === 'local' ? 'read-only' : 'see',
    prefill: (preset?.quirks?.prefill ?? 'none') !== 'none',
  };
}

/** OpenAI's own models on Vertex speak Responses; those that Google serves itself end in `-maas`. */
function vertexWire(modelId: string): Wire {
  const isOpenAi = /^(openai\/|(gpt|o\d)-)/u.test(modelId) && !modelId.endsWith('-maas');
  if (isOpenAi) return responses('responses:vertex');
  return { api: 'chat', replayFamily: 'chat:vertex', images: geminiImages, unknownModels: 'see' };
}

function azureWire({ api }: ConnectionOf<'azure-openai'>): Wire {
  if (api.kind === 'v1' && api.wire === 'responses') return responses('responses:azure');
  return { api: 'chat', replayFamily: null, images: openAiImages, unknownModels: 'see' };
}

function ociWire({ wire }: ConnectionOf<'oci'>): Wire {
  if (wire === 'responses') return responses('responses:oci');
  return { api: 'chat', replayFamily: null, images: chatImages, unknownModels: 'see' };
}

function wireOf(connection: Connection, modelId: string, noted: NotedOfModel): Wire {
  switch (connection.provider) {
    case 'demo':
      return { api: 'chat', replayFamily: null, images: chatImages, unknownModels: 'see' };
    case 'openai':
      return responses('responses:openai');
    case 'openai-compatible':
      return presetWire(presetOf(connection));
    case 'azure-openai':
      return azureWire(connection);
    case 'google-vertex':
      return vertexWire(modelId);
    case 'oci':
      return ociWire(connection);
    case 'bedrock':
      return bedrockWire(connection, modelId, noted);
    case 'sagemaker':
      return { api: 'chat', replayFamily: null, images: chatImages, unknownModels: 'read-only' };
    default:
      return assertNever(connection, 'provider');
  }
}

/** What the wire of a model takes, as far as it is known. What the model is known not to take is left out. */
export function wireLimitsOf(connection: Connection, model: ModelInfo, noted: NotedOfModel = {}): WireLimits {
  const {
    api,
    replayFamily,
    images,
    documents,
    unknownModels,
    prefill = false,
  } = wireOf(connection, model.id, noted);
  const sees = model.acceptsImages ?? unknownModels === 'see';
  // A page of a document is shown to the model as a picture too.
  const takesDocuments = model.acceptsDocuments ?? (api === 'converse' || sees);
  return {
    ...(images !== undefined && sees && { images }),
    ...(documents !== undefined && takesDocuments && { documents }),
    replayFamily,
    ...(prefill && { prefill }),
    refusedParameters: refusedParameters(api, model.id, noted.learned?.refusedParameters),
  };
}
