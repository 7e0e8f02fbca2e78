/**
 * What can be chosen on a Bedrock connection, from what its control plane lists. Pure.
 * - A foundation model is offered by its own id where it can be called on demand.
 * - Newer models can only be called through an inference profile (`us.…`, `eu.…`, `global.…`): those are offered instead.
 * - What an account has made for itself (application profiles, deployments, imports, endpoints, provisioned throughput) is
 *   offered by its ARN.
 * Models that write no text or do not stream are left out, and so are the profiles that lead to them.
 */
import type {
  CustomModelDeploymentSummary,
  FoundationModelSummary,
  ImportedModelSummary,
  InferenceProfileSummary,
  MarketplaceModelEndpointSummary,
  ProvisionedModelSummary,
} from '@aws-sdk/client-bedrock';
import type { ModelInfo } from '../../../shared/model.ts';

/** Everything that was listed. A list that the account may not read is empty. */
export interface BedrockListing {
  readonly foundationModels: readonly FoundationModelSummary[];
  readonly inferenceProfiles: readonly InferenceProfileSummary[];
  readonly deployments: readonly CustomModelDeploymentSummary[];
  readonly importedModels: readonly ImportedModelSummary[];
  readonly endpoints: readonly MarketplaceModelEndpointSummary[];
  readonly provisionedModels: readonly ProvisionedModelSummary[];
}

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
): ModelInfo[] {
  if (id === undefined || id === '') return [];
  const vendor = model?.providerName ?? '';
  return [
    {
      id,
      name: (name === undefined || name === '' ? id : name).slice(0, longestName),
      ...(vendor !== '' && { vendor: vendor.slice(0, longestVendor) }),
      ...(model?.inputModalities !== undefined && { acceptsImages: model.inputModalities.includes('IMAGE') }),
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

/** Picks what can be chatted with, each id once, the account's own first and the rest by vendor and name. */
export function toModels(listing: BedrockListing): readonly ModelInfo[] {
  const known = new Map(listing.foundationModels.map((model) => [model.modelId ?? '', model]));

  const ofProfile = (profile: InferenceProfileSummary): ModelInfo[] => {
    if (profile.status !== undefined && profile.status !== 'ACTIVE') return [];
    const behind = (profile.models ?? []).map(({ modelArn }) => known.get(modelIdOf(modelArn)));
    const model = behind.find((candidate) => candidate !== undefined);
    if (model !== undefined && !chats(model)) return [];
    const id = profile.type === 'APPLICATION' ? profile.inferenceProfileArn : profile.inferenceProfileId;
    return entry(id, profile.inferenceProfileName, model);
  };

  const found = [
    ...listing.foundationModels
      .filter((model) => chats(model) && onDemand(model))
      .flatMap((model) => entry(model.modelId, model.modelName, model)),
    ...listing.inferenceProfiles.flatMap(ofProfile),
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
  return [...new Map(found.map((model) => [model.id, model])).values()].toSorted(byVendorAndName);
}
