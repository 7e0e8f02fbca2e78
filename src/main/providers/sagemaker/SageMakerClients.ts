/**
 * Keeps each connection's client between requests, so that sockets and TLS sessions are used again. A connection, a secret or
 * a way through the network that changed gets a new client; the old one is let go of and not destroyed, because a stream that
 * is under way goes on with what it began with. Secrets are compared here and nowhere leave this memory.
 */
import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { Agent } from 'node:https';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { SignIn } from '../aws/AwsSignIn.ts';
import { addReplyGuard, addRetryGuard } from '../aws/replyGuards.ts';
import { addTrace } from '../aws/tracing.ts';
import type { ProviderContext, ProviderDependencies } from '../ChatProvider.ts';
import { sageMakerUrl } from './sageMakerFailure.ts';

type Context = Pick<ProviderContext<'sagemaker'>, 'connection' | 'secret'>;

interface Entry {
  /** The connection and its secret as text, to tell whether they changed. */
  readonly owner: string;
  readonly agent: Agent | null;
  readonly client: Promise<SageMakerRuntimeClient>;
}

const connectionTimeoutMs = 15_000;
/** Tests of unsaved connections pass through here too, so old entries have to go at some point. */
const mostClients = 16;

export class SageMakerClients {
  readonly #dependencies: ProviderDependencies;
  readonly #entries = new Map<ConnectionId, Entry>();

  constructor(dependencies: ProviderDependencies) {
    this.#dependencies = dependencies;
  }

  /** The client of a connection as it is now. Throws `connection/invalid-url`. */
  async of(context: Context, identity: SignIn): Promise<SageMakerRuntimeClient> {
    const { connection, secret } = context;
    const agent = await this.#dependencies.network.agentFor(sageMakerUrl(connection));
    const owner = JSON.stringify([connection, secret]);
    const kept = this.#entries.get(connection.id);
    const entry =
      kept?.owner === owner && kept.agent === agent
        ? kept
        : { owner, agent, client: this.#make(context, identity, agent) };
    // Last used, last to be given up: a map remembers the order in which its keys were added.
    this.#entries.delete(connection.id);
    this.#entries.set(connection.id, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > mostClients && oldest !== undefined) this.#entries.delete(oldest);
    return entry.client;
  }

  /** Gives up a connection's client, and with it the credentials that it holds. */
  forget(id: ConnectionId): void {
    this.#entries.delete(id);
  }

  async #make(
    { connection }: Context,
    identity: SignIn,
    agent: Agent | null,
  ): Promise<SageMakerRuntimeClient> {
    const [{ SageMakerRuntimeClient: Client }, { NodeHttpHandler }] = await Promise.all([
      import('@aws-sdk/client-sagemaker-runtime'),
      import('@smithy/node-http-handler'),
    ]);
    const client = new Client({
      region: connection.region,
      // Waits are shown to the person who waits, so nothing is tried again in here.
      maxAttempts: 1,
      customUserAgent: `switchyard/${this.#dependencies.appVersion}`,
      // An address from the environment is not the connection's.
      ignoreConfiguredEndpointUrls: true,
      ...(connection.endpoint !== undefined && { endpoint: sageMakerUrl(connection).href }),
      ...identity,
      requestHandler: new NodeHttpHandler({
        connectionTimeout: connectionTimeoutMs,
        ...(agent !== null && { httpAgent: agent, httpsAgent: agent }),
      }),
    });
    addReplyGuard(client.middlewareStack);
    addRetryGuard(client.middlewareStack);
    addTrace(client.middlewareStack);
    return client;
  }
}
