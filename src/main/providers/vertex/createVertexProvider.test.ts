import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { newId, type ConnectionId } from '../../../shared/ids.ts';
import type { WireTrace } from '../../inspection/WireTrace.ts';
import type { ConfirmTokenPlace } from '../ChatProvider.ts';
import { directNetwork } from '../../network/directNetwork.ts';
import type { Network } from '../../network/Network.ts';
import { canary, withRig, type ContractSubject } from '../testing/ContractSubject.ts';
import { describeProviderContract } from '../testing/providerContract.ts';
import { createVertexProvider } from './createVertexProvider.ts';

/** Google's token server: says what it is told to, and remembers what it was asked. */
interface TokenServer {
  readonly url: string;
  readonly asked: string[];
  answer: { readonly status: number; readonly body: object };
}

const goodToken = { status: 200, body: { access_token: canary, expires_in: 3_600, token_type: 'Bearer' } };
const tokens: TokenServer = { url: '', asked: [], answer: goodToken };
const signedIn = {
  type: 'authorized_user',
  client_id: 'c',
  client_secret: 's',
  refresh_token: 'refresh-canary',
};

/** The way to servers, but Google's token server is on this machine. */
const network: Network = {
  ...directNetwork,
  fetch: (url, request) => {
    const { host, pathname } = new URL(url);
    return directNetwork.fetch(host === 'oauth2.googleapis.com' ? `${tokens.url}${pathname}` : url, request);
  },
};

