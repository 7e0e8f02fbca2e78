/** One reply over ConverseStream, which speaks to the models of all vendors in one form. */
import type { ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime';
import type { ConnectionOf, ConnectionSecret } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { StreamEvent } from '../../../shared/stream.ts';
import type { WireTrace } from '../../inspection/WireTrace.ts';
import type { ModelNotes } from '../../models/ModelNotes.ts';
import type { ChatRequest } from '../ChatProvider.ts';
import { joinHeaders } from '../joinHeaders.ts';
import { sendAdapted } from '../openai/sendAdapted.ts';
import { streamReply } from '../streamReply.ts';
import type { WatchOptions } from '../watchStream.ts';
import { ConverseMapper } from './converseMapper.ts';
import { ownConverseParameters, toConverseRequest } from './converseRequest.ts';
import type { BedrockAccount } from './createBedrockAccount.ts';
import { addHeaders, traced } from '../aws/tracing.ts';

/** What a reply needs besides the request. */
export interface ConverseSpeech extends WatchOptions {
  readonly connection: ConnectionOf<'bedrock'>;
  readonly secret: ConnectionSecret | null;
  readonly notes: ModelNotes;
  /** The model behind the id; see `ConverseTarget`. */
  readonly knownAs: string;
  readonly trace?: WireTrace | undefined;
  readonly toAppError: (caught: unknown) => AppError;
}

interface Opened {
  readonly chunks: AsyncIterable<ConverseStreamOutput>;
  readonly mapper: ConverseMapper;
}

async function open(
  account: BedrockAccount,
  request: ChatRequest,
  speech: ConverseSpeech,
  sending: { readonly refused: readonly string[]; readonly signal: AbortSignal },
): Promise<Opened> {
  const { connection, secret, knownAs } = speech;
  const client = await account.runtime();
  const { ConverseStreamCommand } = await import('@aws-sdk/client-bedrock-runtime');
  const { input } = toConverseRequest(request, { connection, knownAs, refused: sending.refused });
  const command = new ConverseStreamCommand(input);
  addHeaders(command.middlewareStack, joinHeaders(secret?.headers, request.headers));
  const { stream, $metadata } = await client.send(command, { abortSignal: sending.signal });
  if (stream === undefined) {
    throw new AppError('provider/unexpected-reply', 'Bedrock answered without a stream');
  }
  const mapper = new ConverseMapper({ modelId: request.modelId, requestId: $metadata.requestId });
  return { chunks: stream, mapper };
}

/** Streams one reply. Throws an `AppError` in place of the `stop`. */
export async function* speakConverse(
  account: BedrockAccount,
  request: ChatRequest,
  speech: ConverseSpeech,
): AsyncGenerator<StreamEvent, void, undefined> {
  const { connection, notes, knownAs, trace, toAppError } = speech;
  const { modelId } = request;
  const refused = notes.learned(connection.id, modelId).refusedParameters ?? [];
  for (const parameter of toConverseRequest(request, { connection, knownAs, refused }).leftOut) {
    yield { type: 'notice', notice: { kind: 'parameter-dropped', parameter } };
  }
  const adapting = { notes, connectionId: connection.id, modelId, own: ownConverseParameters, toAppError };
  yield* streamReply<ConverseStreamOutput>({
    ...speech,
    modelId,
    open: ({ signal }) =>
      traced(trace, () =>
        sendAdapted(adapting, (known) => open(account, request, speech, { refused: known, signal })),
      ),
  });
}
