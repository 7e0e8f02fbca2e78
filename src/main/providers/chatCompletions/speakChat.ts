/** One reply over Chat Completions, for every service that has it. */
import type { ConnectionId } from '../../../shared/ids.ts';
import type { StreamEvent } from '../../../shared/stream.ts';
import type { ModelNotes } from '../../models/ModelNotes.ts';
import type { ChatRequest } from '../ChatProvider.ts';
import { openEventStream } from '../openai/openEventStream.ts';
import type { OpenSession } from '../openai/OpenAiSessions.ts';
import { sendAdapted } from '../openai/sendAdapted.ts';
import { streamInSession } from '../openai/streamInSession.ts';
import type { WatchOptions } from '../watchStream.ts';
import { chatBody, ownChatParameters, type ChatBodyOptions } from './chatBody.ts';
import { ChatMapper } from './ChatMapper.ts';

/** What a reply needs besides the request: time, abort, memory, and what the service is like. */
export interface ChatSpeech extends WatchOptions, Omit<ChatBodyOptions, 'refused'> {
  readonly notes: ModelNotes;
  readonly connectionId: ConnectionId;
  /** Below the base URL; `/chat/completions` unless the service puts the model there. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
}

/** Streams one reply. Throws an `AppError` in place of the `stop`. */
export async function* speakChat(
  openSession: OpenSession,
  request: ChatRequest,
  speech: ChatSpeech,
): AsyncGenerator<StreamEvent, void, undefined> {
  const { modelId } = request;
  const { quirks, path = '/chat/completions', query } = speech;
  yield* streamInSession({
    ...speech,
    modelId,
    openSession,
    open: async (session, watch) => {
      const { toAppError, failInStream: fail } = session;
      const adapting = { ...speech, modelId, own: ownChatParameters, toAppError };
      const { events, requestId, sawDone } = await sendAdapted(adapting, (refused) =>
        openEventStream(session, { path, query, body: chatBody(request, { ...speech, refused }) }, watch),
      );
      const mapper = new ChatMapper({ modelId, requestId, echo: quirks.echo, sawDone, fail });
      return { chunks: events, mapper };
    },
  });
}
