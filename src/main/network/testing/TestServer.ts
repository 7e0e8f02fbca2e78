/** A small web server on loopback that remembers what it was sent. With a certificate it speaks TLS. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { listen } from './listen.ts';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly received: readonly ReceivedRequest[];
  /** How many connections were opened so far. */
  connections(): number;
  close(): Promise<void>;
}

interface TestServerOptions {
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Answers; the usual answer is `hello`. */
  readonly answer?: RequestListener;
}

/** Starts a server on a free port. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const received: ReceivedRequest[] = [];
  let connections = 0;
  const answer: RequestListener = options.answer ?? ((_request, response) => void response.end('hello'));
  const listener: RequestListener = (request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => {
      body += piece;
    });
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      received.push({ method, path, headers, body });
      answer(request, response);
    });
  };
  const server =
    options.tls === undefined ? createServer(listener) : createSecureServer(options.tls, listener);
  server.on(options.tls === undefined ? 'connection' : 'secureConnection', () => {
    connections += 1;
  });
  const port = await listen(server);
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${String(port)}`,
    port,
    received,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
