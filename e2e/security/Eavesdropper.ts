/**
 * The other end of every leak: listeners on this machine for HTTP, WebSocket (an HTTP upgrade) and UDP (what STUN uses) that
 * only count. A hostile page knows where they are and must not reach any of them.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Eavesdropper {
  readonly httpPort: number;
  readonly udpPort: number;
  /** What arrived, in words: `GET /img`, `upgrade /socket`, `udp`. */
  readonly heard: readonly string[];
  close(): Promise<void>;
}

/** Starts listening on free loopback ports. */
export async function startEavesdropper(): Promise<Eavesdropper> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  server.on('upgrade', (request, socket) => {
    heard.push(`upgrade ${request.url ?? ''}`);
    socket.destroy();
  });
  // A connection that never becomes a request would be a leak as well.
  server.on('connection', () => heard.push('connection'));
  server.listen(0, '127.0.0.1');
  const socket = createSocket('udp4');
  socket.on('message', () => heard.push('udp'));
  socket.bind(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(socket, 'listening')]);
  return {
    // The type of a listening TCP server's address.
    httpPort: (server.address() as AddressInfo).port,
    udpPort: socket.address().port,
    heard,
    close: async () => {
      server.closeAllConnections();
      server.close();
      socket.close();
      await Promise.all([once(server, 'close'), once(socket, 'close')]);
    },
  };
}
