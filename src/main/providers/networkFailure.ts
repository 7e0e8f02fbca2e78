/**
 * Why a server could not be reached or stopped talking, read off the codes that Node, undici and OpenSSL put on their errors.
 * The codes sit anywhere in a chain of causes, so the whole chain is walked. Nothing of the errors' own texts is kept, and
 * no cause is attached: undici quotes header values, keys included, in some of them.
 */
import { AppError, networkHops, type ErrorCode, type NetworkHop } from '../../shared/errors.ts';

const byCode: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'network/host-not-found',
  EAI_AGAIN: 'network/host-not-found',
  EAI_NODATA: 'network/host-not-found',
  EAI_NONAME: 'network/host-not-found',
  ECONNREFUSED: 'network/refused',
  EHOSTUNREACH: 'network/refused',
  ENETUNREACH: 'network/refused',
  EADDRNOTAVAIL: 'network/refused',
  ETIMEDOUT: 'network/timeout',
  ESOCKETTIMEDOUT: 'network/timeout',
  UND_ERR_CONNECT_TIMEOUT: 'network/timeout',
  UND_ERR_HEADERS_TIMEOUT: 'network/timeout',
  UND_ERR_BODY_TIMEOUT: 'network/timeout',
  ECONNRESET: 'network/reset',
  ECONNABORTED: 'network/reset',
  EPIPE: 'network/reset',
  UND_ERR_SOCKET: 'network/reset',
  UND_ERR_ABORTED: 'network/reset',
  ERR_STREAM_PREMATURE_CLOSE: 'network/reset',
  ERR_HTTP2_STREAM_ERROR: 'network/reset',
  ERR_HTTP2_SESSION_ERROR: 'network/reset',
  ERR_HTTP2_STREAM_CANCEL: 'network/reset',
  ERR_HTTP2_GOAWAY_SESSION: 'network/reset',
  EPROTO: 'network/tls',
  HOSTNAME_MISMATCH: 'network/tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'network/tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'network/tls',
};

/** Families of codes: OpenSSL's verification results, Node's TLS errors, undici's HTTP parser. */
const byPattern: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/, 'network/tls'],
  [/^(HPE_|UND_ERR_RES_)/, 'provider/unexpected-reply'],
];

// Chains of causes are short; the bound is there for one that loops.
const maxCauses = 20;

/** One error of the chain, as far as it is understood. */
interface Found {
  readonly wire: string;
  /** Where the way ended, if the error says so (`HopFailure`). */
  readonly hop: NetworkHop | undefined;
  readonly status: number | undefined;
}

function findIn(error: object): Found | null {
  if (!('code' in error) || typeof error.code !== 'string') return null;
  const hop = 'hop' in error ? networkHops.find((each) => each === error.hop) : undefined;
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  return { wire: error.code, hop, status };
}

function chainOf(caught: unknown): readonly Found[] {
  const chain: Found[] = [];
  const queue: unknown[] = [caught];
  for (let seen = 0; seen < maxCauses && queue.length > 0; seen += 1) {
    const error = queue.shift();
    if (typeof error !== 'object' || error === null) continue;
    const found = findIn(error);
    if (found !== null) chain.push(found);
    if ('cause' in error) queue.push(error.cause);
    if ('errors' in error && Array.isArray(error.errors)) queue.push(...error.errors);
  }
  return chain;
}

/** The station that a code speaks of, where the error itself does not say. Null: it may have been any. */
const hopOfCode: Partial<Readonly<Record<ErrorCode, NetworkHop>>> = {
  'network/host-not-found': 'dns',
  'network/refused': 'tcp',
  'network/tls': 'tls',
  'network/proxy': 'proxy',
  'provider/unexpected-reply': 'http',
};

function classify({ wire, hop }: Found): ErrorCode | undefined {
  // The server was never reached: whatever went wrong is the proxy's matter.
  if (hop === 'proxy') return 'network/proxy';
  if (Object.hasOwn(byCode, wire)) return byCode[wire];
  return byPattern.find(([pattern]) => pattern.test(wire))?.[1];
}

/**
 * The failure of the way to `host`, or null where the error speaks of something else. `details.hop` names the station where
 * it ended, as far as that is known; for `network/proxy`, `details.status` is what the proxy answered.
 */
export function networkFailure(caught: unknown, host: string): AppError | null {
  const found = chainOf(caught)
    .map((each) => ({ ...each, code: classify(each) }))
    // The innermost code is the most exact: `UND_ERR_SOCKET` may wrap an `ECONNRESET`.
    .findLast(({ code }) => code !== undefined);
  if (found?.code === undefined) return null;
  const { code, wire, status } = found;
  const hop = found.hop ?? (wire === 'UND_ERR_CONNECT_TIMEOUT' ? 'tcp' : hopOfCode[code]);
  return new AppError(code, `The connection failed: ${wire}`, {
    retryable: code !== 'network/tls' && !(code === 'network/proxy' && status !== undefined),
    details: {
      host,
      ...(hop === undefined ? {} : { hop }),
      ...(code === 'network/proxy' && status !== undefined ? { status } : {}),
    },
  });
}
