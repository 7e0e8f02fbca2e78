/**
 * The way to servers as it is set today. Settings are compared at every request: what changed them holds from the next one
 * on, without a restart, while replies that run keep the connection they have.
 */
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { Clock } from '../../shared/clock.ts';
import type { NetworkSettings } from '../../shared/network.ts';
import type { WireTrace } from '../inspection/WireTrace.ts';
import { secureContextFor, systemAuthorities } from './authorities.ts';
import type { ReadSystemAuthorities } from './authorities.ts';
import { currentTrace, runTraced } from './currentTrace.ts';
import { dial } from './dial.ts';
import type { DialTarget } from './dial.ts';
import { DialAgent } from './DialAgent.ts';
import type { Environment } from './environmentProxy.ts';
import { HopFailure } from './HopFailure.ts';
import type { Network, NetworkRequest } from './Network.ts';
import type { ProxyCredentials } from './ProxyRoute.ts';
import { followRedirects } from './followRedirects.ts';
import { RouteFinder } from './RouteFinder.ts';
import type { FindSystemScript, ResolveSystemProxy } from './RouteFinder.ts';
import { plainRequest, sendRequest } from './sendRequest.ts';

export interface NetworkOptions {
  /** What is set now; asked at every request. */
  readonly settings: () => NetworkSettings;
  /** What the proxy of today's settings may be told; null when there is nothing. */
  readonly proxyPassword: () => Promise<ProxyCredentials | null>;
  readonly resolveSystemProxy: ResolveSystemProxy;
  readonly findSystemScript: FindSystemScript;
  readonly environment: Environment;
  /** The built or the unbuilt `pacWorker`. */
  readonly pacWorker: URL;
  readonly clock: Clock;
  /** Hears of a password that the environment holds, so that logs can blank it. */
  readonly onSecret: (value: string) => void;
  /** Hears that the system's authorities are wanted and this runtime cannot read them. */
  readonly onSystemTrustMissing: () => void;
  readonly readSystemAuthorities?: ReadSystemAuthorities;
}

/** Bytes of a proxy script. */
const maxScriptBytes = 1024 * 1024;

/** Everything that hangs on one state of the settings. */
class Way {
  readonly #options: NetworkOptions;
  readonly finder: RouteFinder;
  readonly secureContext: SecureContext | null;
  readonly #agents: { readonly 'http:': DialAgent; readonly 'https:': DialAgent };

  constructor(settings: NetworkSettings, options: NetworkOptions) {
    const { readSystemAuthorities = systemAuthorities, onSystemTrustMissing } = options;
    this.#options = options;
    this.secureContext = secureContextFor(settings, readSystemAuthorities, onSystemTrustMissing);
    this.finder = new RouteFinder(settings.proxy, {
      ...options,
      fetchScript: (url, signal) => this.#fetchScript(url, signal),
    });
    this.#agents = { 'http:': this.#newAgent(false, true), 'https:': this.#newAgent(true, true) };
  }

  /** The agent for a URL: the shared one, or one whose connections nobody else uses. */
  agent(url: URL, fresh: boolean): DialAgent {
    const encrypted = url.protocol !== 'http:';
    if (fresh) return this.#newAgent(encrypted, false);
    return this.#agents[encrypted ? 'https:' : 'http:'];
  }

  retire(): void {
    for (const agent of Object.values(this.#agents)) agent.retire();
    this.finder.retire();
  }

  #newAgent(encrypted: boolean, keepAlive: boolean): DialAgent {
    return new DialAgent({ encrypted, keepAlive, open: (target) => this.#open(target) });
  }

  async #open(target: DialTarget): Promise<Socket> {
    // Read before the first wait, in the context of the request that wants this connection.
    const trace = currentTrace()?.trace ?? null;
    return dial(target, {
      ...this.#options,
      routes: await this.finder.routesTo(urlOf(target)),
      secureContext: this.secureContext,
      passed: (hop) => trace?.passed(hop),
    });
  }

  /** A proxy script is fetched directly: it is what tells the way to anything else. */
  async #fetchScript(url: URL, signal: AbortSignal): Promise<string> {
    const { clock, proxyPassword } = this.#options;
    const { secureContext } = this;
    const agent = new DialAgent({
      encrypted: url.protocol === 'https:',
      keepAlive: false,
      open: (target) =>
        dial(target, {
          routes: [{ kind: 'direct' }],
          secureContext,
          proxyPassword,
          clock,
          passed: () => undefined,
        }),
    });
    const response = await sendRequest(await plainRequest(url, { signal }), agent, null);
    const text = response.ok ? await readText(response, maxScriptBytes) : null;
    if (text === null) throw new HopFailure('proxy', 'PAC_NOT_FOUND', response.status);
    return text;
  }
}

function urlOf({ host, port, encrypted }: DialTarget): URL {
  const name = host.includes(':') ? `[${host}]` : host;
  return new URL(`${encrypted ? 'https' : 'http'}://${name}:${String(port)}/`);
}

/** The whole body as text, or null when it is longer than `limit` bytes. */
async function readText(response: Response, limit: number): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.byteLength;
    if (size > limit) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function isSame(a: NetworkSettings, b: NetworkSettings): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Sends within reach of the listener, so that a connection that has to be opened tells it of its stations. */
function listening<T>(trace: WireTrace | null, fresh: boolean, send: () => T): T {
  return trace === null ? send() : runTraced({ trace, fresh }, send);
}

/** Makes the way to servers. Cheap: nothing is opened, read or asked before the first request. */
export function createNetwork(options: NetworkOptions): Network {
  let current: { readonly settings: NetworkSettings; readonly way: Way } | null = null;
  const today = (): Way => {
    const settings = options.settings();
    if (current === null || !isSame(current.settings, settings)) {
      current?.way.retire();
      current = { settings, way: new Way(settings, options) };
    }
    return current.way;
  };

  return {
    fetch: async (url, { trace: given, ...init }: NetworkRequest = {}) => {
      const traced = currentTrace();
      const trace: WireTrace | null = given ?? traced?.trace ?? null;
      const fresh = traced?.fresh ?? false;
      const plain = await plainRequest(url, init);
      return followRedirects(plain, init.redirect ?? 'manual', (request) =>
        listening(trace, fresh, () => sendRequest(request, today().agent(request.url, fresh), trace)),
      );
    },
    agentFor: async (url) => {
      const way = today();
      const fresh = currentTrace()?.fresh ?? false;
      if (fresh) return way.agent(url, true);
      const routes = await way.finder.routesTo(url);
      const isPlain = way.secureContext === null && routes.every(({ kind }) => kind === 'direct');
      return isPlain ? null : way.agent(url, false);
    },
  };
}
