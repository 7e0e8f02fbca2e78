/** One reply over the Responses API, for every service that has it. */
import type { ConnectionId } from '../../../shared/ids.ts';
import type { StreamEvent } from '../../../shared/stream.ts';
import type { ModelNotes } from '../../models/ModelNotes.ts';
import type { ChatRequest } from '../ChatProvider.ts';
import type { Watch, WatchOptions } from '../watchStream.ts';
import { openEventStream, type EventStream } from './openEventStream.ts';
import type { OpenAiSession, OpenSession } from './OpenAiSessions.ts';
import { ownResponsesParameters, responsesBody, type ResponsesBodyOptions } from './responsesBody.ts';
import { ResponsesMapper } from './ResponsesMapper.ts';
import { sendAdapted } from './sendAdapted.ts';
import { streamInSession } from './streamInSession.ts';

/** What a reply needs besides the request: time, abort, memory, and what the service is like. */
export interface ResponsesSpeech extends WatchOptions, Omit<ResponsesBodyOptions, 'refused'> {
  readonly notes: ModelNotes;
  readonly connectionId: ConnectionId;
}

/** Thoughts that were encrypted for another organization cannot be read; the conversation goes on without them. */
function refusesReplay(said = ''): boolean {
  return /encrypted[_ ]content/i.test(said);
}

function withoutReplay(request: ChatRequest): ChatRequest {
  return { ...request, messages: request.messages.map(({ replay: _replay, ...message }) => message) };
}

async function send(
  session: OpenAiSession,
  request: ChatRequest,
  speech: ResponsesSpeech,
  watch: Watch,
): Promise<EventStream> {
  const { toAppError } = session;
  const adapting = { ...speech, modelId: request.modelId, own: ownResponsesParameters(request), toAppError };
  const attempt = (sent: ChatRequest): Promise<EventStream> =>
    sendAdapted(adapting, (refused) => {
      const body = responsesBody(sent, { ...speech, refused });
      return openEventStream(session, { path: '/responses', body }, watch);
    });
  try {
    return await attempt(request);
  } catch (caught) {
    const { code, details } = toAppError(caught);
    const replays = request.messages.some(({ replay }) => replay !== undefined);
    if (code !== 'provider/bad-request' || !replays || !refusesReplay(details.providerMessage)) throw caught;
    return attempt(withoutReplay(request));
  }
}

/** Streams one reply. Throws an `AppError` in place of the `stop`. */
export async function* speakResponses(
  openSession: OpenSession,
  request: ChatRequest,
  speech: ResponsesSpeech,
): AsyncGenerator<StreamEvent, void, undefined> {
  const { modelId } = request;
  yield* streamInSession({
    ...speech,
    modelId,
    openSession,
    open: async (session, watch) => {
      const { events, requestId } = await send(session, request, speech, watch);
      const { replayFamily } = speech;
      const mapper = new ResponsesMapper({ modelId, requestId, replayFamily, fail: session.failInStream });
      return { chunks: events, mapper };
    },
  });
}
