/**
 * Asks Bedrock's control plane what an account can use. The two lists that everybody has decide whether the question
 * succeeded; the others are often forbidden, or unknown to an endpoint, and then count as empty.
 */
import type { BedrockClient } from '@aws-sdk/client-bedrock';
import type { BedrockListing } from './bedrockModels.ts';

/** Pages of a list that are read at most. At 100 entries a page nobody scrolls further, and a loop must not be endless. */
const mostPages = 20;

async function all<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let count = 0;
  for await (const page of pages) {
    items.push(...(itemsOf(page) ?? []));
    count += 1;
    if (count === mostPages) break;
  }
  return items;
}

function orNone<Item>(items: Promise<readonly Item[]>): Promise<readonly Item[]> {
  return items.catch(() => []);
}

/**
 * Reads all lists at once. Rejects with what the SDK throws, but only where neither foundation models nor profiles can be
 * listed: with one of them there is something to choose from.
 */
export async function listBedrockModels(
  client: BedrockClient,
  abortSignal: AbortSignal,
): Promise<BedrockListing> {
  const sdk = await import('@aws-sdk/client-bedrock');
  const config = { client, pageSize: 100 };
  const options = { abortSignal };
  const profiles = (typeEquals: 'SYSTEM_DEFINED' | 'APPLICATION') =>
    all(
      sdk.paginateListInferenceProfiles(config, { typeEquals }, options),
      (page) => page.inferenceProfileSummaries,
    );
  const foundation = client
    .send(new sdk.ListFoundationModelsCommand({ byOutputModality: 'TEXT' }), options)
    .then(({ modelSummaries = [] }) => modelSummaries);
  const systemProfiles = profiles('SYSTEM_DEFINED');

  const [listed, ofSystem, ofAccount, deployments, importedModels, endpoints, provisionedModels] =
    await Promise.all([
      Promise.any([foundation, systemProfiles]).then(() => orNone(foundation)),
      orNone(systemProfiles),
      orNone(profiles('APPLICATION')),
      orNone(
        all(
          sdk.paginateListCustomModelDeployments(config, {}, options),
          (page) => page.modelDeploymentSummaries,
        ),
      ),
      orNone(all(sdk.paginateListImportedModels(config, {}, options), (page) => page.modelSummaries)),
      orNone(
        all(
          sdk.paginateListMarketplaceModelEndpoints(config, {}, options),
          (page) => page.marketplaceModelEndpoints,
        ),
      ),
      orNone(
        all(
          sdk.paginateListProvisionedModelThroughputs(config, {}, options),
          (page) => page.provisionedModelSummaries,
        ),
      ),
    ]);
  return {
    foundationModels: listed,
    inferenceProfiles: [...ofSystem, ...ofAccount],
    deployments,
    importedModels,
    endpoints,
    provisionedModels,
  };
}
