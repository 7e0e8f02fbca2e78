/**
 * What can be chosen on a Bedrock connection, from what its control plane lists. Pure.
 * - A foundation model is offered by its own id where it can be called on demand.
 * - Newer models can only be called through an inference profile (`us.…`, `eu.…`, `global.…`): those are offered instead.
 * - What an account has made for itself (application profiles, deployments, imports, endpoints, provisioned throughput) is
 *   offered by its ARN.
 * - Models that only mantle has are offered by their bare id.
 * Models that write no text or do not stream are left out, and so are the profiles that lead to them, and everything that would
 * leave the regions that a connection is limited to. The profiles of one model say so, so that they can be shown as choices.
 */
import type {
  CustomModelDeploymentSummary,
  FoundationModelSummary,
  ImportedModelSummary,
  InferenceProfileSummary,
  MarketplaceModelEndpointSummary,
  ProvisionedModelSummary,
} from '@aws-sdk/client-bedrock';
import type { ConnectionOf } from '../../../shared/connection.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import { readModelId } from './modelIds.ts';
import { regionsOfProfile } from './profileReach.ts';
import { residenceOf } from './residency.ts';

/** Everything that was listed. A list that the account may not read is empty. */
export interface BedrockListing {
  readonly foundationModels: readonly FoundationModelSummary[];
  readonly inferenceProfiles: readonly InferenceProfileSummary[];
  readonly deployments: readonly CustomModelDeploymentSummary[];
  readonly importedModels: readonly ImportedModelSummary[];
  readonly endpoints: readonly MarketplaceModelEndpointSummary[];
  readonly provisionedModels: readonly ProvisionedModelSummary[];
  /** Ids of mantle's own list. */
  readonly mantleIds: readonly string[];
}

/** What a connection is limited to. */
export type ListingLimits = Pick<ConnectionOf<'bedrock'>, 'region' | 'allowedRegions'>;

const longestName = 300;
const longestVendor = 100;

function chats(model: FoundationModelSummary): boolean {
  return (model.outputModalities ?? []).includes('TEXT') && model.responseStreamingSupported === true;
}

function onDemand({ inferenceTypesSupported = [] }: FoundationModelSummary): boolean {
  return inferenceTypesSupported.length === 0 || inferenceTypesSupported.includes('ON_DEMAND');
}

function entry(
  id: string | undefined,
  name: string | undefined,
  model?: FoundationModelSummary,
  profileOf?: ModelInfo['profileOf'],
): ModelInfo[] {
  if (id === undefined || id === '') return [];
  const vendor = model?.providerName ?? '';
  return [
    {
      id,
      name: (name === undefined || name === '' ? id : name).slice(0, longestName),
      ...(vendor !== '' && { vendor: vendor.slice(0, longestVendor) }),
      ...(model?.inputModalities !== undefined && { acceptsImages: model.inputModalities.includes('IMAGE') }),
      ...(profileOf !== undefined && { profileOf }),
    },
  ];
}

/** The model id at the end of a foundation model's ARN (`arn:aws:bedrock:us-east-1::foundation-model/…`). */
function modelIdOf(arn: string | undefined): string {
  return arn?.split('foundation-model/')[1] ?? '';
}

function lastSegment(arn: string | undefined): string | undefined {
  return arn?.split('/').at(-1);
}

function byVendorAndName(a: ModelInfo, b: ModelInfo): number {
  // What has no vendor is the account's own, and stands first.
  return (
    (a.vendor ?? '').localeCompare(b.vendor ?? '') || a.name.localeCompare(b.name) || a.id.localeCompare(b.id)
  );
}

/** The models that system profiles lead to: each of them is one model with several places to run. */
function profiledModels(profiles: readonly InferenceProfileSummary[]): ReadonlySet<string> {
  const system = profiles.filter(({ type }) => type !== 'APPLICATION');
  return new Set(
    system.flatMap(({ models = [] }) => models.map(({ modelArn }) => modelIdOf(modelArn)).filter(Boolean)),
  );
}

