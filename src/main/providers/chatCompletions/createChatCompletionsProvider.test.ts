import { newId, type ConnectionId } from '../../../shared/ids.ts';
import { describeProviderContract } from '../providerContract.ts';
import { createChatCompletionsProvider } from './createChatCompletionsProvider.ts';

describeProviderContract({
  name: 'chat completions',
  wire: 'chat',
  create: (dependencies, { retries }) =>
    createChatCompletionsProvider(dependencies, { retries, localPatience: dependencies.patience }),
  connectTo: (url) => ({
    provider: 'openai-compatible',
    id: newId<ConnectionId>(),
    name: 'Fake',
    createdAt: 0,
    updatedAt: 0,
    baseUrl: `${url}/v1`,
  }),
  signIn: (canary) => ({ apiKey: canary, headers: { 'x-gateway-key': canary } }),
  listed: ['fake-large', 'fake-small', 'gpt-fake'],
  refusals: { 'session-expired': 'provider/key-refused' },
});
