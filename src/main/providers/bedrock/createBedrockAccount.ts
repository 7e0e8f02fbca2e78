/**
 * The SDK's clients for one connection, made on first use.
 *
 * Protocol: to AWS itself the runtime speaks HTTP/2, the SDK's default. To an endpoint of a person's own it speaks HTTP/1.1,
 * because gateways and local stand-ins often know nothing else and the wire is the same; on plain http HTTP/2 would even have
 * to be spoken unasked. The control plane is HTTP/1.1 everywhere.
 */
import type { BedrockClient, BedrockClientConfig } from '@aws-sdk/client-bedrock';
import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import type { NodeHttp2Handler, NodeHttpHandler } from '@smithy/node-http-handler';
import type { ConnectionOf, ConnectionSecret } from '../../../shared/connection.ts';
import { ownEndpoint } from './bedrockEndpoint.ts';
import { addReplyGuard, addRetryGuard } from './replyGuards.ts';
import { signInFailure, signInOf } from '../aws/signIn.ts';

/** A version of HTTP: 1.1 or 2. */
export type HttpVersion = 'h1' | 'h2';

/** What each half of Bedrock is spoken to in. */
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
  readonly http: HttpVersions;
  readonly appVersion: string;
  /** How often a request is tried again before the first byte of its answer. */
  readonly retries: number;
}

/** A connection's clients. Both reject with an `AppError` when signing in fails, before a request is made. */
export interface BedrockAccount {
  runtime(): Promise<BedrockRuntimeClient>;
  control(): Promise<BedrockClient>;
  /** Closes the sockets. Requests under way are cut. */
  close(): void;
}

const connectionTimeoutMs = 15_000;

type SharedConfig = Pick<
  BedrockClientConfig,
  'region' | 'endpoint' | 'maxAttempts' | 'customUserAgent' | 'ignoreConfiguredEndpointUrls'
>;

async function requestHandlerOf(version: HttpVersion): Promise<NodeHttpHandler | NodeHttp2Handler> {
  const handlers = await import('@smithy/node-http-handler');
  return version === 'h1'
    ? new handlers.NodeHttpHandler({ connectionTimeout: connectionTimeoutMs })
    : new handlers.NodeHttp2Handler({ disableConcurrentStreams: true });
}

/** A client whose credentials were asked for once by name, so that their failure cannot be taken for the service's. */
async function signedIn<Client extends { readonly config: { readonly credentials: () => Promise<unknown> } }>(
  client: Client,
  { connection }: BedrockAccountOptions,
): Promise<Client> {
  if (connection.auth.kind === 'api-key') return client;
  try {
    await client.config.credentials();
  } catch (caught) {
    throw await signInFailure(caught, connection);
  }
  return client;
}

/** Makes the account of a connection as it is now; a changed connection needs a new one. Throws `connection/invalid-url`. */
export function createBedrockAccount(options: BedrockAccountOptions): BedrockAccount {
  const { connection, secret } = options;
  const endpoint = ownEndpoint(connection);
  const shared: SharedConfig = {
    region: connection.region,
    maxAttempts: options.retries + 1,
    customUserAgent: `switchyard/${options.appVersion}`,
    // An address from the environment is not the connection's.
    ignoreConfiguredEndpointUrls: true,
    ...(endpoint !== null && { endpoint }),
  };

  const makeRuntime = async (): Promise<BedrockRuntimeClient> => {
    const [sdk, requestHandler, signIn] = await Promise.all([
      import('@aws-sdk/client-bedrock-runtime'),
      requestHandlerOf(options.http.runtime),
      signInOf(connection, secret),
    ]);
    const client = new sdk.BedrockRuntimeClient({ ...shared, ...signIn, requestHandler });
    addReplyGuard(client.middlewareStack);
    addRetryGuard(client.middlewareStack);
    return client;
  };

  const makeControl = async (): Promise<BedrockClient> => {
    const [sdk, requestHandler, signIn] = await Promise.all([
      import('@aws-sdk/client-bedrock'),
      requestHandlerOf(options.http.control),
      signInOf(connection, secret),
    ]);
    const client = new sdk.BedrockClient({ ...shared, ...signIn, requestHandler });
    addRetryGuard(client.middlewareStack);
    return client;
  };

  let runtime: Promise<BedrockRuntimeClient> | null = null;
  let control: Promise<BedrockClient> | null = null;
  const close = (client: { destroy(): void }): void => {
    client.destroy();
  };
  return {
    runtime: async () => signedIn(await (runtime ??= makeRuntime()), options),
    control: async () => signedIn(await (control ??= makeControl()), options),
    close: () => {
      // A client that could not be made has nothing to close.
      runtime?.then(close, () => undefined);
      control?.then(close, () => undefined);
    },
  };
}
