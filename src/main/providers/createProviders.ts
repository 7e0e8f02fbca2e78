/**
 * From a connection to the adapter that speaks its wire. An adapter is loaded by its first request, and loads its vendor's SDK
 * itself: a start loads neither, because a person who opens a window is not waiting for a model yet.
 */
import type { Provider } from '../../shared/connection.ts';
import type { ChatProvider, ProviderDependencies, ProviderFor } from './ChatProvider.ts';

/** An adapter that is fetched when it is first used, and then kept with its clients and connections. */
function lazily<P extends Provider>(load: () => Promise<ChatProvider<P>>): ChatProvider<P> {
  let loaded: Promise<ChatProvider<P>> | null = null;
  const adapter = (): Promise<ChatProvider<P>> => (loaded ??= load());
  return {
    async *stream(request, context) {
      yield* (await adapter()).stream(request, context);
    },
    listModels: async (context) => (await adapter()).listModels(context),
  };
}

type Probing<P extends Provider> = ChatProvider<P> & Required<Pick<ChatProvider<P>, 'probe'>>;

/** An adapter that can test single models as well. */
function lazilyProbing<P extends Provider>(load: () => Promise<Probing<P>>): ChatProvider<P> {
  let loaded: Promise<Probing<P>> | null = null;
  const adapter = (): Promise<Probing<P>> => (loaded ??= load());
  return {
    ...lazily(adapter),
    probe: async (modelId, context) => (await adapter()).probe(modelId, context),
  };
}

/** Makes the adapters of all providers, each once. The function returned is cheap: ask it for every request. */
export function createProviders(dependencies: ProviderDependencies): ProviderFor {
  const adapters: { readonly [P in Provider]: ChatProvider<P> } = {
    demo: lazily(async () => {
      const { createDemoProvider } = await import('./demo/createDemoProvider.ts');
      return createDemoProvider(dependencies);
    }),
    openai: lazily(async () => {
      const { createOpenAiProvider } = await import('./openai/createOpenAiProvider.ts');
      return createOpenAiProvider(dependencies);
    }),
    'openai-compatible': lazily(async () => {
      const { createChatCompletionsProvider } =
        await import('./chatCompletions/createChatCompletionsProvider.ts');
      return createChatCompletionsProvider(dependencies);
    }),
    bedrock: lazilyProbing(async () => {
      const { createBedrockProvider } = await import('./bedrock/createBedrockProvider.ts');
      return createBedrockProvider(dependencies);
    }),
    'azure-openai': lazily(async () => {
      const { createAzureProvider } = await import('./azure/createAzureProvider.ts');
      return createAzureProvider(dependencies);
    }),
    'google-vertex': lazily(async () => {
      const { createVertexProvider } = await import('./vertex/createVertexProvider.ts');
      return createVertexProvider(dependencies);
    }),
    oci: lazily(async () => {
      const { createOciProvider } = await import('./oci/createOciProvider.ts');
      return createOciProvider(dependencies);
    }),
    sagemaker: lazily(async () => {
      const { createSageMakerProvider } = await import('./sagemaker/createSageMakerProvider.ts');
      return createSageMakerProvider(dependencies);
    }),
  };
  const adapterOf = <P extends Provider>(provider: P): ChatProvider<P> => adapters[provider];
  return (connection) => adapterOf<typeof connection.provider>(connection.provider);
}
