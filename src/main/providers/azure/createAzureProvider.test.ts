import { describe, expect, it } from 'vitest';
import type { AzureApi, AzureAuth, ConnectionOf } from '../../../shared/connection.ts';
import { newId, type ConnectionId } from '../../../shared/ids.ts';
import type { ChatProvider, ConfirmCommand } from '../ChatProvider.ts';
import { canary, saidText, withRig, type ContractSubject } from '../testing/ContractSubject.ts';
import { describeProviderContract } from '../testing/providerContract.ts';
import { createAzureProvider } from './createAzureProvider.ts';

const id = newId<ConnectionId>();

function connectionTo(endpoint: string, api: AzureApi, auth: AzureAuth): ConnectionOf<'azure-openai'> {
  const typedModels = ['fake-large', 'my-deployment'];
  return {
    provider: 'azure-openai',
    id,
    name: 'Fake',
    createdAt: 0,
    updatedAt: 0,
    endpoint,
    api,
    auth,
    typedModels,
  };
}

function subjectOf(
  name: string,
  api: AzureApi,
  auth: AzureAuth = { kind: 'api-key' },
): ContractSubject<'azure-openai'> {
  return {
    name,
    wire: api.kind === 'v1' ? api.wire : 'chat',
    create: createAzureProvider,
    connectTo: (url) => connectionTo(url, api, auth),
    signIn: (key) => ({ apiKey: key }),
    listed: ['fake-large', 'my-deployment'],
    refusals: { 'session-expired': 'provider/key-refused' },
  };
}

const v1Responses = subjectOf('azure v1, responses', { kind: 'v1', wire: 'responses' });
const v1Chat = subjectOf('azure v1, chat', { kind: 'v1', wire: 'chat' });
const classic = subjectOf('azure classic', { kind: 'classic', apiVersion: '2024-10-21' });

describeProviderContract(v1Responses);
describeProviderContract(v1Chat);
describeProviderContract(classic);

describe('the Azure adapter', () => {
  it.each([
    [v1Responses, '/openai/v1/responses'],
    [v1Chat, '/openai/v1/chat/completions'],
    [classic, '/openai/deployments/fake-large/chat/completions?api-version=2024-10-21'],
  ])('speaks $name at its path, with the key in its own header', (subject, path) =>
    withRig(subject, {}, async (rig) => {
      await rig.ask();
      const [request] = rig.server.streams;
      expect(request?.path).toBe(path);
      expect(request?.headers['api-key']).toBe(canary);
      expect(request?.headers).not.toHaveProperty('authorization');
    }),
  );

  it('finds the resource in whatever was pasted', () =>
    withRig(
      {
        ...v1Chat,
        connectTo: (url) =>
          connectionTo(`${url}/openai/v1/`, { kind: 'v1', wire: 'chat' }, { kind: 'api-key' }),
      },
      {},
      async (rig) => {
        await rig.ask();
        expect(rig.server.streams[0]?.path).toBe('/openai/v1/chat/completions');
      },
    ));

  it('reads past the chunk that only tells of the filter, and says when it stepped in', () => {
    const chunks = [
      { choices: [], model: '', prompt_filter_results: [{ prompt_index: 0 }] },
      { choices: [{ delta: { content: 'So far' }, finish_reason: null }], model: 'gpt' },
      { choices: [{ delta: {}, finish_reason: 'content_filter' }] },
    ];
    const body = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('');
    const headers = { 'content-type': 'text/event-stream' };
    return withRig(v1Chat, { behaviours: [{ kind: 'raw', status: 200, headers, body }] }, async (rig) => {
      const { reply } = await rig.ask();
      expect(saidText(reply)).toBe('So far');
      expect(reply.stopReason).toBe('filter');
    });
  });

  it('takes a token that was typed for a session, which can run out', () =>
    withRig(
      subjectOf('typed token', { kind: 'v1', wire: 'chat' }, { kind: 'entra-token' }),
      { behaviours: [{ kind: 'answer' }, { kind: 'http-error', failure: 'key-refused' }] },
      async (rig) => {
        await rig.ask();
        expect(rig.server.streams[0]?.headers['authorization']).toBe(`Bearer ${canary}`);
        expect((await rig.ask()).error?.code).toBe('provider/session-expired');
      },
    ));
});

