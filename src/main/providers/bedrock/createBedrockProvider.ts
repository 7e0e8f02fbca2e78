/**
 * Amazon Bedrock: the models of all vendors over Converse, OpenAI's over OpenAI's own wires. This file only joins the parts: where
 * a request may go and who asks (BedrockPlaces), what is said there (BedrockReplies), and what else can be asked
 * (BedrockQuestions). The SDKs are loaded with the first request.
 */
import { ownEndpoint } from '../aws/awsEndpoint.ts';
import type { ChatProvider, ProviderDependencies } from '../ChatProvider.ts';
import { BedrockPlaces, type PlacesOptions } from './BedrockPlaces.ts';
import { BedrockQuestions } from './BedrockQuestions.ts';
import { BedrockReplies } from './BedrockReplies.ts';
import { usualHttpVersions } from './createBedrockAccount.ts';

/** Everything may be left out. Tests choose, since they have no AWS to speak HTTP/2 with and no regions to ask. */
export type BedrockOptions = Partial<PlacesOptions>;

/** Makes the adapter for Bedrock. */
export function createBedrockProvider(
  dependencies: ProviderDependencies,
  options: BedrockOptions = {},
): ChatProvider<'bedrock'> & Required<Pick<ChatProvider<'bedrock'>, 'probe'>> {
  const { httpVersionsOf = usualHttpVersions, endpointOf = ownEndpoint } = options;
  const places = new BedrockPlaces(dependencies, { httpVersionsOf, endpointOf });
  const replies = new BedrockReplies(dependencies, places);
  const questions = new BedrockQuestions(dependencies, places, replies);
  return {
    stream: (request, context) => replies.stream(request, context),
    listModels: (context) => questions.listModels(context),
    probe: (modelId, context) => questions.probe(modelId, context),
  };
}
