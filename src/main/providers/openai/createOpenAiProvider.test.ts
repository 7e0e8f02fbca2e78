import { newId, type ConnectionId } from '../../../shared/ids.ts';
import { describeProviderContract } from '../providerContract.ts';
import { createOpenAiProvider } from './createOpenAiProvider.ts';

describeProviderContract({
  name: 'openai',
  wire: 'responses',
  create: createOpenAiProvider,
  connectTo: (url) => ({
    provider: 'openai',
    id: newId<ConnectionId>(),
    name: 'Fake',
    createdAt: 0,
    updatedAt: 0,
    baseUrl: `${url}/v1`,
  }),
  signIn: (canary) => ({ apiKey: canary }),
  listed: ['fake-large', 'fake-small', 'gpt-fake'],
  refusals: { 'session-expired': 'provider/key-refused' },
});
