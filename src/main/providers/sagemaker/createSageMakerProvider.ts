/**
 * A model on an endpoint of Amazon SageMaker whose container speaks Chat Completions (vLLM, LMI, TGI): the same words as
 * everywhere, enclosed in binary frames and signed. The endpoint is the model. The SDK is loaded with the first request.
 *
 * An endpoint has no list of models, and whether it can be talked to is only known by talking to it: describing it is another
 * permission on another host, and says nothing of the container. So the test asks for a reply of one token and gives it up
 * with its first sign of life, with the one permission that chatting needs anyway.
 */
import type { ResponseStream } from '@aws-sdk/client-sagemaker-runtime';
import { defaultQuirks } from '../../../shared/chatQuirks.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { StreamEvent } from '../../../shared/stream.ts';
import type { SignIn } from '../aws/AwsSignIn.ts';
import { addHeaders, traced } from '../aws/tracing.ts';
import { chatBody, ownChatParameters } from '../chatCompletions/chatBody.ts';
import { ChatMapper } from '../chatCompletions/ChatMapper.ts';
import type { ChatProvider, ChatRequest, ProviderContext, ProviderDependencies } from '../ChatProvider.ts';
import { sendAdapted } from '../openai/sendAdapted.ts';
import { patienceOf } from '../patienceOf.ts';
import { parseJson } from '../readJson.ts';
import type { RequestBody } from '../requestBody.ts';
import { streamReply } from '../streamReply.ts';
import { withTypedModels } from '../typedModels.ts';
import { withDeadline } from '../watchStream.ts';
import type { Watch } from '../watchStream.ts';
import { SageMakerClients } from './SageMakerClients.ts';
import { containerFailureIn, sageMakerFailure } from './sageMakerFailure.ts';
import type { SageMakerFailureContext } from './sageMakerFailure.ts';
import { SseBuffer } from './SseBuffer.ts';

type Context = ProviderContext<'sagemaker'>;

export interface SageMakerOptions {
  /** How often a request is tried again before the first byte of its answer. */
  readonly retries?: number;
}

/** A reply that has begun. */
interface Opened {
  readonly chunks: AsyncIterable<unknown>;
  readonly mapper: ChatMapper;
}

/** After these, credentials that were fetched before are worth fetching again. */
const staleCredentials: readonly ErrorCode[] = ['provider/session-expired', 'provider/key-refused'];

/** What the container is asked in a test: as little as there is. */
const shortest: Omit<ChatRequest, 'modelId'> = {
  messages: [{ role: 'user', text: 'Hi' }],
  parameters: { maxOutput: 1 },
};

/** The endpoint's own name, or that of the component that is addressed on it. */
function ownModelId({ endpointName, inferenceComponent }: Context['connection']): string {
  return inferenceComponent ?? endpointName;
}

/** A container knows the name of its model and not that of its endpoint: it is sent only where a person has typed one. */
function bodyOf(request: ChatRequest, connection: Context['connection'], refused: readonly string[]): string {
  const { model, ...rest }: RequestBody = chatBody(request, { quirks: defaultQuirks, refused });
  const typed = model === undefined || request.modelId === ownModelId(connection) ? {} : { model };
  return JSON.stringify({ ...typed, ...rest });
}

/** The chat wire's chunks out of the parts of a payload, and whether they ended as that wire ends. */
class Payload {
  readonly #context: SageMakerFailureContext;
  #done: 'not-yet' | 'done' = 'not-yet';

  constructor(context: SageMakerFailureContext) {
    this.#context = context;
  }

  readonly sawDone = (): boolean => this.#done === 'done';

  async *chunks(parts: AsyncIterable<ResponseStream>, alive: () => void): AsyncGenerator<unknown> {
    const buffer = new SseBuffer();
    for await (const { PayloadPart: part } of parts) {
      alive();
      if (part?.Bytes !== undefined) yield* this.#parse(buffer.push(part.Bytes));
    }
    yield* this.#parse(buffer.end());
  }

  *#parse(events: readonly string[]): Generator<unknown> {
    for (const data of events) {
      if (data.trim() === '[DONE]') this.#done = 'done';
      else if (data.trim() !== '') yield this.#chunk(data);
    }
  }

  #chunk(data: string): unknown {
    const chunk = parseJson(data);
    if (chunk === undefined) {
      throw new AppError('provider/unexpected-reply', 'The container sent an event that is not JSON');
    }
    const failure = containerFailureIn(chunk, this.#context);
    if (failure !== null) throw failure;
    return chunk;
  }
}

