/**
 * The OpenAI SDK as both OpenAI wires use it. It is loaded with the first request. A client holds no secret, since every
 * request brings its own headers, so it may live as long as the settings of its connection. Nothing comes from the environment,
 * nothing is logged, nothing is told about this machine, and a redirect is never followed, so no key can follow one.
 */
import type * as OpenAiModule from 'openai';
import type * as StreamingModule from 'openai/streaming';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { Network, NetworkRequest } from '../../network/Network.ts';
import { retryAfterSeconds } from '../httpFailure.ts';
import { readAtMost } from '../readAtMost.ts';
import { scrubProviderEnvironment } from '../scrubEnvironment.ts';

/** What a client is made from. */
export interface ClientSettings {
  readonly connectionId: ConnectionId;
  readonly baseUrl: string;
  readonly organization?: string | undefined;
  readonly project?: string | undefined;
}

export interface ClientPolicy {
  /** Goes into the User-Agent. */
  readonly appVersion: string;
  readonly network: Network;
}

/** The parts of the SDK that are used. */
export type OpenAiSdk = Pick<
  typeof OpenAiModule,
  'OpenAI' | 'APIError' | 'APIConnectionError' | 'APIConnectionTimeoutError' | 'APIUserAbortError'
> &
  Pick<typeof StreamingModule, 'Stream'>;

/** A Retry-After up to this many seconds is slept through; a longer one is shown to the person who waits. */
const silentRetrySeconds = 2;
const errorBodyBytes = 64 * 1024;
/** The longest that a timer can be set for, in milliseconds: the adapters watch the time themselves. */
const noTimeout = 2 ** 31 - 1;

// The SDK would tell every server the platform, the runtime and their versions.
const platformHeaders = [
  'X-Stainless-Lang',
  'X-Stainless-Package-Version',
  'X-Stainless-OS',
  'X-Stainless-Arch',
  'X-Stainless-Runtime',
  'X-Stainless-Runtime-Version',
  'X-Stainless-Retry-Count',
  'X-Stainless-Timeout',
] as const;

/**
 * The way out for the SDK. Bounds what an error may send, and stops the SDK from sleeping through a wait that a person should
 * see. A trace comes with `fetchOptions`, which the SDK hands on untouched.
 */
function boundedFetch(
  network: Network,
): (url: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const request: NetworkRequest = { ...init, redirect: 'manual' };
    const response = await network.fetch(url instanceof Request ? url.url : url, request);
    if (response.ok) return response;
    const headers = new Headers(response.headers);
    const wait = retryAfterSeconds(headers.get('retry-after'), Date.now());
    if (wait !== undefined && wait > silentRetrySeconds) headers.set('x-should-retry', 'false');
    const body = await readAtMost(response.body, errorBodyBytes);
    return new Response(body, { status: response.status, statusText: response.statusText, headers });
  };
}

/** Loads the SDK; the module cache makes every call after the first free. */
export function loadOpenAiSdk(): Promise<OpenAiSdk> {
  return import('./openAiSdk.ts');
}

/** Makes a client for one connection. */
export function createOpenAiClient(
  sdk: OpenAiSdk,
  settings: ClientSettings,
  policy: ClientPolicy,
): OpenAiModule.OpenAI {
  // The SDK reads OPENAI_CUSTOM_HEADERS on construction and has no option against it.
  scrubProviderEnvironment(process.env);
  return new sdk.OpenAI({
    baseURL: settings.baseUrl,
    apiKey: 'none',
    adminAPIKey: null,
    organization: settings.organization ?? null,
    project: settings.project ?? null,
    webhookSecret: null,
    defaultHeaders: {
      Authorization: null,
      'User-Agent': `Switchyard/${policy.appVersion}`,
      ...Object.fromEntries(platformHeaders.map((name) => [name, null])),
    },
    fetch: boundedFetch(policy.network),
    // Waits are shown to the person who waits, so nothing is tried again in here.
    maxRetries: 0,
    timeout: noTimeout,
    logLevel: 'off',
  });
}
