/**
 * OpenAI through its Responses API. Nothing is stored on the server (`store: false`), the whole context goes with every
 * request, and no parameter is sent that a person did not set, since models refuse parameters that they do not know.
 */
import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses';
import { normalizeBaseUrl } from '../../../shared/baseUrl.ts';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ChatProvider, ChatRequest, ProviderDependencies } from '../ChatProvider.ts';
import { streamReply } from '../streamReply.ts';
import type { ClientSettings } from './openAiClient.ts';
import { OpenAiSessions } from './OpenAiSessions.ts';
import { openEventStream } from './openEventStream.ts';
import { ResponsesMapper } from './ResponsesMapper.ts';

/** Where requests go when the connection names no gateway. */
const officialBaseUrl = 'https://api.openai.com/v1';

export interface OpenAiOptions {
  /** How often a request is tried again before the first byte of its answer. */
  readonly retries?: number;
}

/** Plain http to another machine was allowed when the connection was saved, or it would not be here. */
function settingsOf(connection: ConnectionOf<'openai'>): ClientSettings {
  const base = normalizeBaseUrl(connection.baseUrl ?? officialBaseUrl, { plainHttp: 'allow' });
  if (!base.ok) throw new AppError(base.error.code, base.error.message, { details: { field: 'baseUrl' } });
  return {
    connectionId: connection.id,
    baseUrl: base.data.url,
    organization: connection.organization,
    project: connection.project,
  };
}

function requestBody(request: ChatRequest): ResponseCreateParamsStreaming {
  return {
    model: request.modelId,
    input: request.messages.map(({ role, text }) => ({ role, content: text })),
    store: false,
    stream: true,
  };
}

/** Makes the adapter for OpenAI. */
export function createOpenAiProvider(
  dependencies: ProviderDependencies,
  { retries = 2 }: OpenAiOptions = {},
): ChatProvider<'openai'> {
  const { clock, patience } = dependencies;
  const sessions = new OpenAiSessions(dependencies, retries);
  return {
    async *stream(request, { connection, secret, signal }) {
      const { modelId } = request;
      const session = await sessions.open({ settings: settingsOf(connection), secret, modelId });
      yield* streamReply<unknown>({
        clock,
        patience,
        signal,
        modelId,
        toAppError: session.toAppError,
        open: async (watch) => {
          const call = session.client.responses.create(requestBody(request), {
            headers: session.headers,
            signal: watch.signal,
          });
          const { events, requestId } = await openEventStream(session, call, watch);
          return {
            chunks: events,
            mapper: new ResponsesMapper({ modelId, requestId, fail: session.failInStream }),
          };
        },
      });
    },
    async listModels({ connection, secret, signal }) {
      return sessions.listModels({ settings: settingsOf(connection), secret }, signal, patience.firstEventMs);
    },
  };
}
