/**
 * Asks Bedrock's control plane what an account can use. The two lists that everybody has decide whether the question
 * succeeded; the others are often forbidden, or unknown to an endpoint, and then count as empty.
 */
import type { BedrockClient, InferenceProfileSummary } from '@aws-sdk/client-bedrock';
import type { BedrockListing } from './bedrockModels.ts';
import { readPages } from '../aws/readPages.ts';

/** What a listing needs besides the client. */
export interface ListingRequest {
  readonly abortSignal: AbortSignal;
  /** Mantle's list; rejects where there is none. */
  readonly mantleIds: () => Promise<readonly string[]>;
}

function orNone<Item>(items: Promise<readonly Item[]>): Promise<readonly Item[]> {
  return items.catch(() => []);
}

type ProfileType = 'SYSTEM_DEFINED' | 'APPLICATION';

/** Reads the inference profiles of one type. Rejects with what the SDK throws. */
export async function listProfiles(
  client: BedrockClient,
  typeEquals: ProfileType,
  abortSignal: AbortSignal,
): Promise<readonly InferenceProfileSummary[]> {
  const { paginateListInferenceProfiles } = await import('@aws-sdk/client-bedrock');
  const pages = paginateListInferenceProfiles({ client, pageSize: 100 }, { typeEquals }, { abortSignal });
  return readPages(pages, (page) => page.inferenceProfileSummaries);
}

/**
 * Reads all lists at once. Rejects with what the SDK throws, but only where neither foundation models nor profiles can be
 * listed: with one of them there is something to choose from.
 */
export async function listBedrockModels(
  client: BedrockClient,
  { abortSignal, mantleIds }: ListingRequest,
): Promise<BedrockListing> {
  const sdk = await import('@aws-sdk/client-bedrock');
  const config = { client, pageSize: 100 };
  const options = { abortSignal };
  const profiles = (type: ProfileType) => listProfiles(client, type, abortSignal);
  const foundation = client
    .send(new sdk.ListFoundationModelsCommand({ byOutputModality: 'TEXT' }), options)
    .then(({ modelSummaries = [] }) => modelSummaries);
  const systemProfiles = profiles('SYSTEM_DEFINED');

  const [listed, ofSystem, ofAccount, deployments, importedModels, endpoints, provisionedModels, onMantle] =
    await Promise.all([
      Promise.any([foundation, systemProfiles]).then(() => orNone(foundation)),
      orNone(systemProfiles),
      orNone(profiles('APPLICATION')),
      orNone(
        readPages(
          sdk.paginateListCustomModelDeployments(config, {}, options),
          (page) => page.modelDeploymentSummaries,
        ),
      ),
      orNone(readPages(sdk.paginateListImportedModels(config, {}, options), (page) => page.modelSummaries)),
      orNone(
        readPages(
          sdk.paginateListMarketplaceModelEndpoints(config, {}, options),
          (page) => page.marketplaceModelEndpoints,
        ),
      ),
      orNone(
        readPages(
          sdk.paginateListProvisionedModelThroughputs(config, {}, options),
          (page) => page.provisionedModelSummaries,
        ),
      ),
      orNone(mantleIds()),
    ]);
  return {
    foundationModels: listed,
    inferenceProfiles: [...ofSystem, ...ofAccount],
    deployments,
    importedModels,
    endpoints,
    provisionedModels,
    mantleIds: onMantle,
  };
}
