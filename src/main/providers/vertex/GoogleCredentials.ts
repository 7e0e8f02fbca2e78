/**
 * Application Default Credentials: what `gcloud auth application-default login` has left on this machine, or the file that
 * GOOGLE_APPLICATION_CREDENTIALS names. Google's library reads it, renews the token before it ends and keeps it meanwhile; all
 * it asks the network goes through our port. Only what is found in files is used: no server is searched for, no program run.
 */
import type { GoogleAuth } from 'google-auth-library';
import { AppError } from '../../../shared/errors.ts';
import type { WireTrace } from '../../inspection/WireTrace.ts';
import type { Network } from '../../network/Network.ts';
import { networkFailure } from '../networkFailure.ts';
import { at, textAt } from '../readJson.ts';

const scope = 'https://www.googleapis.com/auth/cloud-platform';
/** What a person runs to be signed in again. */
const signInCommand = 'gcloud auth application-default login';
const tokenHost = 'oauth2.googleapis.com';

/** What signs in is nobody's to inspect: these requests hold the lasting credentials themselves. */
const unheard: WireTrace = {
  request: () => undefined,
  passed: () => undefined,
  response: () => undefined,
  failed: () => undefined,
};

/** The library would look for a server that only virtual machines of Google have, and keep a desktop waiting for it. */
function searchForNoServer(): void {
  process.env['METADATA_SERVER_DETECTION'] ??= 'none';
}

/** What the library threw, without its message: that may repeat a token or a path. */
function failureOf(caught: unknown): AppError {
  const network = networkFailure(caught, tokenHost);
  if (network !== null) return network;
  const said = textAt(caught, 'response', 'data', 'error');
  const status = at(caught, 'response', 'status');
  if (said === '' && typeof status === 'number' && status >= 500) {
    const details = { host: tokenHost, status };
    return new AppError('provider/overloaded', 'Tokens could not be had', { retryable: true, details });
  }
  const why = said === '' ? 'There are no usable credentials' : 'The credentials are not accepted any more';
  return new AppError('provider/session-expired', why, { details: { command: signInCommand } });
}

/** The credentials of this machine, read when they are first needed. */
export class GoogleCredentials {
  readonly #network: Network;
  readonly #onSecret: (value: string) => void;
  #auth: { readonly project: string; readonly auth: Promise<GoogleAuth> } | null = null;

  /** `onSecret` hears of every token before it is used, so that logs can blank it. */
  constructor(network: Network, onSecret: (value: string) => void = () => undefined) {
    this.#network = network;
    this.#onSecret = onSecret;
  }

  /** The headers that sign a request in, quota project included. Rejects with `provider/session-expired` or `network/…`. */
  async headers(project: string): Promise<Record<string, string>> {
    try {
      const client = await (await this.#authFor(project)).getClient();
      const headers = await client.getRequestHeaders();
      const token = headers.get('authorization')?.replace(/^Bearer\s+/i, '');
      if (token !== undefined) this.#onSecret(token);
      return Object.fromEntries(headers);
    } catch (caught) {
      this.forget();
      throw failureOf(caught);
    }
  }

  /** Reads the credentials anew next time: somebody may have signed in meanwhile. */
  forget(): void {
    this.#auth = null;
  }

  #authFor(project: string): Promise<GoogleAuth> {
    if (this.#auth?.project !== project) this.#auth = { project, auth: this.#load(project) };
    return this.#auth.auth;
  }

  async #load(projectId: string): Promise<GoogleAuth> {
    searchForNoServer();
    const { GoogleAuth } = await import('google-auth-library');
    const network = this.#network;
    const fetchImplementation = (url: string | URL | Request, init?: RequestInit): Promise<Response> =>
      network.fetch(url instanceof Request ? url.url : url, { ...init, trace: unheard });
    // With a project given, the library does not ask `gcloud` for one.
    const options = {
      scopes: [scope],
      projectId,
      clientOptions: { transporterOptions: { fetchImplementation } },
    };
    return new GoogleAuth(options);
  }
}