/** A profile as it is offered, if the model behind it can chat and nothing of it leaves. */
function ofProfile(
  profile: InferenceProfileSummary,
  known: ReadonlyMap<string, FoundationModelSummary>,
  limits: ListingLimits,
): ModelInfo[] {
  if (profile.status !== undefined && profile.status !== 'ACTIVE') return [];
  const application = profile.type === 'APPLICATION';
  const id = application ? profile.inferenceProfileArn : profile.inferenceProfileId;
  if (id === undefined || residenceOf(limits, id, regionsOfProfile(profile)) !== 'inside') return [];
  const behind = (profile.models ?? []).map(({ modelArn }) => modelIdOf(modelArn));
  const model = behind.map((modelId) => known.get(modelId)).find((candidate) => candidate !== undefined);
  if (model !== undefined && !chats(model)) return [];
  const { geography, base } = readModelId(id);
  const modelId = model?.modelId ?? behind.find(Boolean) ?? base;
  const profileOf = application || geography === null ? undefined : { modelId, geography };
  return entry(id, profile.inferenceProfileName, model, profileOf);
}

/** Ids that mantle has and the runtime has not, not even as `…-1:0`. */
function onlyOnMantle({ mantleIds, foundationModels }: BedrockListing): readonly string[] {
  const runtime = foundationModels.map(({ modelId = '' }) => modelId);
  return mantleIds.filter(
    (id) =>
      /^[a-z0-9-]+\.[a-z]/.test(id) &&
      !runtime.some((other) => other.startsWith(id) && /^(-v?\d+(:\d+)?)?$/.test(other.slice(id.length))),
  );
}

/** What an account has made for itself, by ARN, as soon as it is ready. */
function ownModels(listing: BedrockListing): readonly ModelInfo[] {
  return [
    ...listing.deployments
      .filter(({ status }) => status === 'Active')
      .flatMap((deployment) =>
        entry(deployment.customModelDeploymentArn, deployment.customModelDeploymentName),
      ),
    ...listing.importedModels
      .filter(({ instructSupported }) => instructSupported !== false)
      .flatMap((model) => entry(model.modelArn, model.modelName)),
    ...listing.endpoints.flatMap((endpoint) =>
      entry(endpoint.endpointArn, lastSegment(endpoint.endpointArn)),
    ),
    ...listing.provisionedModels
      .filter(({ status }) => status === 'InService')
      .flatMap((model) => entry(model.provisionedModelArn, model.provisionedModelName)),
  ];
}

/** Picks what can be chatted with, each id once, the account's own first and the rest by vendor and name. */
export function toModels(listing: BedrockListing, limits: ListingLimits): readonly ModelInfo[] {
  const known = new Map(listing.foundationModels.map((model) => [model.modelId ?? '', model]));
  const profiled = profiledModels(listing.inferenceProfiles);
  const inRegion = (modelId: string): ModelInfo['profileOf'] =>
    profiled.has(modelId) ? { modelId, geography: 'region' } : undefined;
  const found = [
    ...listing.foundationModels
      .filter((model) => chats(model) && onDemand(model))
      .flatMap((model) => entry(model.modelId, model.modelName, model, inRegion(model.modelId ?? ''))),
    ...listing.inferenceProfiles.flatMap((profile) => ofProfile(profile, known, limits)),
    ...ownModels(listing),
    ...onlyOnMantle(listing).flatMap((id) => entry(id, id, undefined, inRegion(id))),
  ];
  return [...new Map(found.map((model) => [model.id, model])).values()].toSorted(byVendorAndName);
}

/** The profiles that lead to a model, as far as a connection may use them. */
export function profilesOf(
  { inferenceProfiles }: Pick<BedrockListing, 'inferenceProfiles'>,
  modelId: string,
  limits: ListingLimits,
): readonly string[] {
  const { base } = readModelId(modelId);
  return inferenceProfiles
    .filter(({ models = [] }) => models.some(({ modelArn }) => modelIdOf(modelArn) === base))
    .flatMap((profile) => ofProfile(profile, new Map(), limits))
    .map(({ id }) => id);
}
