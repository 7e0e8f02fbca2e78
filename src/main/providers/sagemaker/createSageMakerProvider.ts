/**
 * A model on an endpoint of Amazon SageMaker whose container speaks Chat Completions (vLLM, LMI, TGI): the same words as
 * everywhere, enclosed in binary frames and signed. The endpoint is the model. The SDK is loaded with the first request.
 *
 * An endpoint has no list of models, and whether it can be talked to is only known by talking to it: describing it is another
 * permission on another host, and says nothing of the container. So the test asks for a reply of one token and gives it up
 * with its first sign of life, with the one permission that chatting needs anyway.
 */
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
import { joinHeaders } from '../joinHeaders.ts';
import { sendAdapted } from '../openai/sendAdapted.ts';
import { patienceOf } from '../patienceOf.ts';
import type { RequestBody } from '../requestBody.ts';
import { streamReply } from '../streamReply.ts';
import { withTypedModels } from '../typedModels.ts';
import { withDeadline } from '../watchStream.ts';
import type { Watch } from '../watchStream.ts';
import { ContainerReply } from './ContainerReply.ts';
import { SageMakerClients } from './SageMakerClients.ts';
import { containerFailureIn, sageMakerFailure } from './sageMakerFailure.ts';
import type { SageMakerFailureContext } from './sageMakerFailure.ts';

type Context = ProviderContext<'sagemaker'>;

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

/** One request on its way. */
interface Sending {
  readonly request: ChatRequest;
  readonly context: Context;
  readonly identity: SignIn;
  readonly watch: Watch;
}

class SageMakerProvider implements ChatProvider<'sagemaker'> {
  readonly #dependencies: ProviderDependencies;
  readonly #clients: SageMakerClients;

  constructor(dependencies: ProviderDependencies) {
    this.#dependencies = dependencies;
    this.#clients = new SageMakerClients(dependencies);
  }

  async *stream(request: ChatRequest, context: Context): AsyncGenerator<StreamEvent, void, undefined> {
    const { clock, patience } = this.#dependencies;
    const { modelId } = request;
    const identity = await this.#identityOf(context);
    if (identity === null) {
      yield { type: 'start', model: modelId };
      yield { type: 'stop', reason: 'cancelled' };
      return;
    }
    yield* streamReply<unknown>({
      clock,
      patience: patienceOf(context.connection, patience),
      signal: context.signal,
      modelId,
      open: (watch) => this.#open({ request, context, identity, watch }),
      toAppError: (caught) => this.#failureOf(caught, context, modelId),
    });
  }

  async listModels(context: Context): Promise<readonly ModelInfo[]> {
    const { clock, patience, awsSignIn } = this.#dependencies;
    const { connection, signal } = context;
    const id = ownModelId(connection);
    const identity = await awsSignIn.identityOf(context, signal);
    const request: ChatRequest = { ...shortest, modelId: id };
    const listen = async (untilThen: AbortSignal): Promise<void> => {
      const watch: Watch = { signal: untilThen, alive: () => undefined };
      const { chunks, mapper } = await this.#open({ request, context, identity, watch });
      for await (const chunk of chunks) {
        mapper.map(chunk);
        return;
      }
      throw new AppError('provider/unexpected-reply', 'The container said nothing');
    };
    try {
      await withDeadline(listen, { clock, ms: patienceOf(connection, patience).firstEventMs, signal });
    } catch (caught) {
      throw this.#failureOf(caught, context, id);
    }
    return withTypedModels([{ id, name: id }], connection);
  }

  /** Asked before the watch begins: a person who looks for a code is not a server that fell silent. Null once given up. */
  async #identityOf(context: Context): Promise<SignIn | null> {
    const { signal } = context;
    try {
      return await this.#dependencies.awsSignIn.identityOf(context, signal);
    } catch (caught) {
      if (signal.aborted) return null;
      throw caught;
    }
  }

  #aboutOf({ connection, secret }: Context, modelId: string): SageMakerFailureContext {
    return { connection, secret, modelId, now: this.#dependencies.clock.now() };
  }

  /** Turns what was thrown into the app's error, and gives up credentials that no longer work. */
  #failureOf(caught: unknown, context: Context, modelId: string): AppError {
    const failure = sageMakerFailure(caught, this.#aboutOf(context, modelId));
    if (staleCredentials.includes(failure.code)) {
      this.#clients.forget(context.connection.id);
      this.#dependencies.awsSignIn.forget(context.connection.id);
    }
    return failure;
  }

  /** Opens a reply. A field of ours that the container refuses is left out the next time. */
  #open(sending: Sending): Promise<Opened> {
    const { context, request } = sending;
    const { modelId } = request;
    const adapting = {
      notes: this.#dependencies.notes,
      connectionId: context.connection.id,
      modelId,
      own: ownChatParameters,
      toAppError: (caught: unknown) => this.#failureOf(caught, context, modelId),
    };
    return traced(context.trace, () => sendAdapted(adapting, (refused) => this.#send(sending, refused)));
  }

  async #send({ request, context, identity, watch }: Sending, refused: readonly string[]): Promise<Opened> {
    const { connection, secret } = context;
    const { modelId } = request;
    const client = await this.#clients.of(context, identity);
    const sdk = await import('@aws-sdk/client-sagemaker-runtime');
    const command = new sdk.InvokeEndpointWithResponseStreamCommand({
      EndpointName: connection.endpointName,
      ...(connection.inferenceComponent !== undefined && {
        InferenceComponentName: connection.inferenceComponent,
      }),
      ContentType: 'application/json',
      Accept: 'text/event-stream',
      Body: new TextEncoder().encode(bodyOf(request, connection, refused)),
    });
    addHeaders(command.middlewareStack, joinHeaders(secret?.headers, request.headers));
    const { Body: parts, $metadata } = await client.send(command, { abortSignal: watch.signal });
    if (parts === undefined) {
      throw new AppError('provider/unexpected-reply', 'SageMaker answered without a stream');
    }
    const about = this.#aboutOf(context, modelId);
    const reply = new ContainerReply(about);
    const mapper = new ChatMapper({
      modelId,
      requestId: $metadata.requestId,
      echo: null,
      sawDone: reply.sawDone,
      fail: (body) => containerFailureIn(body, about) ?? gaveUp(),
    });
    return { chunks: reply.chunks(parts, watch.alive), mapper };
  }
}

function gaveUp(): AppError {
  return new AppError('provider/overloaded', 'The container gave up', { retryable: true });
}

/** Makes the adapter for SageMaker endpoints. */
export function createSageMakerProvider(dependencies: ProviderDependencies): ChatProvider<'sagemaker'> {
  return new SageMakerProvider(dependencies);
}
