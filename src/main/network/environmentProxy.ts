/**
 * The proxy that environment variables name, as curl and most programs read them. A variable in lower case wins. `HTTP_PROXY`
 * in capitals is read too: it is a danger only in programs that a web server starts.
 */
import { isBypassed } from './bypassList.ts';
import { directRoute, parseProxyUrl } from './ProxyRoute.ts';
import type { ProxyRoute } from './ProxyRoute.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

function read(env: Environment, name: string): string | undefined {
  const value = env[name] ?? env[name.toUpperCase()];
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

/** The way to this URL. A variable that is set and cannot be read gives null: then nothing is sent past the proxy it meant. */
export function environmentProxy(url: URL, env: Environment): ProxyRoute | null {
  const name = url.protocol === 'http:' ? 'http_proxy' : 'https_proxy';
  const value = read(env, name) ?? read(env, 'all_proxy');
  if (value === undefined) return directRoute;
  const bypass = (read(env, 'no_proxy') ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
  return isBypassed(url, bypass) ? directRoute : parseProxyUrl(value);
}