/** Makes the adapter for SageMaker endpoints. */
export function createSageMakerProvider(
  dependencies: ProviderDependencies,
  { retries = 0 }: SageMakerOptions = {},
): ChatProvider<'sagemaker'> {
  const { clock, notes, awsSignIn } = dependencies;
  const clients = new SageMakerClients(dependencies, retries);

  const aboutOf = ({ connection, secret }: Context, modelId: string): SageMakerFailureContext => ({
    connection,
    secret,
    modelId,
    now: clock.now(),
  });

  /** Turns what was thrown into the app's error, and gives up credentials that no longer work. */
  const failureOf = (caught: unknown, context: Context, modelId: string): AppError => {
    const failure = sageMakerFailure(caught, aboutOf(context, modelId));
    if (staleCredentials.includes(failure.code)) {
      clients.forget(context.connection.id);
      awsSignIn.forget(context.connection.id);
    }
    return failure;
  };

  async function send(
    identity: SignIn,
    { request, context, watch }: { request: ChatRequest; context: Context; watch: Watch },
    refused: readonly string[],
  ): Promise<Opened> {
    const { connection, secret } = context;
    const client = await clients.of(context, identity);
    const { InvokeEndpointWithResponseStreamCommand: Command } =
      await import('@aws-sdk/client-sagemaker-runtime');
    const { endpointName, inferenceComponent } = connection;
    const command = new Command({
      EndpointName: endpointName,
      ...(inferenceComponent !== undefined && { InferenceComponentName: inferenceComponent }),
      ContentType: 'application/json',
      Accept: 'text/event-stream',
      Body: new TextEncoder().encode(bodyOf(request, connection, refused)),
    });
    addHeaders(command.middlewareStack, { ...secret?.headers, ...request.headers });
    const { Body: parts, $metadata } = await client.send(command, { abortSignal: watch.signal });
    if (parts === undefined) {
      throw new AppError('provider/unexpected-reply', 'SageMaker answered without a stream');
    }
    const about = aboutOf(context, request.modelId);
    const payload = new Payload(about);
    const mapper = new ChatMapper({
      modelId: request.modelId,
      requestId: $metadata.requestId,
      echo: null,
      sawDone: payload.sawDone,
      fail: (body) =>
        containerFailureIn(body, about) ??
        new AppError('provider/overloaded', 'The container gave up', { retryable: true }),
    });
    return { chunks: payload.chunks(parts, watch.alive), mapper };
  }

  /** Opens a reply. A field of ours that the container refuses is left out the next time. */
  function open(
    identity: SignIn,
    sending: { request: ChatRequest; context: Context; watch: Watch },
  ): Promise<Opened> {
    const { context, request } = sending;
    const { modelId } = request;
    const toAppError = (caught: unknown): AppError => failureOf(caught, context, modelId);
    const adapting = {
      notes,
      connectionId: context.connection.id,
      modelId,
      own: ownChatParameters,
      toAppError,
    };
    return traced(context.trace, () => sendAdapted(adapting, (refused) => send(identity, sending, refused)));
  }

  async function* stream(
    request: ChatRequest,
    context: Context,
  ): AsyncGenerator<StreamEvent, void, undefined> {
    const { modelId } = request;
    const { connection, signal } = context;
    // Before the watch begins: a person who looks for a code is not a server that fell silent.
    const identity = await awsSignIn.identityOf(context, signal).catch((caught: unknown) => {
      if (signal.aborted) return null;
      throw caught;
    });
    if (identity === null) {
      yield { type: 'start', model: modelId };
      yield { type: 'stop', reason: 'cancelled' };
      return;
    }
    yield* streamReply<unknown>({
      clock,
      patience: patienceOf(connection, dependencies.patience),
      signal,
      modelId,
      open: (watch) => open(identity, { request, context, watch }),
      toAppError: (caught) => failureOf(caught, context, modelId),
    });
  }

  async function listModels(context: Context): Promise<readonly ModelInfo[]> {
    const { connection, signal } = context;
    const id = ownModelId(connection);
    const request: ChatRequest = { ...shortest, modelId: id };
    const { firstEventMs: ms } = patienceOf(connection, dependencies.patience);
    const identity = await awsSignIn.identityOf(context, signal);
    try {
      await withDeadline(
        async (untilThen) => {
          const watch: Watch = { signal: untilThen, alive: () => undefined };
          const { chunks, mapper } = await open(identity, { request, context, watch });
          for await (const chunk of chunks) {
            mapper.map(chunk);
            return;
          }
          throw new AppError('provider/unexpected-reply', 'The container said nothing');
        },
        { clock, ms, signal },
      );
    } catch (caught) {
      throw failureOf(caught, context, id);
    }
    return withTypedModels([{ id, name: id }], connection);
  }

  return { stream, listModels };
}
