/**
 * The way to OpenAI's wires on Bedrock for those who sign in with AWS credentials: a `Network` that signs each request with
 * Signature Version 4 and hands it to the real one. The body is signed as the very text that is sent. The AWS SDK's own clients
 * do not come through here; they sign for themselves.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import type { AwsCredentialIdentityProvider, Checksum, SourceData } from '@smithy/types';
import type { Clock } from '../../../shared/clock.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Network } from '../../network/Network.ts';

/** What signatures are made with. */
export interface SigningOptions {
  readonly credentials: AwsCredentialIdentityProvider;
  readonly region: string;
  /** The name of the service in the signature: `bedrock` for the runtime, `bedrock-mantle` for mantle. */
  readonly service: 'bedrock' | 'bedrock-mantle';
  readonly clock: Clock;
}

function bytesOf(data: SourceData): string | Uint8Array {
  if (typeof data === 'string') return data;
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** SHA-256, keyed or not, in the shape that the signer asks for. */
class Sha256 implements Checksum {
  readonly #secret: string | Uint8Array | null;
  #hash: Hash | Hmac;

  constructor(secret?: SourceData) {
    this.#secret = secret === undefined ? null : bytesOf(secret);
    this.#hash = this.#fresh();
  }

  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#fresh();
  }

  #fresh(): Hash | Hmac {
    return this.#secret === null ? createHash('sha256') : createHmac('sha256', this.#secret);
  }
}

/** Wraps a network so that everything that goes through it is signed. The signer is loaded with the first request. */
export function createSignedNetwork(network: Network, options: SigningOptions): Network {
  const { credentials, region, service, clock } = options;
  const loadSigner = async () => {
    const { SignatureV4 } = await import('@smithy/signature-v4');
    return new SignatureV4({ credentials, region, service, sha256: Sha256 });
  };
  let signer: ReturnType<typeof loadSigner> | null = null;
  return {
    agentFor: (url) => network.agentFor(url),
    async fetch(target, request = {}) {
      const url = new URL(target);
      const { body = null } = request;
      if (body !== null && typeof body !== 'string') {
        throw new AppError('internal', 'Only a body of text can be signed');
      }
      const signed = await (
        await (signer ??= loadSigner())
      ).sign(
        {
          method: request.method ?? 'GET',
          protocol: url.protocol,
          hostname: url.hostname,
          ...(url.port !== '' && { port: Number(url.port) }),
          path: url.pathname,
          query: Object.fromEntries(url.searchParams),
          headers: { ...Object.fromEntries(new Headers(request.headers)), host: url.host },
          ...(body !== null && { body }),
        },
        { signingDate: new Date(clock.now()) },
      );
      // The client sets this one itself, to the same value.
      const { host: _host, ...headers } = signed.headers;
      return network.fetch(url, { ...request, headers });
    },
  };
}
