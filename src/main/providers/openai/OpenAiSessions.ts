/** What both OpenAI wires do around a request: find the client of the connection, sign in, name failures. */
import type { OpenAI } from 'openai';
import type { ConnectionSecret } from '../../../shared/connection.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { WireTrace } from '../../inspection/WireTrace.ts';
import type { ProviderDependencies } from '../ChatProvider.ts';
import { httpFailure, type RefusalContext } from '../httpFailure.ts';
import { createOpenAiClient, loadOpenAiSdk, type ClientSettings, type OpenAiSdk } from './openAiClient.ts';
import { openAiFailure } from './openAiFailure.ts';
import { signInHeaders, withRequestHeaders, type KeyHeader } from './signInHeaders.ts';

/** Everything that one request needs. An adapter with a client of its own fills it by `sessionWith`. */
export interface OpenAiSession {
  readonly sdk: OpenAiSdk;
  readonly client: OpenAI;
  /** Goes with every request: what it signs in with, and who listens. */
  readonly requestOptions: {
    readonly headers: Record<string, string>;
    /** `Network.fetch` takes the trace out of it. */
    readonly fetchOptions: { readonly redirect: 'manual'; readonly trace: WireTrace | undefined };
  };
  readonly about: RefusalContext;
  /** Names whatever the request or its stream threw. */
  readonly toAppError: (caught: unknown) => AppError;
  /** Names an error object that came inside a stream. */
  readonly failInStream: (body: unknown) => AppError;
}

/** Opens a session when its request is about to go, since a sign-in may take time that belongs to the reply. */
export type OpenSession = () => Promise<OpenAiSession>;

/** Who asks, with what, and for which model. */
export interface SessionRequest {
  readonly settings: ClientSettings;
  readonly secret: ConnectionSecret | null;
  readonly keyHeader?: KeyHeader;
  /** Extra headers of this request; see `ChatRequest.headers`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly trace?: WireTrace | undefined;
  readonly modelId?: string;
}

/** A client and what one request through it needs. Throws `provider/key-refused`. */
function sessionWith(
  sdk: OpenAiSdk,
  client: OpenAI,
  request: Omit<SessionRequest, 'settings'> & { readonly now: number },
): OpenAiSession {
  const secret = withRequestHeaders(request.secret, request.headers);
  const { modelId, trace, now } = request;
  const about: RefusalContext = {
    host: new URL(client.baseURL).host,
    ...(modelId === undefined ? {} : { modelId }),
    secret,
    now,
  };
  return {
    sdk,
    client,
    requestOptions: {
      headers: signInHeaders(secret, request.keyHeader),
      fetchOptions: { redirect: 'manual', trace },
    },
    about,
    toAppError: (caught) => openAiFailure(sdk, caught, about),
    failInStream: (body) =>
      httpFailure({ status: null, body, contentType: null, retryAfter: null, requestId: null }, about),
  };
}

/** Keeps one client a connection, made anew when the settings change. */
export class OpenAiSessions {
  readonly #dependencies: ProviderDependencies;
  readonly #clients = new Map<ConnectionId, { readonly fingerprint: string; readonly client: OpenAI }>();

  constructor(dependencies: ProviderDependencies) {
    this.#dependencies = dependencies;
  }

  /** Throws `provider/key-refused` for a secret that cannot travel in a header. */
  async open(request: SessionRequest): Promise<OpenAiSession> {
    const sdk = await loadOpenAiSdk();
    const client = this.#clientFor(sdk, request.settings);
    return sessionWith(sdk, client, { ...request, now: this.#dependencies.clock.now() });
  }

  #clientFor(sdk: OpenAiSdk, settings: ClientSettings): OpenAI {
    const fingerprint = JSON.stringify(settings);
    const known = this.#clients.get(settings.connectionId);
    if (known?.fingerprint === fingerprint) return known.client;
    const { appVersion, network } = this.#dependencies;
    const client = createOpenAiClient(sdk, settings, { appVersion, network });
    this.#clients.set(settings.connectionId, { fingerprint, client });
    return client;
  }
}
