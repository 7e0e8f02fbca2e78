/**
 * Oracle's OCI Generative AI through its OpenAI-compatible surface. It has no list for keys, so ids are typed; a region that
 * learns to list is believed. Responses needs a project.
 * https://docs.oracle.com/en-us/iaas/Content/generative-ai/openai-compatible-api.htm
 */
import { normalizeBaseUrl } from '../../../shared/baseUrl.ts';
import { defaultQuirks } from '../../../shared/chatQuirks.ts';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ChatProvider, ProviderDependencies } from '../ChatProvider.ts';
import { speakChat } from '../chatCompletions/speakChat.ts';
import { askForModels } from '../openai/askForModels.ts';
import type { ClientSettings } from '../openai/openAiClient.ts';
import { OpenAiSessions, type OpenAiSession } from '../openai/OpenAiSessions.ts';
import { speakResponses } from '../openai/speakResponses.ts';
import { patienceOf } from '../patienceOf.ts';
import { listWhereThereIsOne, withTypedModels } from '../typedModels.ts';

function settingsOf({ id, endpoint, region, project }: ConnectionOf<'oci'>): ClientSettings {
  const host = `https://inference.generativeai.${region}.oci.oraclecloud.com`;
  const base = normalizeBaseUrl(endpoint ?? host, { defaultPath: '', plainHttp: 'allow' });
  if (!base.ok) throw new AppError(base.error.code, base.error.message, { details: { field: 'endpoint' } });
  const root = base.data.url.replace(/\/+$/, '').replace(/\/openai(\/v1)?$/, '');
  return { connectionId: id, baseUrl: `${root}/openai/v1`, project };
}

/** Makes the adapter for OCI Generative AI. */
export function createOciProvider(dependencies: ProviderDependencies): ChatProvider<'oci'> {
  const { clock, notes } = dependencies;
  const sessions = new OpenAiSessions(dependencies);
  return {
    async *stream(request, context) {
      const { connection, signal } = context;
      const { modelId, headers } = request;
      const settings = settingsOf(connection);
      const open = (): Promise<OpenAiSession> => sessions.open({ ...context, settings, modelId, headers });
      const patience = patienceOf(connection, dependencies.patience);
      const speech = { clock, patience, signal, notes, connectionId: connection.id };
      if (connection.wire === 'chat') yield* speakChat(open, request, { ...speech, quirks: defaultQuirks });
      else yield* speakResponses(open, request, { ...speech, replayFamily: 'responses:oci' });
    },
    async listModels(context) {
      const { connection, signal } = context;
      const { firstEventMs } = patienceOf(connection, dependencies.patience);
      const listed = await listWhereThereIsOne(async () => {
        const session = await sessions.open({ ...context, settings: settingsOf(connection) });
        return askForModels(session, { clock, signal, ms: firstEventMs });
      });
      return withTypedModels(listed, connection);
    },
  };
}
