/**
 * A connection while it is being filled in: plain strings, one shape a provider, each in a file of its own. No secret is
 * ever part of a draft. Pure.
 */
import type { Connection, Provider } from '../../../../shared/connection.ts';
import type { PresetId } from '../../../../shared/connectionPresets.ts';
import type { ConnectionId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';
import { completeUrl } from './address.ts';
import {
  azureDraftOf,
  azureFields,
  azureName,
  azureProblems,
  completeResource,
  newAzureDraft,
} from './azureDraft.ts';
import type { AzureDraft } from './azureDraft.ts';
import {
  bedrockDraftOf,
  bedrockFields,
  bedrockName,
  bedrockProblems,
  newBedrockDraft,
} from './bedrockDraft.ts';
import type { BedrockDraft } from './bedrockDraft.ts';
import {
  compatibleDraftOf,
  compatibleFields,
  compatibleName,
  compatibleProblems,
  newCompatibleDraft,
} from './compatibleDraft.ts';
import type { CompatibleDraft } from './compatibleDraft.ts';
import { baseProblems, newBase, reachOf } from './draftBase.ts';
import { newOciDraft, ociDraftOf, ociFields, ociName, ociProblems } from './ociDraft.ts';
import type { OciDraft } from './ociDraft.ts';
import { newOpenAiDraft, openAiDraftOf, openAiFields, openAiProblems } from './openAiDraft.ts';
import type { OpenAiDraft } from './openAiDraft.ts';
import {
  newSageMakerDraft,
  sageMakerDraftOf,
  sageMakerFields,
  sageMakerName,
  sageMakerProblems,
} from './sageMakerDraft.ts';
import type { SageMakerDraft } from './sageMakerDraft.ts';
import { newVertexDraft, vertexDraftOf, vertexFields, vertexName, vertexProblems } from './vertexDraft.ts';
import type { VertexDraft } from './vertexDraft.ts';

export type ConnectionDraft =
  OpenAiDraft | CompatibleDraft | AzureDraft | VertexDraft | OciDraft | BedrockDraft | SageMakerDraft;

/** The providers that can be connected; the demo is there already. */
export type ConnectableProvider = Exclude<Provider, 'demo'>;

type Each<D> = D extends unknown ? Partial<D> : never;
type FieldOf<D> = D extends unknown ? keyof D : never;

/** New values for fields of a draft. A form only ever patches fields of its own provider. */
export type DraftPatch = Each<ConnectionDraft>;

/** What is wrong with a draft, as a sentence beside the field. */
export type DraftProblems = { readonly [K in FieldOf<ConnectionDraft>]?: string };

/** What a new connection is made for: a provider, or a service that is known by name. */
export type Choice =
  | { readonly provider: Exclude<ConnectableProvider, 'openai-compatible'> }
  | { readonly provider: 'openai-compatible'; readonly preset: PresetId | null };

/** An empty form. */
export function newDraft(choice: Choice, now: number): ConnectionDraft {
  const base = newBase(newId<ConnectionId>(), now);
  switch (choice.provider) {
    case 'openai':
      return newOpenAiDraft(base);
    case 'openai-compatible':
      return newCompatibleDraft(base, choice.preset);
    case 'azure-openai':
      return newAzureDraft(base);
    case 'google-vertex':
      return newVertexDraft(base);
    case 'oci':
      return newOciDraft(base);
    case 'bedrock':
      return newBedrockDraft(base);
    case 'sagemaker':
      return newSageMakerDraft(base);
  }
}

/** The form of a connection that exists; null for the demo, which has nothing to fill in. */
export function draftOf(connection: Connection): ConnectionDraft | null {
  switch (connection.provider) {
    case 'demo':
      return null;
    case 'openai':
      return openAiDraftOf(connection);
    case 'openai-compatible':
      return compatibleDraftOf(connection);
    case 'azure-openai':
      return azureDraftOf(connection);
    case 'google-vertex':
      return vertexDraftOf(connection);
    case 'oci':
      return ociDraftOf(connection);
    case 'bedrock':
      return bedrockDraftOf(connection);
    case 'sagemaker':
      return sageMakerDraftOf(connection);
  }
}

/** Lays new values over a draft. */
export function patched(draft: ConnectionDraft, patch: DraftPatch): ConnectionDraft {
  return Object.assign({}, draft, patch);
}

/** The address that the draft contacts instead of its provider's own; empty where it has none. */
export function addressOf(draft: ConnectionDraft): string {
  switch (draft.provider) {
    case 'openai':
      return completeUrl(draft.gatewayUrl);
    case 'openai-compatible':
      return completeUrl(draft.baseUrl);
    case 'azure-openai':
      return completeResource(draft.resource);
    case 'google-vertex':
    case 'oci':
    case 'bedrock':
    case 'sagemaker':
      return completeUrl(draft.endpoint);
  }
}

/** What the connection is called when nobody names it. */
export function defaultName(draft: ConnectionDraft): string {
  return ownName(draft).slice(0, 120).trim();
}

function ownName(draft: ConnectionDraft): string {
  switch (draft.provider) {
    case 'openai':
      return text.connections.providers.openai;
    case 'openai-compatible':
      return compatibleName(draft);
    case 'azure-openai':
      return azureName(draft);
    case 'google-vertex':
      return vertexName(draft);
    case 'oci':
      return ociName(draft);
    case 'bedrock':
      return bedrockName(draft);
    case 'sagemaker':
      return sageMakerName(draft);
  }
}

/** What has to be put right before the draft can be saved or tried. */
export function problemsOf(draft: ConnectionDraft): DraftProblems {
  return { ...baseProblems(draft), ...ownProblems(draft) };
}

function ownProblems(draft: ConnectionDraft): DraftProblems {
  switch (draft.provider) {
    case 'openai':
      return openAiProblems(draft);
    case 'openai-compatible':
      return compatibleProblems(draft);
    case 'azure-openai':
      return azureProblems(draft);
    case 'google-vertex':
      return vertexProblems(draft);
    case 'oci':
      return ociProblems(draft);
    case 'bedrock':
      return bedrockProblems(draft);
    case 'sagemaker':
      return sageMakerProblems(draft);
  }
}

/** The connection that the draft describes. Only for a draft without problems. */
export function connectionOf(draft: ConnectionDraft, now: number): Connection {
  const name = draft.name.trim() === '' ? defaultName(draft) : draft.name.trim();
  const base = { id: draft.id, name, createdAt: draft.createdAt, updatedAt: now, ...reachOf(draft) };
  switch (draft.provider) {
    case 'openai':
      return { ...base, ...openAiFields(draft) };
    case 'openai-compatible':
      return { ...base, ...compatibleFields(draft) };
    case 'azure-openai':
      return { ...base, ...azureFields(draft) };
    case 'google-vertex':
      return { ...base, ...vertexFields(draft) };
    case 'oci':
      return { ...base, ...ociFields(draft) };
    case 'bedrock':
      return { ...base, ...bedrockFields(draft) };
    case 'sagemaker':
      return { ...base, ...sageMakerFields(draft) };
  }
}
