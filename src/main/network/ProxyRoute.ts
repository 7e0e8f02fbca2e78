/**
 * The ways of getting a socket: directly, or through a proxy. A list of them is tried in order, as a PAC script means it.
 * A proxy is written as a URL by people, and as `PROXY host:port; DIRECT` by PAC scripts and by Electron.
 */

/** What a proxy asks for. Sent to that proxy and to nobody else. */
export interface ProxyCredentials {
  readonly user: string;
  readonly password: string;
}

/** A proxy. `http` and `https` say how the proxy itself is spoken to; the target is reached through a tunnel either way. */
export interface Proxy {
  readonly kind: 'http' | 'https' | 'socks5';
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** Null: what lies in the keychain, if anything does. */
  readonly credentials: ProxyCredentials | null;
}

export type ProxyRoute = { readonly kind: 'direct' } | Proxy;

export const directRoute: ProxyRoute = { kind: 'direct' };

const kinds: Readonly<Record<string, Proxy['kind']>> = {
  'http:': 'http',
  'https:': 'https',
  'socks5:': 'socks5',
  'socks5h:': 'socks5',
  'socks:': 'socks5',
};
const usualPorts = { http: 80, https: 443, socks5: 1080 } as const;

/** The words of a PAC result. SOCKS 4 is not spoken. */
const pacWords: Readonly<Record<string, Proxy['kind']>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks5',
  SOCKS5: 'socks5',
};

function bareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads a proxy's URL, as people and environment variables write it. Null when it is none. */
export function parseProxyUrl(text: string): Proxy | null {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  const kind = Object.hasOwn(kinds, url.protocol) ? kinds[url.protocol] : undefined;
  if (kind === undefined || url.hostname === '') return null;
  const credentials =
    url.username === '' ? null : { user: decoded(url.username), password: decoded(url.password) };
  const port = url.port === '' ? usualPorts[kind] : Number(url.port);
  return { kind, host: bareHost(url.hostname), port, credentials };
}

function parsePacEntry(entry: string): ProxyRoute | null {
  const [word = '', place = ''] = entry.trim().split(/\s+/, 2);
  const keyword = word.toUpperCase();
  if (keyword === 'DIRECT') return directRoute;
  const kind = Object.hasOwn(pacWords, keyword) ? pacWords[keyword] : undefined;
  if (kind === undefined || place === '' || /[@/?#]/.test(place)) return null;
  // An unknown scheme would not normalise the host; http does, and knows where an IPv6 address ends.
  const url = URL.canParse(`http://${place}`) ? new URL(`http://${place}`) : null;
  if (url === null || url.hostname === '') return null;
  // The URL parser drops port 80, so what was written decides.
  const written = /:(\d+)$/.exec(place)?.[1];
  const port = written === undefined ? usualPorts[kind] : Number(written);
  return port === 0 ? null : { kind, host: bareHost(url.hostname), port, credentials: null };
}

/**
 * Reads what a PAC script or the system answers. Entries that cannot be read are passed over; null when none can be, so that
 * nonsense does not become a direct connection. Nothing at all means direct, as in browsers.
 */
export function parseProxyList(text: string): readonly ProxyRoute[] | null {
  const entries = text
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return [directRoute];
  const routes = entries.map(parsePacEntry).filter((route) => route !== null);
  return routes.length === 0 ? null : routes;
}
