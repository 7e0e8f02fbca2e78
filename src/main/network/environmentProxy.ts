/**
 * The proxy that environment variables name, as curl and most programs read them. A variable in lower case wins. `HTTP_PROXY`
 * in capitals is read too: it is a danger only in programs that a web server starts.
 */
import { isBypassed } from './bypassList.ts';
import { HopFailure } from './HopFailure.ts';
import { directRoute, parseProxyUrl } from './ProxyRoute.ts';
import type { ProxyRoute } from './ProxyRoute.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

function read(env: Environment, name: string): string | undefined {
  const value = env[name] ?? env[name.toUpperCase()];
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

/**
 * The way to this URL, or null where no variable speaks of it. Throws a `HopFailure` for one that cannot be read: nothing is sent
 * past the proxy that it meant.
 */
export function environmentProxy(url: URL, env: Environment): ProxyRoute | null {
  const name = url.protocol === 'http:' ? 'http_proxy' : 'https_proxy';
  const value = read(env, name) ?? read(env, 'all_proxy');
  if (value === undefined) return null;
  const bypass = (read(env, 'no_proxy') ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
  if (isBypassed(url, bypass)) return directRoute;
  const proxy = parseProxyUrl(value);
  if (proxy === null) throw new HopFailure('proxy', 'PROXY_URL_INVALID');
  return proxy;
}
