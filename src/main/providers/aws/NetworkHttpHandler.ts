/**
 * The SDK's HTTP client for signing in, on the app's own way to servers: each request asks the network anew for its agent, so
 * that a proxy or an authority that was set a moment ago counts. Made by hand, because the SDK takes one agent for good.
 *
 * It also looks at the time that servers tell. Credentials run out by the clock of AWS; on a machine whose clock is wrong
 * they would seem to be over from the start, or never.
 */
import type { HttpHandlerOptions, NodeHttpHandlerOptions, RequestHandler } from '@smithy/types';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Agent } from 'node:https';
import type { Clock } from '../../../shared/clock.ts';
import type { Network } from '../../network/Network.ts';

type Handle = NodeHttpHandler['handle'];
type Request = Parameters<Handle>[0];
type Reply = Awaited<ReturnType<Handle>>;

/** Signing in is small talk: whoever does not answer in this time, in milliseconds, will not. */
const connectionTimeoutMs = 15_000;
const requestTimeoutMs = 30_000;
/** The clocks of two machines agree if they differ by less, in milliseconds: `Date` headers count whole seconds. */
const tolerableSkewMs = 60_000;

/** A request handler for clients of the SDK. Kept for as long as the app runs. */
export class NetworkHttpHandler implements RequestHandler<Request, Reply['response'], HttpHandlerOptions> {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #network: Network;
  readonly #clock: Clock;
  readonly #handlers = new Map<Agent | null, NodeHttpHandler>();
  #skewMs = 0;

  constructor(network: Network, clock: Clock) {
    this.#network = network;
    this.#clock = clock;
  }

  /** How much later it is at AWS than here, in milliseconds; 0 while the two agree. */
  get skewMs(): number {
    return this.#skewMs;
  }

  async handle(request: Request, options?: HttpHandlerOptions): Promise<Reply> {
    const port = request.port === undefined ? '' : `:${String(request.port)}`;
    const url = new URL(`${request.protocol}//${request.hostname}${port}`);
    const handler = await this.#handlerWith(await this.#network.agentFor(url));
    const reply = await handler.handle(request, options);
    this.#compareClocks(reply.response.headers['date']);
    return reply;
  }

  /** Clients close what they were given; this one belongs to all of them. */
  destroy(): void {
    // Idle sockets close by themselves.
  }

  updateHttpClientConfig(): void {
    // What the SDK would set here is set once, below.
  }

  httpHandlerConfigs(): NodeHttpHandlerOptions {
    return {};
  }

  async #handlerWith(agent: Agent | null): Promise<NodeHttpHandler> {
    const kept = this.#handlers.get(agent);
    if (kept !== undefined) return kept;
    const { NodeHttpHandler: Handler } = await import('@smithy/node-http-handler');
    const handler = new Handler({
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      ...(agent !== null && { httpAgent: agent, httpsAgent: agent }),
    });
    this.#handlers.clear();
    this.#handlers.set(agent, handler);
    return handler;
  }

  #compareClocks(date: string | undefined): void {
    const told = Date.parse(date ?? '');
    if (Number.isNaN(told)) return;
    const skew = told - this.#clock.now();
    this.#skewMs = Math.abs(skew) < tolerableSkewMs ? 0 : skew;
  }
}
