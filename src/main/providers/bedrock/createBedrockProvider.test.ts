import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FakeProvider } from '../../../../e2e/providers/FakeProvider.ts';
import { startFakeProvider } from '../../../../e2e/providers/FakeProvider.ts';
import type { AwsAuth } from '../../../shared/aws.ts';
import type { ConnectionOf, ConnectionSecret } from '../../../shared/connection.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import { newId } from '../../../shared/ids.ts';
import type { ModelRoute } from '../../../shared/model.ts';
import { MemoryModelNotes } from '../../models/MemoryModelNotes.ts';
import type { ModelNotes } from '../../models/ModelNotes.ts';
import type { ChatProvider } from '../ChatProvider.ts';
import { testDependencies } from '../testing/testDependencies.ts';
import { describeProviderContract } from '../testing/providerContract.ts';
import { createBedrockProvider } from './createBedrockProvider.ts';

function connectionTo(url: string, auth: AwsAuth): ConnectionOf<'bedrock'> {
  return {
    id: newId<ConnectionId>(),
    provider: 'bedrock',
    name: 'Bedrock',
    region: 'us-east-1',
    auth,
    endpoint: url,
    createdAt: 0,
    updatedAt: 0,
  };
}

const accessKey = (canary: string): ConnectionSecret => ({
  aws: { accessKeyId: canary, secretAccessKey: canary, sessionToken: canary },
});

const listed = ['fake.direct-v1:0', 'us.fake.profiled-v1:0'];

describeProviderContract({
  name: 'bedrock with an access key over HTTP/1.1',
  wire: 'converse',
  create: createBedrockProvider,
  connectTo: (url) => connectionTo(url, { kind: 'access-key' }),
  signIn: accessKey,
  listed,
});

describeProviderContract({
  name: 'bedrock with an API key over HTTP/2',
  wire: 'converse',
  protocol: 'h2c',
  create: (dependencies) =>
    createBedrockProvider(dependencies, {
      httpVersionsOf: () => ({ runtime: 'h2', control: 'h2' }),
    }),
  connectTo: (url) => connectionTo(url, { kind: 'api-key' }),
  signIn: (canary) => ({ apiKey: canary }),
  listed,
  // A session of HTTP/2 that is cut ends its streams quietly.
  cutCodes: ['network/reset', 'stream/truncated'],
});

/** Notes in which a person has chosen the route of every model. */
function routedNotes(route: ModelRoute): ModelNotes {
  const notes = new MemoryModelNotes();
  return {
    override: () => ({ route }),
    learned: (connectionId, modelId) => notes.learned(connectionId, modelId),
    learn: (...learnt) => {
      notes.learn(...learnt);
    },
  };
}

describe.each([
  {
    place: 'the runtime, signed',
    api: 'responses',
    endpoint: 'runtime',
    basePath: '/openai/v1',
    kind: 'access-key',
  },
  {
    place: 'the runtime, with a key',
    api: 'responses',
    endpoint: 'runtime',
    basePath: '/openai/v1',
    kind: 'api-key',
  },
  { place: 'mantle, signed', api: 'responses', endpoint: 'mantle', basePath: '/v1', kind: 'access-key' },
  { place: 'mantle, with a key', api: 'chat', endpoint: 'mantle', basePath: '/openai/v1', kind: 'api-key' },
] as const)('OpenAI’s wires at $place', ({ place, api, endpoint, basePath, kind }) => {
  describeProviderContract({
    name: `bedrock ${api} at ${place}`,
    wire: api,
    create: (dependencies) => {
      const notes = routedNotes({ api, endpoint, basePath });
      return createBedrockProvider({ ...dependencies, notes });
    },
    connectTo: (url) => connectionTo(url, { kind }),
    signIn: (canary) => (kind === 'api-key' ? { apiKey: canary } : accessKey(canary)),
    listed,
    refusals: { 'session-expired': 'provider/key-refused' },
  });
});

