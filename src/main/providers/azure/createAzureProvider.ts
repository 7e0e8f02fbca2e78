/**
 * Azure OpenAI: deployments behind a resource, signed in to with the resource's key or as a person of Microsoft Entra. A
 * model's id is the name of its deployment, which only a person knows: the server lists the models that could be deployed.
 */
import { defaultQuirks, type ChatQuirks } from '../../../shared/chatQuirks.ts';
import type { ConnectionSecret } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ChatProvider, ProviderContext, ProviderDependencies } from '../ChatProvider.ts';
import { speakChat } from '../chatCompletions/speakChat.ts';
import { askForModels } from '../openai/askForModels.ts';
import { OpenAiSessions, type OpenAiSession, type SessionRequest } from '../openai/OpenAiSessions.ts';
import { speakResponses } from '../openai/speakResponses.ts';
import { patienceOf } from '../patienceOf.ts';
import { typedModelsOf } from '../typedModels.ts';
import { azureEndpointOf, azureWireOf } from './azureEndpoint.ts';
import { EntraTokens } from './EntraTokens.ts';
import type { TokenUse } from './EntraTokens.ts';
import type { Command } from './runTokenCommand.ts';

type Context = ProviderContext<'azure-openai'>;

const azureQuirks: ChatQuirks = { ...defaultQuirks, maxTokensField: 'max_completion_tokens' };

/** Whoever signs in with a token and is not known any more has let it run out. */
function asExpired(failure: AppError): AppError {
  if (failure.code !== 'provider/key-refused') return failure;
  const { message, details } = failure;
  return new AppError('provider/session-expired', message, { details });
}

/** The token goes where the connection leads, and was confirmed for there. */
function tokenUse(connection: Context['connection'], command: Command): TokenUse {
  return { command, origin: new URL(azureEndpointOf(connection).baseUrl).origin };
}

/** Makes the adapter for Azure OpenAI. */
export function createAzureProvider(dependencies: ProviderDependencies): ChatProvider<'azure-openai'> {
  const { clock, notes } = dependencies;
  const sessions = new OpenAiSessions(dependencies);
  const { confirmCommand: confirm, onSecret } = dependencies;
  const tokens = new EntraTokens({ clock, confirm, onSecret });

  async function secretOf({ connection, secret }: Context): Promise<ConnectionSecret | null> {
    const { auth } = connection;
    if (auth.kind !== 'entra-command') return secret;
    return { ...secret, apiKey: await tokens.tokenOf(tokenUse(connection, auth)) };
  }

  async function openSession(
    context: Context,
    request: Pick<SessionRequest, 'modelId' | 'headers'> = {},
  ): Promise<OpenAiSession> {
    const { connection, trace } = context;
    const { auth } = connection;
    const session = await sessions.open({
      ...request,
      settings: { connectionId: connection.id, baseUrl: azureEndpointOf(connection).baseUrl },
      secret: await secretOf(context),
      keyHeader: auth.kind === 'api-key' ? 'api-key' : 'authorization',
      trace,
    });
    if (auth.kind === 'api-key') return session;
    return {
      ...session,
      toAppError: (caught) => {
        const failure = asExpired(session.toAppError(caught));
        const isOver = failure.code === 'provider/session-expired';
        if (isOver && auth.kind === 'entra-command') tokens.forget(tokenUse(connection, auth));
        return failure;
      },
    };
  }

  return {
    async *stream(request, context) {
      const { connection, signal } = context;
      const { query, chatPath } = azureEndpointOf(connection);
      const { modelId, headers } = request;
      const open = (): Promise<OpenAiSession> => openSession(context, { modelId, headers });
      const speech = {
        clock,
        patience: patienceOf(connection, dependencies.patience),
        signal,
        notes,
        connectionId: connection.id,
      };
      if (azureWireOf(connection.api) === 'responses') {
        yield* speakResponses(open, request, {
          ...speech,
          replayFamily: 'responses:azure',
          cacheKey: 'send',
        });
      } else {
        yield* speakChat(open, request, { ...speech, quirks: azureQuirks, path: chatPath(modelId), query });
      }
    },
    /** Asks for the list, which proves the address and the sign-in, and answers with the deployments that were typed. */
    async listModels(context) {
      const { connection, signal } = context;
      const { query } = azureEndpointOf(connection);
      const { firstEventMs } = patienceOf(connection, dependencies.patience);
      await askForModels(await openSession(context), { clock, signal, ms: firstEventMs, query });
      return typedModelsOf(connection);
    },
  };
}
