/**
 * Any server that speaks Chat Completions: gateways, other clouds, a model on the desk. A server without a key gets no
 * Authorization header at all. Usage is asked for; a server that refuses the question is asked again without it, once, and
 * not bothered again while the app runs.
 */
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import { normalizeBaseUrl } from '../../../shared/baseUrl.ts';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ChatProvider, ChatRequest, ProviderDependencies, StreamPatience } from '../ChatProvider.ts';
import type { ClientSettings } from '../openai/openAiClient.ts';
import { OpenAiSessions, type OpenAiSession } from '../openai/OpenAiSessions.ts';
import { openEventStream, type EventStream } from '../openai/openEventStream.ts';
import { streamReply } from '../streamReply.ts';
import type { Watch } from '../watchStream.ts';
import { ChatMapper } from './ChatMapper.ts';

export interface ChatCompletionsOptions {
  /** How often a request is tried again before the first byte of its answer. */
  readonly retries?: number;
  /** Patience with servers on this machine. Endless by default: loading a model from disk takes as long as it takes. */
  readonly localPatience?: StreamPatience;
}

interface Endpoint {
  readonly settings: ClientSettings;
  readonly reach: 'loopback' | 'network';
}

const endless: StreamPatience = { firstEventMs: null, betweenEventsMs: null };

/** Plain http to another machine was allowed when the connection was saved, or it would not be here. */
function endpointOf(connection: ConnectionOf<'openai-compatible'>): Endpoint {
  const base = normalizeBaseUrl(connection.baseUrl, { plainHttp: 'allow' });
  if (!base.ok) throw new AppError(base.error.code, base.error.message, { details: { field: 'baseUrl' } });
  return { settings: { connectionId: connection.id, baseUrl: base.data.url }, reach: base.data.reach };
}

function requestBody(request: ChatRequest, usage: 'ask' | 'do-not-ask'): ChatCompletionCreateParamsStreaming {
  return {
    model: request.modelId,
    messages: request.messages.map(({ role, text }) => ({ role, content: text })),
    stream: true,
    ...(usage === 'ask' ? { stream_options: { include_usage: true } } : {}),
  };
}

/** Whether a server refused the request because it does not know `stream_options`. */
function refusesStreamOptions(failure: AppError): boolean {
  const { status, providerMessage } = failure.details;
  return (status === 400 || status === 422) && /stream_options|include_usage/.test(providerMessage ?? '');
}

/** Sends a request, with the question for usage where the server is not known to refuse it. */
class UsageQuestion {
  readonly #refusedBy = new Set<string>();

  async open(session: OpenAiSession, request: ChatRequest, watch: Watch): Promise<EventStream> {
    const server = session.client.baseURL;
    const send = (usage: 'ask' | 'do-not-ask'): Promise<EventStream> => {
      const options = { headers: session.headers, signal: watch.signal };
      const call = session.client.chat.completions.create(requestBody(request, usage), options);
      return openEventStream(session, call, watch);
    };
    if (this.#refusedBy.has(server)) return send('do-not-ask');
    try {
      return await send('ask');
    } catch (caught) {
      if (!refusesStreamOptions(session.toAppError(caught))) throw caught;
      this.#refusedBy.add(server);
      return send('do-not-ask');
    }
  }
}

/** Makes the adapter for OpenAI-compatible servers. */
export function createChatCompletionsProvider(
  dependencies: ProviderDependencies,
  { retries = 2, localPatience = endless }: ChatCompletionsOptions = {},
): ChatProvider<'openai-compatible'> {
  const { clock } = dependencies;
  const sessions = new OpenAiSessions(dependencies, retries);
  const usageQuestion = new UsageQuestion();
  const patienceWith = ({ reach }: Endpoint): StreamPatience =>
    reach === 'loopback' ? localPatience : dependencies.patience;
  return {
    async *stream(request, { connection, secret, signal }) {
      const { modelId } = request;
      const endpoint = endpointOf(connection);
      const session = await sessions.open({ settings: endpoint.settings, secret, modelId });
      yield* streamReply<unknown>({
        clock,
        patience: patienceWith(endpoint),
        signal,
        modelId,
        toAppError: session.toAppError,
        open: async (watch) => {
          const { events, requestId, sawDone } = await usageQuestion.open(session, request, watch);
          const fail = session.failInStream;
          return { chunks: events, mapper: new ChatMapper({ modelId, requestId, sawDone, fail }) };
        },
      });
    },
    async listModels({ connection, secret, signal }) {
      const { settings } = endpointOf(connection);
      return sessions.listModels({ settings, secret }, signal, dependencies.patience.firstEventMs);
    },
  };
}
