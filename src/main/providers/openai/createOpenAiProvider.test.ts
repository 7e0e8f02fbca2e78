import { describe, expect, it } from 'vitest';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { newId, type ConnectionId } from '../../../shared/ids.ts';
import { canary, saidText, withRig, type ContractSubject } from '../testing/ContractSubject.ts';
import { describeProviderContract } from '../testing/providerContract.ts';
import { createOpenAiProvider } from './createOpenAiProvider.ts';

const connection = {
  provider: 'openai',
  id: newId<ConnectionId>(),
  name: 'Fake',
  createdAt: 0,
  updatedAt: 0,
} as const satisfies ConnectionOf<'openai'>;

const subject: ContractSubject<'openai'> = {
  name: 'openai',
  wire: 'responses',
  create: createOpenAiProvider,
  connectTo: (url) => ({ ...connection, baseUrl: `${url}/v1` }),
  signIn: (key) => ({ apiKey: key }),
  listed: ['fake-large', 'fake-small', 'gpt-fake'],
  refusals: { 'session-expired': 'provider/key-refused' },
};

describeProviderContract(subject);

describe('the OpenAI adapter', () => {
  it('asks the server to store nothing and tells it nothing of this machine', () =>
    withRig(subject, {}, async (rig) => {
      await rig.ask();
      const [request] = rig.server.streams;
      expect(request).toMatchObject({
        path: '/v1/responses',
        json: {
          model: 'fake-large',
          store: false,
          stream: true,
          input: [{ role: 'user', content: 'Hello?' }],
        },
      });
      expect(request?.headers).toMatchObject({
        authorization: `Bearer ${canary}`,
        'user-agent': 'Switchyard/0.0.0',
      });
      const told = Object.keys(request?.headers ?? {});
      expect(told.filter((name) => /stainless|openai-(organization|project)/.test(name))).toEqual([]);
    }));

  it('names the organization and the project of its connection', () =>
    withRig(
      {
        ...subject,
        connectTo: (url) => ({ ...connection, baseUrl: url, organization: 'org-1', project: 'proj-1' }),
      },
      {},
      async (rig) => {
        await rig.ask();
        expect(rig.server.streams[0]?.headers).toMatchObject({
          'openai-organization': 'org-1',
          'openai-project': 'proj-1',
        });
      },
    ));

  it('reads response.failed as an error', () =>
    withRig(
      subject,
      { behaviours: [{ kind: 'error-in-stream', text: 'so far', failure: 'rate-limited', form: 'failed' }] },
      async (rig) => {
        const { error, reply } = await rig.ask();
        expect(error?.code).toBe('provider/rate-limited');
        expect(saidText(reply)).toBe('so far');
      },
    ));

  it('refuses to send to what is no address', () =>
    withRig(
      { ...subject, connectTo: () => ({ ...connection, baseUrl: 'no address at all' }) },
      {},
      async (rig) => {
        const code = 'connection/invalid-url';
        expect((await rig.ask()).error?.code).toBe(code);
        await expect(rig.provider.listModels(rig.context())).rejects.toMatchObject({ code });
      },
    ));

  it('refuses a key that no header can carry, without repeating it', () =>
    withRig({ ...subject, signIn: (key) => ({ apiKey: `${key}\r\nx-injected: 1` }) }, {}, async (rig) => {
      const { error } = await rig.ask();
      expect(error?.code).toBe('provider/key-refused');
      expect(error?.stack).not.toContain(canary);
      expect(rig.server.requests).toEqual([]);
    }));
});
