/**
 * What a person types as the address of a server, turned into the base URL that requests are built on. People paste what
 * they find: a host without a scheme, a trailing slash, the whole URL of one endpoint. Those are mended. A name and password
 * inside the URL, and plain HTTP to anything but this machine, are refused: the first would leak into logs, the second
 * would send keys over the network in the open.
 */
import type { ErrorCode } from './errors.ts';
import type { Result } from './result.ts';

export interface BaseUrl {
  /** Without trailing slash, fragment and credentials: `https://host/v1`. */
  readonly url: string;
  /** What a secret is bound to. */
  readonly origin: string;
  /** Whether the server is on this very machine. */
  readonly reach: 'loopback' | 'network';
}

export interface BaseUrlRules {
  /** The path that is meant when none was typed. `/v1` for OpenAI-compatible servers, empty for Bedrock's endpoints. */
  readonly defaultPath?: '/v1' | '';
  /** `allow` only after a person has confirmed that keys and prompts may travel unencrypted. */
  readonly plainHttp?: 'loopback-only' | 'allow';
}

/** Endpoints that people paste together with their base. The longer come first. */
const endpointPaths = ['/chat/completions', '/completions', '/responses', '/embeddings', '/models'];

const scheme = /^[a-z][a-z\d+.-]*:\/\//i;
const loopbackHost = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const loopbackText = /^(localhost|[^/]+\.localhost|127\.[\d.]+|\[::1\])(:\d+)?(\/|$)/i;

function refuse(code: ErrorCode, message: string): Result<never> {
  return { ok: false, error: { code, message, retryable: false, details: { field: 'baseUrl' } } };
}

function parse(text: string): URL | null {
  const guessed = loopbackText.test(text) ? 'http' : 'https';
  const whole = scheme.test(text) ? text : `${guessed}://${text}`;
  // `URL.parse` would be shorter, but the oldest runtime that this runs on does not have it.
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}

function withoutEndpoint(pathname: string): string {
  const path = pathname.replace(/\/+$/, '');
  const endpoint = endpointPaths.find((candidate) => path.toLowerCase().endsWith(candidate));
  return endpoint === undefined ? path : withoutEndpoint(path.slice(0, -endpoint.length));
}

/** Mends or refuses a typed address. The error's code is `connection/invalid-url` or `connection/insecure-url`. */
export function normalizeBaseUrl(text: string, rules: BaseUrlRules = {}): Result<BaseUrl> {
  const trimmed = text.trim();
  if (trimmed === '' || /[\s\\]/.test(trimmed)) {
    return refuse('connection/invalid-url', 'The address is empty or has spaces in it');
  }
  const url = parse(trimmed);
  if (url === null) return refuse('connection/invalid-url', 'The address is not an HTTP address');
  if (url.username !== '' || url.password !== '') {
    return refuse('connection/invalid-url', 'The address has a user name or a password in it');
  }
  const reach = loopbackHost.test(url.hostname) ? 'loopback' : 'network';
  if (url.protocol === 'http:' && reach === 'network' && rules.plainHttp !== 'allow') {
    return refuse('connection/insecure-url', 'Plain HTTP leaves this machine');
  }
  const path = withoutEndpoint(url.pathname);
  const base = `${url.origin}${path === '' ? (rules.defaultPath ?? '/v1') : path}${url.search}`;
  return { ok: true, data: { url: base, origin: url.origin, reach } };
}
