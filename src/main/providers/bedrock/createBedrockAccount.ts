/**
 * The clients of one connection in one region, made on first use: the SDK's two, and sessions for OpenAI's wires.
 *
 * Protocol: to AWS itself the runtime speaks HTTP/2, the SDK's default. To an endpoint of a person's own it speaks HTTP/1.1,
 * because gateways and local stand-ins often know nothing else and the wire is the same; on plain http HTTP/2 would even have
 * to be spoken unasked. Through a proxy or with other authorities it is HTTP/1.1 as well, with the network's own agent. The
 * control plane is HTTP/1.1 everywhere.
 */
import type { BedrockClient, BedrockClientConfig } from '@aws-sdk/client-bedrock';
import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import type { NodeHttp2Handler, NodeHttpHandler } from '@smithy/node-http-handler';
import type { Agent } from 'node:https';
import type { ConnectionOf, ConnectionSecret } from '../../../shared/connection.ts';
import type { ModelRoute } from '../../../shared/model.ts';
import type { SignIn } from '../aws/AwsSignIn.ts';
import type { ProviderDependencies } from '../ChatProvider.ts';
import { OpenAiSessions } from '../openai/OpenAiSessions.ts';
import type { OpenAiSession, SessionRequest } from '../openai/OpenAiSessions.ts';
import { openAiBaseUrl, serviceUrl } from './bedrockEndpoint.ts';
import type { EndpointOf } from './bedrockEndpoint.ts';
import { addReplyGuard, addRetryGuard } from '../aws/replyGuards.ts';
import { createSignedNetwork } from './signedNetwork.ts';
import { addTrace } from '../aws/tracing.ts';

/** A version of HTTP: 1.1 or 2. */
export type HttpVersion = 'h1' | 'h2';

/** What each half of Bedrock is spoken to in, where no agent of the network says otherwise. */
export interface HttpVersions {
  readonly runtime: HttpVersion;
  readonly control: HttpVersion;
}

/** Chooses by what is known of the other side. */
export function usualHttpVersions({ endpoint }: ConnectionOf<'bedrock'>): HttpVersions {
  return { runtime: endpoint === undefined ? 'h2' : 'h1', control: 'h1' };
}

/** What an account is made of. */
export interface BedrockAccountOptions {
  readonly connection: ConnectionOf<'bedrock'>;
  readonly secret: ConnectionSecret | null;
  /** Who asks. Clients made with it keep temporary credentials fresh by themselves. */
  readonly identity: SignIn;
  readonly http: HttpVersions;
  readonly endpointOf: EndpointOf;
  readonly dependencies: ProviderDependencies;
}

/** A connection's clients. */
export interface BedrockAccount {
  runtime(): Promise<BedrockRuntimeClient>;
  control(): Promise<BedrockClient>;
  /** What one request on one of OpenAI's wires needs. Rejects with `provider/key-refused` for a key that cannot travel. */
  openAi(
    route: ModelRoute,
    request: Pick<SessionRequest, 'headers' | 'trace' | 'modelId'>,
  ): Promise<OpenAiSession>;
  /** Closes the sockets. Requests under way are cut. */
  close(): void;
}

const connectionTimeoutMs = 15_000;

type SharedConfig = Pick<
  BedrockClientConfig,
  'region' | 'endpoint' | 'maxAttempts' | 'customUserAgent' | 'ignoreConfiguredEndpointUrls'
>;

async function requestHandlerOf(
  version: HttpVersion,
  agent: Agent | null,
): Promise<NodeHttpHandler | NodeHttp2Handler> {
  const handlers = await import('@smithy/node-http-handler');
  const connectionTimeout = connectionTimeoutMs;
  if (agent !== null) {
    return new handlers.NodeHttpHandler({ connectionTimeout, httpAgent: agent, httpsAgent: agent });
  }
  return version === 'h1'
    ? new handlers.NodeHttpHandler({ connectionTimeout })
    : new handlers.NodeHttp2Handler({ disableConcurrentStreams: true });
}

/** One kind of client, made anew when the network wants its requests to go through another agent. */
class Clients<Client extends { destroy(): void }> {
  readonly #make: (agent: Agent | null) => Promise<Client>;
  #direct: Promise<Client> | null = null;
  #led: { readonly agent: Agent; readonly client: Promise<Client> } | null = null;

