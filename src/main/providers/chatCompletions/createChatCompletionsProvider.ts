/**
 * Any server that speaks Chat Completions: gateways, other clouds, a model on the desk. A server without a key gets no
 * Authorization header at all. In what services differ stands in their presets; here is no word about any of them.
 */
import { normalizeBaseUrl } from '../../../shared/baseUrl.ts';
import { quirksOf } from '../../../shared/chatQuirks.ts';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { ChatProvider, ProviderContext, ProviderDependencies, StreamPatience } from '../ChatProvider.ts';
import { askForModels } from '../openai/askForModels.ts';
import type { ClientSettings } from '../openai/openAiClient.ts';
import { OpenAiSessions, type OpenAiSession } from '../openai/OpenAiSessions.ts';
import { parseModelList } from '../openai/parseModelList.ts';
import { patienceOf } from '../patienceOf.ts';
import { withTypedModels } from '../typedModels.ts';
import { addLocalDetails } from './addLocalDetails.ts';
import { speakChat } from './speakChat.ts';

type Compatible = ConnectionOf<'openai-compatible'>;

export interface ChatCompletionsOptions {
  /** Patience with servers on this machine. Endless by default: loading a model from disk takes as long as it takes. */
  readonly localPatience?: StreamPatience;
}

interface Endpoint {
  readonly settings: ClientSettings;
  readonly reach: 'loopback' | 'network';
}

const endless: StreamPatience = { firstEventMs: null, betweenEventsMs: null };

/** Plain http to another machine was allowed when the connection was saved, or it would not be here. */
function endpointOf({ id, baseUrl, project }: Compatible): Endpoint {
  const base = normalizeBaseUrl(baseUrl, { plainHttp: 'allow' });
  if (!base.ok) throw new AppError(base.error.code, base.error.message, { details: { field: 'baseUrl' } });
  return { settings: { connectionId: id, baseUrl: base.data.url, project }, reach: base.data.reach };
}

/** Makes the adapter for OpenAI-compatible servers. */
export function createChatCompletionsProvider(
  dependencies: ProviderDependencies,
  { localPatience = endless }: ChatCompletionsOptions = {},
): ChatProvider<'openai-compatible'> {
  const { clock, notes } = dependencies;
  const sessions = new OpenAiSessions(dependencies);
  const patienceWith = (connection: Compatible, { reach }: Endpoint): StreamPatience =>
    patienceOf(connection, reach === 'loopback' ? localPatience : dependencies.patience);

  async function listModels(context: ProviderContext<'openai-compatible'>): Promise<readonly ModelInfo[]> {
    const { connection, signal } = context;
    const { settings } = endpointOf(connection);
    const { modelsPath, modelsSignIn, modelPrefix, modelDetails } = quirksOf(connection);
    const session = await sessions.open({ ...context, settings, ...modelsSignIn });
    const { firstEventMs } = patienceOf(connection, dependencies.patience);
    const options = { clock, signal, ms: firstEventMs };
    const listed = await askForModels(session, {
      ...options,
      ...(modelsPath === null ? {} : { path: new URL(modelsPath, settings.baseUrl).href }),
      read: (body) => parseModelList(body, modelPrefix),
    });
    const detailed =
      modelDetails === null
        ? listed
        : await addLocalDetails(listed, { session, source: modelDetails, ...options });
    return withTypedModels(detailed, connection);
  }

  return {
    async *stream(request, context) {
      const { connection, signal } = context;
      const endpoint = endpointOf(connection);
      const { settings } = endpoint;
      const { modelId, headers } = request;
      const open = (): Promise<OpenAiSession> => sessions.open({ ...context, settings, modelId, headers });
      yield* speakChat(open, request, {
        clock,
        patience: patienceWith(connection, endpoint),
        signal,
        notes,
        connectionId: connection.id,
        quirks: quirksOf(connection),
      });
    },
    listModels,
  };
}
