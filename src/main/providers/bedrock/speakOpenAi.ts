/**
 * One reply over one of OpenAI's wires on Bedrock, at the runtime or on mantle. The wires themselves are the shared ones; what is
 * Bedrock's own is the address, the signature, the words of its refusals, and the headers by which a guardrail is applied.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-chat-completions.html
 */
import { defaultQuirks, type ChatQuirks } from '../../../shared/chatQuirks.ts';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ModelRoute } from '../../../shared/model.ts';
import type { StreamEvent } from '../../../shared/stream.ts';
import type { WireTrace } from '../../inspection/WireTrace.ts';
import type { ModelNotes } from '../../models/ModelNotes.ts';
import { speakChat } from '../chatCompletions/speakChat.ts';
import type { ChatRequest } from '../ChatProvider.ts';
import type { OpenAiSession } from '../openai/OpenAiSessions.ts';
import { speakResponses } from '../openai/speakResponses.ts';
import type { WatchOptions } from '../watchStream.ts';
import type { BedrockAccount } from './createBedrockAccount.ts';
import { gptVersion, readModelId } from './modelIds.ts';

/** What a reply needs besides the request. */
export interface OpenAiSpeech extends WatchOptions {
  readonly connection: ConnectionOf<'bedrock'>;
  readonly notes: ModelNotes;
  readonly trace?: WireTrace | undefined;
  /** Reads Bedrock's words in what the wire made of a refusal. */
  readonly refine: (failure: AppError) => AppError;
}

/** Thoughts that were encrypted on Bedrock are read on Bedrock. */
const replayFamily = 'responses:bedrock';

function quirksOf(modelId: string): ChatQuirks {
  const gpt = gptVersion(readModelId(modelId)) !== null;
  return { ...defaultQuirks, maxTokensField: gpt ? 'max_completion_tokens' : 'max_tokens' };
}

/** A guardrail as headers. Throws `provider/unsupported-route` on mantle, where nothing would apply it. */
function guardrailHeaders(
  { guardrail }: ConnectionOf<'bedrock'>,
  { endpoint }: ModelRoute,
): Record<string, string> {
  if (guardrail === undefined) return {};
  if (endpoint === 'mantle') {
    throw new AppError('provider/unsupported-route', 'A guardrail cannot be applied on mantle');
  }
  return {
    'X-Amzn-Bedrock-GuardrailIdentifier': guardrail.id,
    'X-Amzn-Bedrock-GuardrailVersion': guardrail.version,
    ...(guardrail.trace && { 'X-Amzn-Bedrock-Trace': 'ENABLED' }),
  };
}

/** Streams one reply. Throws an `AppError` in place of the `stop`. */
export async function* speakOpenAi(
  account: BedrockAccount,
  request: ChatRequest,
  route: ModelRoute,
  speech: OpenAiSpeech,
): AsyncGenerator<StreamEvent, void, undefined> {
  const { connection, trace, refine } = speech;
  const { modelId } = request;
  const headers = { ...guardrailHeaders(connection, route), ...request.headers };
  const open = async (): Promise<OpenAiSession> => {
    const session = await account.openAi(route, { modelId, headers, trace });
    return {
      ...session,
      toAppError: (caught) => refine(session.toAppError(caught)),
      failInStream: (body) => refine(session.failInStream(body)),
    };
  };
  const common = { ...speech, connectionId: connection.id };
  yield* route.api === 'chat'
    ? speakChat(open, request, { ...common, quirks: quirksOf(modelId) })
    : speakResponses(open, request, { ...common, replayFamily });
}
