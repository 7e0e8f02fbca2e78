/** What both OpenAI wires do around a request: find the client of the connection, sign in, ask for models, name failures. */
import type { OpenAI } from 'openai';
import type { ConnectionSecret } from '../../../shared/connection.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { ProviderDependencies } from '../ChatProvider.ts';
import { httpFailure, type RefusalContext } from '../httpFailure.ts';
import { withDeadline } from '../watchStream.ts';
import { listModels } from './listModels.ts';
import {
  createOpenAiClient,
  loadOpenAiSdk,
  signInHeaders,
  type ClientSettings,
  type OpenAiSdk,
} from './openAiClient.ts';
import { openAiFailure } from './openAiFailure.ts';

/** Everything that one request needs. */
export interface OpenAiSession {
  readonly sdk: OpenAiSdk;
  readonly client: OpenAI;
  readonly headers: Record<string, string>;
  readonly about: RefusalContext;
  /** Names whatever the request or its stream threw. */
  readonly toAppError: (caught: unknown) => AppError;
  /** Names an error object that came inside a stream. */
  readonly failInStream: (body: unknown) => AppError;
}

/** Who asks, with what, and for which model. */
export interface SessionRequest {
  readonly settings: ClientSettings;
  readonly secret: ConnectionSecret | null;
  readonly modelId?: string;
}

/** Keeps one client a connection, made anew when the settings change. */
export class OpenAiSessions {
  readonly #dependencies: ProviderDependencies;
  readonly #retries: number;
  readonly #clients = new Map<ConnectionId, { readonly fingerprint: string; readonly client: OpenAI }>();

  constructor(dependencies: ProviderDependencies, retries: number) {
    this.#dependencies = dependencies;
    this.#retries = retries;
  }

  /** Throws `provider/key-refused` for a secret that cannot travel in a header. */
  async open({ settings, secret, modelId }: SessionRequest): Promise<OpenAiSession> {
    const headers = signInHeaders(secret);
    const sdk = await loadOpenAiSdk();
    const about: RefusalContext = {
      host: new URL(settings.baseUrl).host,
      ...(modelId === undefined ? {} : { modelId }),
      secret,
      now: this.#dependencies.clock.now(),
    };
    return {
      sdk,
      client: this.#clientFor(sdk, settings),
      headers,
      about,
      toAppError: (caught) => openAiFailure(sdk, caught, about),
      failInStream: (body) =>
        httpFailure({ status: null, body, contentType: null, retryAfter: null, requestId: null }, about),
    };
  }

  /** The models of a server. Throws `AppError`. `patienceMs` bounds the wait; null waits for ever. */
  async listModels(
    request: SessionRequest,
    signal: AbortSignal,
    patienceMs: number | null,
  ): Promise<readonly ModelInfo[]> {
    const { client, headers, about, toAppError } = await this.open(request);
    try {
      return await withDeadline((inner) => listModels(client, { headers, signal: inner, host: about.host }), {
        clock: this.#dependencies.clock,
        ms: patienceMs,
        signal,
      });
    } catch (caught) {
      throw toAppError(caught);
    }
  }

  #clientFor(sdk: OpenAiSdk, settings: ClientSettings): OpenAI {
    const fingerprint = JSON.stringify(settings);
    const known = this.#clients.get(settings.connectionId);
    if (known?.fingerprint === fingerprint) return known.client;
    const { appVersion } = this.#dependencies;
    const client = createOpenAiClient(sdk, settings, { appVersion, retries: this.#retries });
    this.#clients.set(settings.connectionId, { fingerprint, client });
    return client;
  }
}
