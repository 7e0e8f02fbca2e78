/**
 * What happens to an answer that points elsewhere. As a rule it is handed on as it is. Where somebody asks for more, only
 * reading requests follow, never from https to http, and to another origin they take none of their headers but those that
 * say what kind of answer is wanted: any other header may be what signs in.
 */
import type { PlainRequest } from './sendRequest.ts';

const redirects: readonly number[] = [301, 302, 303, 307, 308];
const harmlessHeaders: readonly string[] = ['accept', 'accept-language', 'user-agent'];
const maxRedirects = 5;

/** Where a redirect leads, or null where it must not be followed. */
function nextRequest(request: PlainRequest, response: Response): PlainRequest | null {
  const location = response.headers.get('location');
  if (location === null || !redirects.includes(response.status)) return null;
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  if (!URL.canParse(location, request.url)) return null;
  const url = new URL(location, request.url);
  const isWeb = url.protocol === 'https:' || (url.protocol === 'http:' && request.url.protocol === 'http:');
  if (!isWeb || url.username !== '' || url.password !== '') return null;
  if (url.origin === request.url.origin) return { ...request, url };
  const harmless = [...request.headers].filter(([name]) => harmlessHeaders.includes(name));
  return { ...request, url, headers: new Headers(harmless) };
}

/** Sends a request and treats redirects as asked. Rejects with a `TypeError` for `error`, as `fetch` does. */
export async function followRedirects(
  first: PlainRequest,
  mode: 'manual' | 'follow' | 'error',
  send: (request: PlainRequest) => Promise<Response>,
): Promise<Response> {
  let request = first;
  let response = await send(request);
  if (mode === 'error' && redirects.includes(response.status)) {
    await response.body?.cancel();
    throw new TypeError('fetch failed: the server answered with a redirect');
  }
  for (let count = 0; mode === 'follow' && count < maxRedirects; count += 1) {
    const next = nextRequest(request, response);
    if (next === null) return response;
    await response.body?.cancel();
    request = next;
    response = await send(request);
  }
  return response;
}