describe('who asks', () => {
  let server: FakeProvider;
  let folder: string;
  let provider: ChatProvider<'bedrock'>;

  beforeEach(async () => {
    server = await startFakeProvider();
    folder = await mkdtemp(join(tmpdir(), 'aws-'));
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv('HOME', folder);
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', 'bearer-of-the-environment');
    provider = createBedrockProvider(testDependencies({ appVersion: '1.2.3' }));
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await server.close();
    await rm(folder, { recursive: true });
  });

  async function ask(
    auth: AwsAuth | ConnectionOf<'bedrock'>,
    secret: ConnectionSecret | null,
  ): Promise<void> {
    const connection = 'provider' in auth ? auth : connectionTo(server.url, auth);
    const request = { modelId: 'fake-large', messages: [{ role: 'user', text: 'Hello?' }] } as const;
    const context = { connection, secret, signal: new AbortController().signal };
    for await (const event of provider.stream(request, context)) {
      if (event.type === 'stop') expect(event.reason).toBe('end');
    }
  }

  /** The headers of the newest request. */
  const headers = () => server.streams.at(-1)?.headers ?? {};
  const failure = (asked: Promise<unknown>): Promise<AppError> =>
    asked.then(
      () => expect.fail('It should have failed'),
      (caught: AppError) => caught,
    );

  test('an access key signs, whatever bearer the environment holds', async () => {
    const aws = { accessKeyId: 'AKIAEXPLICIT', secretAccessKey: 'secret', sessionToken: 'session-token' };
    await ask({ kind: 'access-key' }, { aws });
    expect(headers()['authorization']).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAEXPLICIT\/\d{8}\/us-east-1\/bedrock\//,
    );
    expect(headers()['x-amz-security-token']).toBe('session-token');
    expect(headers()['user-agent']).toContain('switchyard/1.2.3');
  });

  test('an API key is the bearer', async () => {
    await ask({ kind: 'api-key' }, { apiKey: 'bedrock-api-key-1' });
    expect(headers()['authorization']).toBe('Bearer bedrock-api-key-1');
  });

  test('a profile signs with what its file says', async () => {
    await writeFile(
      join(folder, 'credentials'),
      '[work]\naws_access_key_id=AKIAOFWORK\naws_secret_access_key=s\n',
    );
    await ask({ kind: 'profile', profile: 'work' }, null);
    expect(headers()['authorization']).toContain('Credential=AKIAOFWORK/');
  });

  test('the default chain takes keys, but never a bearer, from the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAOFENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's');
    await ask({ kind: 'default-chain' }, null);
    expect(headers()['authorization']).toContain('Credential=AKIAOFENV/');
  });

  test('an address from the environment is not gone to', async () => {
    const other = await startFakeProvider();
    vi.stubEnv('AWS_ENDPOINT_URL', other.url);
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', other.url);
    await ask({ kind: 'api-key' }, { apiKey: 'bedrock-api-key-1' });
    await other.close();
    expect(other.requests).toEqual([]);
    expect(server.streams).toHaveLength(1);
  });

  test('a changed secret is used by the next request', async () => {
    const connection = connectionTo(server.url, { kind: 'api-key' });
    await ask(connection, { apiKey: 'bedrock-api-key-1' });
    await ask(connection, { apiKey: 'bedrock-api-key-2' });
    expect(headers()['authorization']).toBe('Bearer bedrock-api-key-2');
  });

  test('credentials that were refused are fetched again for the next request', async () => {
    const write = (id: string) =>
      writeFile(join(folder, 'credentials'), `[work]\naws_access_key_id=${id}\naws_secret_access_key=s\n`);
    const connection = connectionTo(server.url, { kind: 'profile', profile: 'work' });
    server.script({ kind: 'http-error', failure: 'session-expired' }, { kind: 'answer' });
    await write('AKIAOLD');
    expect(await failure(ask(connection, null))).toMatchObject({
      code: 'provider/session-expired',
      details: { profile: 'work' },
    });
    await write('AKIANEW');
    await ask(connection, null);
    expect(headers()['authorization']).toContain('Credential=AKIANEW/');
  });

  test('a profile that was added after it was missed is found', async () => {
    const connection = connectionTo(server.url, { kind: 'profile', profile: 'late' });
    expect(await failure(ask(connection, null))).toMatchObject({ code: 'provider/profile-not-found' });
    await writeFile(
      join(folder, 'credentials'),
      '[late]\naws_access_key_id=AKIALATE\naws_secret_access_key=s\n',
    );
    await ask(connection, null);
    expect(headers()['authorization']).toContain('Credential=AKIALATE/');
  });

  describe('without an answer to that question nothing is sent', () => {
    afterEach(() => {
      expect(server.requests).toEqual([]);
    });

    test.each([{ kind: 'access-key' }, { kind: 'api-key' }] as const)(
      '$kind without a secret',
      async (auth) => {
        expect(await failure(ask(auth, null))).toMatchObject({ code: 'secret/missing' });
      },
    );

    test('a profile that is not there', async () => {
      expect(await failure(ask({ kind: 'profile', profile: 'gone' }, null))).toMatchObject({
        code: 'provider/profile-not-found',
        details: { profile: 'gone' },
      });
    });

    test('a profile whose session has run out, or never began', async () => {
      await writeFile(
        join(folder, 'config'),
        '[profile sso]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = dev\nregion = us-east-1\n' +
          '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1\n',
      );
      expect(await failure(ask({ kind: 'profile', profile: 'sso' }, null))).toMatchObject({
        code: 'provider/session-expired',
        details: { profile: 'sso' },
      });
    });

    test('an environment without credentials', async () => {
      expect(await failure(ask({ kind: 'default-chain' }, null))).toMatchObject({ code: 'secret/missing' });
    });
  });
});

test('an endpoint that is no address is refused', async () => {
  const provider = createBedrockProvider(testDependencies());
  const context = {
    connection: connectionTo('not an address', { kind: 'api-key' }),
    secret: { apiKey: 'bedrock-api-key-1' },
    signal: new AbortController().signal,
  };
  await expect(provider.listModels(context)).rejects.toMatchObject({
    code: 'connection/invalid-url',
    details: { field: 'endpoint' },
  });
});

describe('ids that were typed', () => {
  const typedModels = ['us.vendor.typed', 'fake.direct-v1:0'];
  let server: FakeProvider;

  beforeEach(async () => {
    server = await startFakeProvider();
  });
  afterEach(() => server.close());

  const list = async (models: readonly string[]): Promise<readonly string[]> => {
    const connection = { ...connectionTo(server.url, { kind: 'api-key' }), typedModels: [...models] };
    const context = { connection, secret: { apiKey: 'key-1' }, signal: new AbortController().signal };
    return (await createBedrockProvider(testDependencies()).listModels(context)).map(({ id }) => id);
  };

  test('stand in the list with the others, once', async () => {
    expect(await list(typedModels)).toEqual([...listed, 'us.vendor.typed']);
  });

  test('are offered where nothing may be listed', async () => {
    server.scriptLists({ kind: 'http-error', failure: 'access-denied' });
    expect(await list(typedModels)).toEqual(typedModels);
    await expect(list([])).rejects.toMatchObject({
      code: 'provider/access-denied',
      details: { iamAction: 'bedrock:InvokeModelWithResponseStream' },
    });
  });
});