describe('a token from a command', () => {
  const printing = (text: string): AzureAuth => ({
    kind: 'entra-command',
    program: process.execPath,
    args: ['-e', `process.stdout.write(${JSON.stringify(text)})`],
  });
  const subjectWith = (
    auth: AzureAuth,
    confirmCommand?: ConfirmCommand,
  ): ContractSubject<'azure-openai'> => ({
    ...subjectOf('command', { kind: 'v1', wire: 'chat' }, auth),
    create: (dependencies) =>
      createAzureProvider({ ...dependencies, ...(confirmCommand === undefined ? {} : { confirmCommand }) }),
    signIn: () => ({}),
  });

  it('is asked for once, used for all requests, and fetched again when it was refused', () => {
    const asked: string[][] = [];
    const confirm: ConfirmCommand = async (program, args) => {
      asked.push([program, ...args]);
      return true;
    };
    const auth = printing(JSON.stringify({ accessToken: 'token-of-the-command', expires_on: 4_000_000_000 }));
    return withRig(
      subjectWith(auth, confirm),
      {
        behaviours: [{ kind: 'answer' }, { kind: 'http-error', failure: 'key-refused' }, { kind: 'answer' }],
      },
      async (rig) => {
        await rig.ask();
        const { error } = await rig.ask();
        expect(error?.code).toBe('provider/session-expired');
        expect(JSON.stringify(error)).not.toContain('token-of-the-command');
        await rig.ask();
        const headers = rig.server.streams.map((request) => request.headers['authorization']);
        expect(new Set(headers)).toEqual(new Set(['Bearer token-of-the-command']));
        expect(asked).toHaveLength(1);
        expect(asked[0]?.[0]).toBe(process.execPath);
      },
    );
  });

  it.each([
    ['nobody can be asked', undefined],
    ['the person declines', async () => false],
  ] as const)('is not fetched where %s', (_, confirm) =>
    withRig(subjectWith(printing('token'), confirm), {}, async (rig) => {
      expect((await rig.ask()).error?.code).toBe('sign-in/not-confirmed');
      expect(rig.server.requests).toEqual([]);
    }),
  );

  it('is confirmed for one place, and started anew for another', async () => {
    const asked: string[] = [];
    const secrets: string[] = [];
    let provider: ChatProvider<'azure-openai'> | null = null;
    const confirm: ConfirmCommand = async (_program, _args, origin) => {
      asked.push(origin);
      return asked.length === 1;
    };
    const onSecret = (value: string): void => {
      secrets.push(value);
    };
    // One adapter for two resources, as in the app.
    const shared: ContractSubject<'azure-openai'> = {
      ...subjectWith(printing('token-of-the-command'), confirm),
      create: (dependencies) =>
        (provider ??= createAzureProvider({ ...dependencies, confirmCommand: confirm, onSecret })),
    };
    await withRig(shared, {}, async (first) => {
      expect((await first.ask()).error).toBeNull();
      await withRig(shared, {}, async (second) => {
        expect((await second.ask()).error?.code).toBe('sign-in/not-confirmed');
        expect(second.server.requests).toEqual([]);
        expect(asked).toEqual([first.server.url, second.server.url]);
      });
      expect(secrets).toEqual(['token-of-the-command']);
    });
  });

  const failing: readonly (readonly [string, AzureAuth])[] = [
    ['a program that is not there', { kind: 'entra-command', program: '/nowhere/at-all', args: [] }],
    ['one that fails', { kind: 'entra-command', program: process.execPath, args: ['-e', 'process.exit(3)'] }],
    ['one that prints something else', printing('Please run az login')],
  ];

  it.each(failing)('fails with %s, saying nothing of what it printed', (_, auth) =>
    withRig(
      subjectWith(auth, async () => true),
      {},
      async (rig) => {
        const { error } = await rig.ask();
        expect(error?.code).toBe('sign-in/command-failed');
        expect(JSON.stringify(error)).not.toContain('az login');
      },
    ),
  );
});
