/**
 * An agent for Node's own http and https that opens its connections with our dial, and keeps idle ones for a while. Node asks
 * `createConnection` for a socket in the context of the request that needs it, which is how a trace hears of its stations.
 */
import { Agent } from 'node:https';
import type { RequestOptions } from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { DialTarget } from './dial.ts';

/** How long an idle connection is kept, in milliseconds: below what servers and firewalls usually grant. */
const idleMs = 30_000;

export interface DialAgentOptions {
  readonly encrypted: boolean;
  readonly keepAlive: boolean;
  readonly open: (target: DialTarget) => Promise<Socket>;
}

export class DialAgent extends Agent {
  readonly #options: DialAgentOptions;
  #retired = false;

  constructor(options: DialAgentOptions) {
    // The timeout is that of idle connections; for one in use Node only tells of it, and nobody listens.
    super({ keepAlive: options.keepAlive, scheduling: 'lifo', timeout: idleMs });
    this.#options = options;
    // Node compares it with the request's own. As an option it is known from Node 24 on only.
    if (!options.encrypted) Object.assign(this, { protocol: 'http:', defaultPort: 80 });
  }

  override createConnection({ host, port }: RequestOptions, callback?: SocketCallback): undefined {
    const target = {
      host: bareHost(host ?? 'localhost'),
      port: Number(port),
      encrypted: this.#options.encrypted,
    };
    void this.#supply(target, callback ?? (() => undefined));
  }

  /** Whether an idle connection is kept, as Node reads the result. */
  override keepSocketAlive(socket: Duplex): void {
    if (!this.#retired) return super.keepSocketAlive(socket);
  }

  /** Lets running requests finish and keeps no connection after them. */
  retire(): void {
    this.#retired = true;
    for (const socket of Object.values(this.freeSockets).flatMap((sockets) => sockets ?? []))
      socket.destroy();
  }

  async #supply(target: DialTarget, callback: SocketCallback): Promise<void> {
    const outcome = await this.#options.open(target).catch((caught: unknown) => caught);
    if (outcome instanceof Socket) {
      callback(null, outcome);
      return;
    }
    // With a failure nobody looks at the socket; its type wants one nevertheless.
    callback(outcome instanceof Error ? outcome : new Error('No connection'), new Socket());
  }
}

type SocketCallback = (failure: Error | null, socket: Duplex) => void;

function bareHost(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host;
}
