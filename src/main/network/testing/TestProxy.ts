/** A real HTTP proxy on loopback that opens tunnels (`CONNECT`), with or without a password, and remembers who asked for what. */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { listen } from './listen.ts';

/** One `CONNECT` as it arrived. */
export interface TunnelRequest {
  readonly target: string;
  readonly authorization: string | undefined;
}

export interface TestProxy {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly TunnelRequest[];
  close(): Promise<void>;
}

interface TestProxyOptions {
  /** Asked of everyone, as `user:password`. */
  readonly login?: string;
  /** Answered in place of a tunnel. */
  readonly refuseWith?: number;
  /** Speaks TLS itself. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Where every name leads, whatever is asked for. */
  readonly leadTo?: number;
}

/** Starts a proxy on a free port. */
export async function startTestProxy(options: TestProxyOptions = {}): Promise<TestProxy> {
  const requests: TunnelRequest[] = [];
  const sockets = new Set<Duplex>();
  const expected =
    options.login === undefined ? null : `Basic ${Buffer.from(options.login).toString('base64')}`;
  const server = options.tls === undefined ? createServer() : createSecureServer(options.tls);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.on('connect', (request: IncomingMessage, client: Duplex) => {
    const authorization = request.headers['proxy-authorization'];
    requests.push({ target: request.url ?? '', authorization });
    client.on('error', () => undefined);
    if (options.refuseWith !== undefined) {
      client.end(`HTTP/1.1 ${String(options.refuseWith)} No\r\n\r\n`);
      return;
    }
    if (expected !== null && authorization !== expected) {
      client.end('HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm="test"\r\n\r\n');
      return;
    }
    const port = options.leadTo ?? Number(/:(\d+)$/.exec(request.url ?? '')?.[1]);
    const upstream = connect({ host: '127.0.0.1', port });
    sockets.add(upstream);
    upstream.on('error', () => client.destroy());
    upstream.on('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
  });
  const port = await listen(server);
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${String(port)}`,
    port,
    requests,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
