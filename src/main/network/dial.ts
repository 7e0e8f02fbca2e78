/**
 * One way of opening a connection, for `fetch` and for the SDKs' own clients alike, so that both meet the same proxies, trust
 * the same authorities and fail with the same words. A route that cannot be entered gives way to the next one, as PAC scripts
 * mean it; a proxy that wants a password does not, because going round it is not what was asked for.
 */
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { Clock } from '../../shared/clock.ts';
import type { NetworkHop } from '../../shared/errors.ts';
import { HopFailure } from './HopFailure.ts';
import { openTcp, secure } from './openSocket.ts';
import type { Place, StepContext } from './openSocket.ts';
import { connectTunnel, isProxyLogin, socksTunnel } from './proxyTunnel.ts';
import type { Proxy, ProxyCredentials, ProxyRoute } from './ProxyRoute.ts';

/** Where a connection shall lead. */
export interface DialTarget extends Place {
  readonly encrypted: boolean;
}

export interface DialOptions {
  /** Tried in order. */
  readonly routes: readonly ProxyRoute[];
  readonly secureContext: SecureContext | null;
  /** For a proxy whose route brings none of its own. */
  readonly proxyPassword: () => Promise<ProxyCredentials | null>;
  readonly clock: Clock;
  readonly passed: (hop: NetworkHop) => void;
}

/** How long one route may take until a server can be spoken to, in milliseconds. */
const dialPatienceMs = 15_000;

/** Whatever goes wrong on the way to a proxy is the proxy's matter: the server was never tried. */
function blameProxy(caught: unknown): unknown {
  return caught instanceof HopFailure ? new HopFailure('proxy', caught.code, caught.status) : caught;
}

async function openThroughProxy(
  proxy: Proxy,
  target: Place,
  options: DialOptions,
  context: StepContext,
): Promise<Socket> {
  const { signal, passed } = context;
  try {
    const credentials = proxy.credentials ?? (await options.proxyPassword());
    const plain = await openTcp(proxy, context);
    const socket = proxy.kind === 'https' ? await secure(plain, proxy.host, context) : plain;
    const open = proxy.kind === 'socks5' ? socksTunnel : connectTunnel;
    const through = await open({ socket, target, credentials, signal });
    passed('proxy');
    return through;
  } catch (caught) {
    throw blameProxy(caught);
  }
}

async function openRoute(route: ProxyRoute, target: DialTarget, options: DialOptions): Promise<Socket> {
  const { clock, passed, secureContext } = options;
  const patience = new AbortController();
  const cancelTimer = clock.after(dialPatienceMs, () => {
    patience.abort();
  });
  const context: StepContext = { signal: patience.signal, passed, secureContext };
  try {
    const socket =
      route.kind === 'direct'
        ? await openTcp(target, context)
        : await openThroughProxy(route, target, options, context);
    if (!target.encrypted) return socket;
    const secured = await secure(socket, target.host, context);
    passed('tls');
    return secured;
  } finally {
    cancelTimer();
  }
}

/** Opens a connection to the target. Throws the `HopFailure` of the last route that was tried. */
export async function dial(target: DialTarget, options: DialOptions): Promise<Socket> {
  let failure: unknown = new HopFailure('proxy', 'NO_ROUTE');
  for (const route of options.routes) {
    try {
      return await openRoute(route, target, options);
    } catch (caught) {
      failure = caught;
      const isElsewhere = !(caught instanceof HopFailure) || caught.hop !== 'proxy';
      if (isElsewhere || isProxyLogin(caught)) throw caught;
    }
  }
  throw failure;
}
