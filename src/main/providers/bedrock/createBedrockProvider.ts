/**
 * Amazon Bedrock over ConverseStream, which speaks to the models of all vendors in one form. This file only joins the parts:
 * what is sent (converseRequest), what comes back (converseMapper), what failed (bedrockFailure) and who asks (signIn). The
 * SDK is loaded with the first request.
 */
import type { ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { StreamEvent } from '../../../shared/stream.ts';
import type { ChatProvider, ChatRequest, ProviderContext, ProviderDependencies } from '../ChatProvider.ts';
import { streamReply } from '../streamReply.ts';
import { withDeadline } from '../watchStream.ts';
import { BedrockAccounts } from './BedrockAccounts.ts';
import { bedrockFailure } from './bedrockFailure.ts';
import { toModels } from './bedrockModels.ts';
import { ConverseMapper } from './converseMapper.ts';
import { toConverseInput } from './converseRequest.ts';
import { createBedrockAccount, usualHttpVersions } from './createBedrockAccount.ts';
import type { BedrockAccount, HttpVersions } from './createBedrockAccount.ts';
import { listBedrockModels } from './listBedrockModels.ts';

type Context = ProviderContext<'bedrock'>;

/** After these, credentials that were fetched before are worth fetching again. */
const staleCredentials: readonly ErrorCode[] = ['provider/session-expired', 'provider/key-refused'];

export interface BedrockOptions {
  /** How often a request is tried again before the first byte of its answer. */
  readonly retries?: number;
  /** Which HTTP is spoken. Tests choose, since they have no AWS to speak HTTP/2 with. */
  readonly httpVersionsOf?: (connection: ConnectionOf<'bedrock'>) => HttpVersions;
}

/** Makes the adapter for Bedrock. */
export function createBedrockProvider(
  { clock, patience, appVersion }: ProviderDependencies,
  { retries = 2, httpVersionsOf = usualHttpVersions }: BedrockOptions = {},
): ChatProvider<'bedrock'> {
  const accounts = new BedrockAccounts(({ connection, secret }) =>
    createBedrockAccount({ connection, secret, appVersion, retries, http: httpVersionsOf(connection) }),
  );

  /** Turns what was thrown into the app's error, and gives up credentials that no longer work. */
  const failureOf = (caught: unknown, { connection, secret }: Context, modelId?: string): AppError => {
    const failure = bedrockFailure(caught, {
      connection,
      secret,
      now: clock.now(),
      ...(modelId !== undefined && { modelId }),
    });
    if (staleCredentials.includes(failure.code)) accounts.forget(connection.id);
    return failure;
  };

  async function* stream(
    request: ChatRequest,
    context: Context,
  ): AsyncGenerator<StreamEvent, void, undefined> {
    const lease = accounts.lease(context);
    try {
      yield* streamReply({
        clock,
        patience,
        signal: context.signal,
        modelId: request.modelId,
        open: ({ signal }) => openReply(lease.account, request, signal),
        toAppError: (caught) => failureOf(caught, context, request.modelId),
      });
    } finally {
      lease.release();
    }
  }

  async function listModels(context: Context): Promise<readonly ModelInfo[]> {
    const lease = accounts.lease(context);
    try {
      const run = async (signal: AbortSignal) => listBedrockModels(await lease.account.control(), signal);
      const options = { clock, ms: patience.firstEventMs, signal: context.signal };
      return toModels(await withDeadline(run, options));
    } catch (caught) {
      // Both lists failed, most likely for one reason: the first tells it.
      throw failureOf(caught instanceof AggregateError ? caught.errors[0] : caught, context);
    } finally {
      lease.release();
    }
  }

  return { stream, listModels };
}

async function openReply(
  account: BedrockAccount,
  request: ChatRequest,
  abortSignal: AbortSignal,
): Promise<{ chunks: AsyncIterable<ConverseStreamOutput>; mapper: ConverseMapper }> {
  const client = await account.runtime();
  const { ConverseStreamCommand } = await import('@aws-sdk/client-bedrock-runtime');
  const command = new ConverseStreamCommand(toConverseInput(request));
  const { stream, $metadata } = await client.send(command, { abortSignal });
  if (stream === undefined)
    throw new AppError('provider/unexpected-reply', 'Bedrock answered without a stream');
  const mapper = new ConverseMapper({ modelId: request.modelId, requestId: $metadata.requestId });
  return { chunks: stream, mapper };
}