let folder = '';
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adc-'));
  await writeFile(join(folder, 'adc.json'), JSON.stringify(signedIn));
  server = createServer((request, response) => {
    request.setEncoding('utf8');
    let body = '';
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      tokens.asked.push(body);
      response.writeHead(tokens.answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(tokens.answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The token server has no port');
  Object.assign(tokens, { url: `http://127.0.0.1:${String(address.port)}` });
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  tokens.answer = goodToken;
  tokens.asked.length = 0;
  process.env['GOOGLE_APPLICATION_CREDENTIALS'] = join(folder, 'adc.json');
});

afterEach(() => {
  Reflect.deleteProperty(process.env, 'GOOGLE_APPLICATION_CREDENTIALS');
});

const connection = {
  provider: 'google-vertex',
  id: newId<ConnectionId>(),
  name: 'Fake',
  createdAt: 0,
  updatedAt: 0,
  project: 'my-project',
  location: 'global',
  typedModels: ['google/gemini-fake'],
} as const satisfies ConnectionOf<'google-vertex'>;

const subject: ContractSubject<'google-vertex'> = {
  name: 'vertex, chat',
  wire: 'chat',
  create: (dependencies) =>
    createVertexProvider({ ...dependencies, network, confirmTokenPlace: async () => true }),
  connectTo: (endpoint) => ({ ...connection, typedModels: [...connection.typedModels], endpoint }),
  signIn: () => ({}),
  listed: ['google/gemini-fake'],
  modelId: 'google/fake-large',
  refusals: { 'key-refused': 'provider/session-expired' },
};

describeProviderContract(subject);

describe('the Vertex adapter', () => {
  it('signs in with the credentials of this machine, once for many requests', () =>
    withRig(subject, {}, async (rig) => {
      await rig.ask();
      await rig.ask();
      const [request] = rig.server.streams;
      expect(request?.path).toBe(
        '/v1/projects/my-project/locations/global/endpoints/openapi/chat/completions',
      );
      expect(request?.model).toBe('google/fake-large');
      expect(request?.headers['authorization']).toBe(`Bearer ${canary}`);
      expect(tokens.asked).toHaveLength(1);
      expect(tokens.asked[0]).toContain('refresh-canary');
    }));

  it("asks OpenAI's models over Responses at their publisher", () =>
    withRig(subject, {}, async (rig) => {
      const messages = [{ role: 'user', text: 'Hello?' }] as const;
      for await (const event of rig.provider.stream(
        { modelId: 'openai/gpt-fake', messages },
        rig.context(),
      )) {
        if (event.type === 'stop') expect(event.reason).toBe('end');
      }
      const [request] = rig.server.streams;
      expect(request?.path).toBe('/v1/projects/my-project/locations/global/publishers/openai/v1/responses');
      expect(request?.model).toBe('gpt-fake');
    }));

  it('tells the inspector of the model, and not of the sign-in', () =>
    withRig(subject, {}, async (rig) => {
      const heard: string[] = [];
      const trace: WireTrace = {
        request: ({ url }) => heard.push(url),
        passed: () => undefined,
        response: () => undefined,
        failed: () => undefined,
      };
      await rig.ask({ ...rig.context(), trace });
      expect(tokens.asked).toHaveLength(1);
      expect(heard.map((url) => new URL(url).origin)).toEqual([rig.server.url]);
    }));

  /** A gateway of somebody's, which is this machine in truth. */
  const through = (
    gateway: string,
    confirmTokenPlace?: ConfirmTokenPlace,
    onSecret: (value: string) => void = () => undefined,
  ): ContractSubject<'google-vertex'> => {
    let serverUrl = '';
    const toServer: Network = {
      ...network,
      fetch: (url, request) => network.fetch(String(url).replace(gateway, serverUrl), request),
    };
    return {
      ...subject,
      create: (dependencies) => {
        const asking = confirmTokenPlace === undefined ? {} : { confirmTokenPlace };
        return createVertexProvider({ ...dependencies, ...asking, onSecret, network: toServer });
      },
      connectTo: (endpoint) => {
        serverUrl = endpoint;
        return { ...subject.connectTo(endpoint), endpoint: gateway };
      },
    };
  };

  it.each([
    'https://gateway.example',
    'https://aiplatform.googleapis.com.evil.example',
    'https://evilgoogleapis.com',
    'http://aiplatform.googleapis.com',
  ])('sends no token to %s unless that was confirmed for this very place', async (gateway) => {
    const asked: string[] = [];
    const answering = (answer: boolean): ConfirmTokenPlace => {
      return async (origin) => {
        asked.push(origin);
        return answer;
      };
    };
    for (const confirm of [undefined, answering(false)]) {
      await withRig(through(gateway, confirm), {}, async (rig) => {
        expect((await rig.ask()).error?.code).toBe('sign-in/not-confirmed');
        expect(rig.server.requests).toEqual([]);
        expect(tokens.asked).toEqual([]);
      });
    }
    await withRig(through(gateway, answering(true)), {}, async (rig) => {
      expect((await rig.ask()).error).toBeNull();
      expect((await rig.ask()).error).toBeNull();
    });
    expect(asked).toEqual([gateway, gateway]);
  });

  it('asks nobody about Google itself, and tells of the token before it is used', async () => {
    const heard: string[] = [];
    const google = through('https://europe-west4-aiplatform.googleapis.com', undefined, (value) =>
      heard.push(value),
    );
    await withRig(google, {}, async (rig) => {
      expect((await rig.ask()).error).toBeNull();
      expect(heard).toEqual([canary]);
    });
  });

  it.each([
    ['has run out', { status: 400, body: { error: 'invalid_grant', error_description: 'Bad canary-words' } }],
    [
      'must be proved again',
      { status: 400, body: { error: 'invalid_grant', error_subtype: 'invalid_rapt' } },
    ],
  ])('says what to run when the sign-in %s', (_, answer) =>
    withRig(subject, {}, async (rig) => {
      tokens.answer = answer;
      const { error } = await rig.ask();
      expect(error).toMatchObject({
        code: 'provider/session-expired',
        details: { command: 'gcloud auth application-default login' },
      });
      expect(JSON.stringify([error, error?.stack])).not.toMatch(/canary/);
      // Somebody signs in meanwhile: the next request finds it.
      tokens.answer = goodToken;
      expect((await rig.ask()).error).toBeNull();
    }),
  );

  it('says the same where nobody ever signed in', () =>
    withRig(subject, {}, async (rig) => {
      process.env['GOOGLE_APPLICATION_CREDENTIALS'] = join(folder, 'nothing-here.json');
      const { error } = await rig.ask();
      expect(error).toMatchObject({ code: 'provider/session-expired' });
      expect(JSON.stringify([error, error?.stack])).not.toContain('nothing-here');
      expect(rig.server.requests).toEqual([]);
    }));
});
