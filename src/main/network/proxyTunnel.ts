/**
 * Asks a proxy for a way through to a server: `CONNECT` (RFC 9110 §9.3.6) or SOCKS 5 (RFC 1928). What is sent through it
 * afterwards is between us and the server. Everything that goes wrong is a failure of the hop `proxy`.
 */
import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import { Socket as NetSocket } from 'node:net';
import { HopFailure, wireCode } from './HopFailure.ts';
import type { Place } from './openSocket.ts';
import type { ProxyCredentials } from './ProxyRoute.ts';

const wantsCredentials = 407;

/** What a way through a proxy needs. `socket` is open to the proxy and is destroyed on failure. */
export interface TunnelOptions {
  readonly socket: Socket;
  readonly target: Place;
  readonly credentials: ProxyCredentials | null;
  readonly signal: AbortSignal;
}

function authority({ host, port }: Place): string {
  return host.includes(':') ? `[${host}]:${String(port)}` : `${host}:${String(port)}`;
}

function basic({ user, password }: ProxyCredentials): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** Opens a tunnel with `CONNECT`. Resolves with a socket on which the server answers. */
export function connectTunnel({ socket, target, credentials, signal }: TunnelOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const path = authority(target);
    const request = httpRequest({
      method: 'CONNECT',
      path,
      setHost: false,
      headers: {
        Host: path,
        ...(credentials === null ? {} : { 'Proxy-Authorization': basic(credentials) }),
      },
      createConnection: () => socket,
    });
    const finish = (failure: HopFailure | null): void => {
      signal.removeEventListener('abort', onAbort);
      if (failure === null) return resolve(socket);
      request.destroy();
      socket.destroy();
      reject(failure);
    };
    const onAbort = (): void => {
      finish(new HopFailure('proxy', 'ETIMEDOUT'));
    };
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    request.on('error', (caught) => {
      finish(new HopFailure('proxy', wireCode(caught)));
    });
    request.on('connect', ({ statusCode = 0 }, _socket, head) => {
      if (statusCode < 200 || statusCode >= 300) {
        finish(new HopFailure('proxy', 'PROXY_REFUSED', statusCode));
        return;
      }
      // A server that speaks first, right behind the proxy's answer.
      if (head.length > 0) socket.unshift(head);
      finish(null);
    });
    request.end();
  });
}

/** What a SOCKS 5 server says when it wants other credentials, in the words of the client library. */
const socksWantsCredentials = /authentication failed|no accepted authentication type/i;

/** Opens a tunnel with SOCKS 5. The proxy finds the name of the target, so nobody else is asked for it. */
export async function socksTunnel({ socket, target, credentials, signal }: TunnelOptions): Promise<Socket> {
  const { SocksClient } = await import('socks');
  const onAbort = (): void => void socket.destroy();
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    const { socket: through } = await SocksClient.createConnection({
      command: 'connect',
      // The proxy's own place is not used with a socket that is open, yet it is asked for.
      proxy: {
        host: 'localhost',
        port: 1080,
        type: 5,
        ...(credentials === null ? {} : { userId: credentials.user, password: credentials.password }),
      },
      destination: target,
      existing_socket: socket,
    });
    if (through instanceof NetSocket) return through;
    throw new HopFailure('proxy', 'UNKNOWN');
  } catch (caught) {
    socket.on('error', () => undefined);
    socket.destroy();
    if (signal.aborted) throw new HopFailure('proxy', 'ETIMEDOUT');
    const refused = caught instanceof Error && socksWantsCredentials.test(caught.message);
    throw new HopFailure('proxy', 'PROXY_REFUSED', refused ? wantsCredentials : undefined);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Whether a proxy asked for credentials, or refused those it got. */
export function isProxyLogin(failure: HopFailure): boolean {
  return failure.hop === 'proxy' && failure.status === wantsCredentials;
}
