/**
 * Google Cloud's Vertex AI through its two OpenAI-compatible surfaces (see `vertexRoute`), signed in with the credentials of
 * this machine. There is no list of what a project may use: ids are typed, and the test asks for the place itself.
 */
import { defaultQuirks, type ChatQuirks } from '../../../shared/chatQuirks.ts';
import type { ConnectionSecret } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import { isLoopback } from '../../../shared/loopback.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { ChatProvider, ProviderContext, ProviderDependencies } from '../ChatProvider.ts';
import { Consents } from '../Consents.ts';
import { speakChat } from '../chatCompletions/speakChat.ts';
import { askFor } from '../openai/askForModels.ts';
import { OpenAiSessions, type OpenAiSession, type SessionRequest } from '../openai/OpenAiSessions.ts';
import { speakResponses } from '../openai/speakResponses.ts';
import { joinHeaders } from '../joinHeaders.ts';
import { patienceOf } from '../patienceOf.ts';
import { listWhereThereIsOne, withTypedModels } from '../typedModels.ts';
import { GoogleCredentials } from './GoogleCredentials.ts';
import { vertexBaseUrl, vertexPlace, vertexRouteOf } from './vertexRoute.ts';

type Context = ProviderContext<'google-vertex'>;

const vertexQuirks: ChatQuirks = {
  ...defaultQuirks,
  echo: { family: 'chat:vertex', field: 'extra_content' },
};

/** A token that is not known any more has run out, whatever the service calls it. */
function asExpired(failure: AppError): AppError {
  if (failure.code !== 'provider/key-refused') return failure;
  const { message, details } = failure;
  return new AppError('provider/session-expired', message, { details });
}

/**
 * Whether a token that opens all of a person's Google Cloud may go there unasked: to Google itself, or nowhere but this
 * machine. It was made by no connection, so nothing else binds it to a place.
 */
function isOfGoogle(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return isLoopback(hostname) || (protocol === 'https:' && /(^|\.)googleapis\.com$/.test(hostname));
}

/** Makes the adapter for Vertex AI. */
export function createVertexProvider(dependencies: ProviderDependencies): ChatProvider<'google-vertex'> {
  const { clock, network, notes } = dependencies;
  const sessions = new OpenAiSessions(dependencies);
  const { confirmTokenPlace = async () => false, onSecret } = dependencies;
  const credentials = new GoogleCredentials(network, onSecret);
  const consents = new Consents();

  async function openSession(
    { connection, secret, trace }: Context,
    request: Pick<SessionRequest, 'modelId' | 'headers'> & { readonly baseUrl: string },
  ): Promise<OpenAiSession> {
    const { origin } = new URL(request.baseUrl);
    if (!isOfGoogle(request.baseUrl)) await consents.require(origin, () => confirmTokenPlace(origin));
    const google = await credentials.headers(connection.project);
    // A gateway's own headers win over Google's.
    const signedIn: ConnectionSecret = { headers: joinHeaders(google, secret?.headers) };
    const settings = { connectionId: connection.id, baseUrl: request.baseUrl };
    const session = await sessions.open({ ...request, settings, secret: signedIn, trace });
    return {
      ...session,
      toAppError: (caught) => {
        const failure = asExpired(session.toAppError(caught));
        if (failure.code === 'provider/session-expired') credentials.forget();
        return failure;
      },
    };
  }

  async function listModels(context: Context): Promise<readonly ModelInfo[]> {
    const { connection, signal } = context;
    const place = vertexPlace(connection);
    const { firstEventMs } = patienceOf(connection, dependencies.patience);
    const listed = await listWhereThereIsOne(async () => {
      const session = await openSession(context, { baseUrl: place });
      return askFor(session, { path: '', read: placeWithoutModels }, { clock, signal, ms: firstEventMs });
    });
    return withTypedModels(listed, connection);
  }

  return {
    async *stream(request, context) {
      const { connection, signal } = context;
      const { modelId, headers } = request;
      const route = vertexRouteOf(modelId);
      const baseUrl = vertexBaseUrl(vertexPlace(connection), route.wire);
      const open = (): Promise<OpenAiSession> => openSession(context, { baseUrl, modelId, headers });
      const patience = patienceOf(connection, dependencies.patience);
      const wireModel = route.modelId;
      const speech = { clock, patience, signal, notes, wireModel, connectionId: connection.id };
      if (route.wire === 'chat') yield* speakChat(open, request, { ...speech, quirks: vertexQuirks });
      else yield* speakResponses(open, request, { ...speech, replayFamily: 'responses:vertex' });
    },
    listModels,
  };
}

/** That the place answers with an object is all that is asked of it. */
function placeWithoutModels(body: unknown): readonly ModelInfo[] | null {
  return typeof body === 'object' && body !== null ? [] : null;
}
