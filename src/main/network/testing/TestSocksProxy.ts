/** A real SOCKS 5 proxy on loopback (RFC 1928, RFC 1929): `connect` only, with or without a password. */
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { listen } from './listen.ts';

export interface TestSocksProxy {
  readonly url: string;
  /** `host:port` of each tunnel that was asked for; names as they came, not looked up. */
  readonly targets: readonly string[];
  close(): Promise<void>;
}

interface TestSocksProxyOptions {
  readonly login?: { readonly user: string; readonly password: string };
  /** Where every name leads, whatever is asked for. */
  readonly leadTo: number;
}

const noLogin = 0x00;
const passwordLogin = 0x02;

/** Reads exactly so many bytes off a socket. */
async function readBytes(socket: Socket, count: number): Promise<Buffer> {
  for (;;) {
    const bytes: unknown = socket.read(count);
    if (bytes instanceof Buffer) return bytes;
    await new Promise<void>((resolve, reject) => {
      socket.once('readable', resolve);
      socket.once('close', () => {
        reject(new Error('closed'));
      });
    });
  }
}

async function readCounted(socket: Socket): Promise<Buffer> {
  const [length = 0] = await readBytes(socket, 1);
  return length === 0 ? Buffer.alloc(0) : readBytes(socket, length);
}

async function logIn(socket: Socket, { login }: TestSocksProxyOptions): Promise<boolean> {
  await readBytes(socket, 1);
  const methods = await readCounted(socket);
  const method = login === undefined ? noLogin : passwordLogin;
  if (!methods.includes(method)) {
    socket.end(Buffer.from([5, 0xff]));
    return false;
  }
  socket.write(Buffer.from([5, method]));
  if (login === undefined) return true;
  await readBytes(socket, 1);
  const user = (await readCounted(socket)).toString();
  const password = (await readCounted(socket)).toString();
  const isRight = user === login.user && password === login.password;
  socket.write(Buffer.from([1, isRight ? 0 : 1]));
  return isRight;
}

async function readTarget(socket: Socket): Promise<string> {
  const [, , , kind] = await readBytes(socket, 4);
  const host =
    kind === 1 ? [...(await readBytes(socket, 4))].join('.') : (await readCounted(socket)).toString();
  const port = (await readBytes(socket, 2)).readUInt16BE();
  return `${host}:${String(port)}`;
}

/** Starts a proxy on a free port. */
export async function startTestSocksProxy(options: TestSocksProxyOptions): Promise<TestSocksProxy> {
  const targets: string[] = [];
  const sockets = new Set<Socket>();
  const serve = async (client: Socket): Promise<void> => {
    if (!(await logIn(client, options))) return;
    targets.push(await readTarget(client));
    const upstream = connect({ host: '127.0.0.1', port: options.leadTo });
    sockets.add(upstream);
    upstream.on('error', () => client.destroy());
    upstream.on('connect', () => {
      client.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
      upstream.pipe(client).pipe(upstream);
    });
  };
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => undefined);
    serve(client).catch(() => client.destroy());
  });
  const port = await listen(server);
  return {
    url: `socks5://127.0.0.1:${String(port)}`,
    targets,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