  constructor(make: (agent: Agent | null) => Promise<Client>) {
    this.#make = make;
  }

  by(agent: Agent | null): Promise<Client> {
    if (agent === null) return (this.#direct ??= this.#make(null));
    if (this.#led?.agent !== agent) this.#led = { agent, client: this.#make(agent) };
    return this.#led.client;
  }

  /** An agent belongs to the network, and destroying a client would destroy it. */
  close(): void {
    this.#direct?.then(
      (client) => {
        client.destroy();
      },
      // A client that could not be made has nothing to close.
      () => undefined,
    );
  }
}

/** The secret as far as OpenAI's wires send it: a key as bearer, extra headers, and nothing where requests are signed. */
function sentSecret({ secret, identity }: BedrockAccountOptions): ConnectionSecret | null {
  if (secret === null) return null;
  const { apiKey: _key, ...rest } = secret;
  return 'token' in identity ? { ...rest, apiKey: identity.token.token } : rest;
}

function openAiSessions(options: BedrockAccountOptions, endpoint: ModelRoute['endpoint']): OpenAiSessions {
  const { identity, connection, dependencies } = options;
  if (!('credentials' in identity)) return new OpenAiSessions(dependencies);
  const network = createSignedNetwork(dependencies.network, {
    credentials: identity.credentials,
    region: connection.region,
    service: endpoint === 'mantle' ? 'bedrock-mantle' : 'bedrock',
    clock: dependencies.clock,
  });
  return new OpenAiSessions({ ...dependencies, network });
}

/** Makes the account of a connection as it is now; a changed connection needs a new one. Throws `connection/invalid-url`. */
export function createBedrockAccount(options: BedrockAccountOptions): BedrockAccount {
  const { connection, identity, endpointOf, dependencies } = options;
  const { network, appVersion } = dependencies;
  const urls = {
    runtime: new URL(serviceUrl(connection, 'runtime', endpointOf)),
    control: new URL(serviceUrl(connection, 'control', endpointOf)),
  };
  const sharedBy = (service: 'runtime' | 'control'): SharedConfig => {
    const endpoint = endpointOf(connection, service);
    return {
      region: connection.region,
      // Waits are shown to the person who waits, so nothing is tried again in here.
      maxAttempts: 1,
      customUserAgent: `switchyard/${appVersion}`,
      // An address from the environment is not the connection's.
      ignoreConfiguredEndpointUrls: true,
      ...(endpoint !== null && { endpoint }),
    };
  };

  const runtime = new Clients<BedrockRuntimeClient>(async (agent) => {
    const [sdk, requestHandler] = await Promise.all([
      import('@aws-sdk/client-bedrock-runtime'),
      requestHandlerOf(options.http.runtime, agent),
    ]);
    const client = new sdk.BedrockRuntimeClient({ ...sharedBy('runtime'), ...identity, requestHandler });
    addReplyGuard(client.middlewareStack);
    addRetryGuard(client.middlewareStack);
    addTrace(client.middlewareStack);
    return client;
  });

  const control = new Clients<BedrockClient>(async (agent) => {
    const [sdk, requestHandler] = await Promise.all([
      import('@aws-sdk/client-bedrock'),
      requestHandlerOf(options.http.control, agent),
    ]);
    const client = new sdk.BedrockClient({ ...sharedBy('control'), ...identity, requestHandler });
    addRetryGuard(client.middlewareStack);
    addTrace(client.middlewareStack);
    return client;
  });

  // A session's client belongs to one address, so each half of Bedrock has its own.
  const sessions = {
    runtime: openAiSessions(options, 'runtime'),
    mantle: openAiSessions(options, 'mantle'),
  };
  return {
    runtime: async () => runtime.by(await network.agentFor(urls.runtime)),
    control: async () => control.by(await network.agentFor(urls.control)),
    openAi: (route, request) =>
      sessions[route.endpoint].open({
        ...request,
        settings: { connectionId: connection.id, baseUrl: openAiBaseUrl(connection, route, endpointOf) },
        secret: sentSecret(options),
      }),
    close: () => {
      runtime.close();
      control.close();
    },
  };
}
