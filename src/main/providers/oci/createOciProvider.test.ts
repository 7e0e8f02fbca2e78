import { describe, expect, it } from 'vitest';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { newId, type ConnectionId } from '../../../shared/ids.ts';
import { canary, withRig, type ContractSubject } from '../testing/ContractSubject.ts';
import { describeProviderContract } from '../testing/providerContract.ts';
import { createOciProvider } from './createOciProvider.ts';

const project = 'ocid1.generativeaiproject.oc1.us-chicago-1.fake';

const connection: ConnectionOf<'oci'> = {
  provider: 'oci',
  id: newId<ConnectionId>(),
  name: 'Fake',
  createdAt: 0,
  updatedAt: 0,
  region: 'us-chicago-1',
  wire: 'responses',
  project,
  typedModels: ['xai.grok-fake'],
};

const responses: ContractSubject<'oci'> = {
  name: 'oci, responses',
  wire: 'responses',
  create: createOciProvider,
  connectTo: (endpoint) => ({ ...connection, endpoint }),
  signIn: (key) => ({ apiKey: key }),
  listed: ['fake-large', 'fake-small', 'gpt-fake', 'xai.grok-fake'],
  refusals: { 'session-expired': 'provider/key-refused' },
};

describeProviderContract(responses);

describe('the OCI adapter', () => {
  it.each(['responses', 'chat'] as const)('names its project over %s', (wire) =>
    withRig(
      { ...responses, connectTo: (endpoint) => ({ ...connection, wire, endpoint }) },
      {},
      async (rig) => {
        await rig.ask();
        const [request] = rig.server.streams;
        expect(request?.path).toBe(wire === 'chat' ? '/openai/v1/chat/completions' : '/openai/v1/responses');
        expect(request?.headers).toMatchObject({
          authorization: `Bearer ${canary}`,
          'openai-project': project,
        });
      },
    ),
  );

  it('is content with typed ids where the region does not list', () =>
    withRig(responses, {}, async (rig) => {
      rig.server.scriptLists({ kind: 'http-error', failure: 'wrong-path' });
      const models = await rig.provider.listModels(rig.context());
      expect(models).toEqual([{ id: 'xai.grok-fake', name: 'xai.grok-fake' }]);
    }));
});
