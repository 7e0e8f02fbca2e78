/**
 * OpenAI through its Responses API. Nothing is stored on the server (`store: false`), the whole context goes with every
 * request, and no parameter is sent that a person did not set, since models refuse parameters that they do not know.
 */
import { normalizeBaseUrl } from '../../../shared/baseUrl.ts';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ChatProvider, ProviderDependencies } from '../ChatProvider.ts';
import { patienceOf } from '../patienceOf.ts';
import { withTypedModels } from '../typedModels.ts';
import { askForModels } from './askForModels.ts';
import type { ClientSettings } from './openAiClient.ts';
import { OpenAiSessions, type OpenAiSession } from './OpenAiSessions.ts';
import { speakResponses } from './speakResponses.ts';

/** Where requests go when the connection names no gateway. */
const officialBaseUrl = 'https://api.openai.com/v1';

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

/** Makes the adapter for OpenAI. */
export function createOpenAiProvider(dependencies: ProviderDependencies): ChatProvider<'openai'> {
  const { clock, notes } = dependencies;
  const sessions = new OpenAiSessions(dependencies);
  return {
    async *stream(request, { connection, secret, signal, trace }) {
      const { modelId, headers } = request;
      const settings = settingsOf(connection);
      const open = (): Promise<OpenAiSession> => sessions.open({ settings, secret, modelId, headers, trace });
      yield* speakResponses(open, request, {
        clock,
        patience: patienceOf(connection, dependencies.patience),
        signal,
        notes,
        connectionId: connection.id,
        replayFamily: 'responses:openai',
        cacheKey: 'send',
      });
    },
    async listModels({ connection, secret, signal, trace }) {
      const session = await sessions.open({ settings: settingsOf(connection), secret, trace });
      const { firstEventMs } = patienceOf(connection, dependencies.patience);
      return withTypedModels(await askForModels(session, { clock, signal, ms: firstEventMs }), connection);
    },
  };
}
