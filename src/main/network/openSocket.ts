/** The single steps of opening a connection. Each ends in a socket or in one `HopFailure`, and leaves no socket open behind it. */
import { connect, isIP } from 'node:net';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import type { SecureContext } from 'node:tls';
import type { NetworkHop } from '../../shared/errors.ts';
import { HopFailure, wireCode } from './HopFailure.ts';

/** A machine and a port; the host without the brackets of an IPv6 address. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** What every step takes along. */
export interface StepContext {
  /** Aborted when opening has taken too long. */
  readonly signal: AbortSignal;
  readonly passed: (hop: NetworkHop) => void;
  /** Null: the authorities that are bundled. */
  readonly secureContext: SecureContext | null;
}

/** Idle connections of a proxy or a NAT die silently; this notices. */
const keepAliveProbeMs = 30_000;

/** Resolves when the socket says that it is ready. Destroys it on any failure. `hop` is asked when it fails. */
function whenReady(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
  hop: () => NetworkHop,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (failure: HopFailure | null): void => {
      socket.off(event, onReady);
      socket.off('error', onError);
      socket.off('close', onClose);
      signal.removeEventListener('abort', onAbort);
      if (failure === null) return resolve();
      // A late error of a socket that nobody waits for any more would end the process.
      socket.on('error', () => undefined);
      socket.destroy();
      reject(failure);
    };
    const onReady = (): void => {
      finish(null);
    };
    const onError = (caught: Error): void => {
      finish(new HopFailure(hop(), wireCode(caught)));
    };
    const onClose = (): void => {
      finish(new HopFailure(hop(), 'ECONNRESET'));
    };
    const onAbort = (): void => {
      finish(new HopFailure(hop(), 'ETIMEDOUT'));
    };
    socket.on(event, onReady);
    socket.on('error', onError);
    socket.on('close', onClose);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}

/**
 * The name that is asked for. What ends in `.localhost` counts as this machine everywhere in the app, so no name server may say
 * that it is another (RFC 6761 §6.3); not every resolver knows that.
 */
function nameToFind(host: string): string {
  return host.endsWith('.localhost') ? 'localhost' : host;
}

/** Finds the name and opens a socket. Fails at `dns` or `tcp`. */
export async function openTcp({ host, port }: Place, { signal, passed }: StepContext): Promise<Socket> {
  const socket = connect({
    host: nameToFind(host),
    port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: keepAliveProbeMs,
  });
  let hop: NetworkHop = isIP(host) === 0 ? 'dns' : 'tcp';
  socket.once('lookup', (failure: Error | null) => {
    if (failure !== null) return;
    if (hop === 'dns') passed('dns');
    hop = 'tcp';
  });
  await whenReady(socket, 'connect', signal, () => hop);
  passed('tcp');
  return socket;
}

/** Speaks TLS on a socket that is open, with a server of this name. Fails at `tls`. Certificates are always checked. */
export async function secure(
  socket: Socket,
  host: string,
  { signal, secureContext }: StepContext,
): Promise<Socket> {
  const secured = tls.connect({
    socket,
    host,
    // An address is no server name (RFC 6066); the certificate is checked against `host` then.
    servername: isIP(host) === 0 ? host : '',
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
    ...(secureContext === null ? {} : { secureContext }),
  });
  await whenReady(secured, 'secureConnect', signal, () => 'tls');
  return secured;
}
