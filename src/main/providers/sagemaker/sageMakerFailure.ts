/**
 * What a failure on SageMaker means. Two parties can say no: SageMaker itself, by the name of its exception, and the model's
 * container, whose own status and words SageMaker encloses in a `ModelError`. Inside a stream the container's errors come as
 * events of the chat wire, SageMaker's as exceptions.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html
 */
import type { ConnectionOf, ConnectionSecret } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/errors.ts';
import { awsDomain, ownEndpoint, regionFailure } from '../aws/awsEndpoint.ts';
import { LongWait } from '../aws/replyGuards.ts';
import { headerOf, readException } from '../aws/sdkException.ts';
import type { SdkException } from '../aws/sdkException.ts';
import { httpFailure } from '../httpFailure.ts';
import type { RefusalContext } from '../httpFailure.ts';
import { networkFailure } from '../networkFailure.ts';
import { at, countAt, parseJson, textAt } from '../readJson.ts';
import { commonFailures } from '../aws/commonFailures.ts';

type Connection = ConnectionOf<'sagemaker'>;

/** What a failure is told in terms of. */
export interface SageMakerFailureContext {
  readonly connection: Connection;
  readonly secret: ConnectionSecret | null;
  readonly modelId: string;
  /** Milliseconds since 1970, to read a Retry-After that names a date. */
  readonly now: number;
}

/** The one permission that chatting needs. */
const iamAction = 'sagemaker:InvokeEndpointWithResponseStream';

const byName: Readonly<Record<string, ErrorCode>> = {
  ...commonFailures,
  ValidationError: 'provider/bad-request',
  InternalDependencyException: 'provider/overloaded',
  InternalStreamFailure: 'provider/overloaded',
  ModelStreamError: 'provider/overloaded',
};

/** `ErrorCode` of a `ModelStreamError`: what became of the container in the middle of its answer. */
const streamErrors: Readonly<Record<string, ErrorCode>> = {
  ModelInvocationTimeExceeded: 'stream/stalled',
  StreamBroken: 'stream/truncated',
};

const retryable: readonly ErrorCode[] = [
  'provider/rate-limited',
  'provider/overloaded',
  'network/timeout',
  'stream/stalled',
  'stream/truncated',
];

/** The address of the runtime. Throws `connection/invalid-url`. */
export function sageMakerUrl(connection: Connection): URL {
  const { region } = connection;
  return new URL(ownEndpoint(connection) ?? `https://runtime.sagemaker.${region}.${awsDomain(region)}`);
}

function aboutOf({ connection, secret, modelId, now }: SageMakerFailureContext): RefusalContext {
  return { host: sageMakerUrl(connection).host, secret, modelId, now };
}

function connectionDetails({ auth, region }: Connection): ErrorDetails {
  return { region, ...(auth.kind === 'profile' && { profile: auth.profile }) };
}

/** What the container said. Its status and words are the chat wire's. */
function containerFailure(caught: unknown, context: SageMakerFailureContext): AppError {
  const said = textAt(caught, 'OriginalMessage') || textAt(caught, 'Message');
  const { requestId } = readException(caught);
  const refusal = {
    status: countAt(caught, 'OriginalStatusCode') ?? 500,
    contentType: null,
    retryAfter: null,
  };
  const failure = httpFailure({ ...refusal, body: parseJson(said) ?? said, requestId }, aboutOf(context));
  return new AppError(failure.code, 'The model behind the endpoint refused the request', {
    retryable: failure.retryable,
    details: { ...failure.details, ...connectionDetails(context.connection) },
  });
}

function codeOf(caught: unknown, { name, message }: SdkException): ErrorCode | null {
  if (name === 'ModelStreamError') {
    const reason = textAt(caught, 'ErrorCode');
    return (Object.hasOwn(streamErrors, reason) ? streamErrors[reason] : byName[name]) ?? null;
  }
  if (name === 'ValidationError' && /not found|could not find/i.test(message))
    return 'provider/unknown-model';
  return Object.hasOwn(byName, name) ? (byName[name] ?? null) : null;
}

/** Which field of the form a refusal is about. */
function fieldIn(message: string): ErrorDetails {
  return /inference component/i.test(message) ? { field: 'inferenceComponent' } : {};
}

function serviceFailure(caught: unknown, context: SageMakerFailureContext): AppError | null {
  const exception = readException(caught);
  const named = codeOf(caught, exception);
  if (named === null && exception.status === null) return null;
  const generic = httpFailure(
    {
      status: exception.status,
      // A refused signature is answered with all that should have been signed, session token included.
      body: named === 'provider/key-refused' ? '' : exception.message,
      contentType: headerOf(exception, 'content-type'),
      retryAfter: headerOf(exception, 'retry-after'),
      requestId: exception.requestId,
    },
    aboutOf(context),
  );
  // A page of HTML comes from something else than SageMaker, whatever the SDK made of it.
  const code = generic.code === 'provider/unexpected-reply' ? generic.code : (named ?? generic.code);
  return new AppError(code, `SageMaker answered with ${named === null ? 'an error' : exception.name}`, {
    retryable: retryable.includes(code),
    details: {
      ...generic.details,
      ...connectionDetails(context.connection),
      ...fieldIn(exception.message),
      ...(code === 'provider/access-denied' && { iamAction }),
    },
  });
}

/** Turns what the SDK threw into the app's error. Keeps none of the SDK's errors: they hold the request with its headers. */
export function sageMakerFailure(caught: unknown, context: SageMakerFailureContext): AppError {
  if (caught instanceof AppError) return caught;
  if (caught instanceof LongWait) return sageMakerFailure(caught.cause, context);
  const { connection } = context;
  const unreachable = networkFailure(caught, sageMakerUrl(connection).host);
  if (unreachable !== null) return regionFailure(unreachable, connection);
  if (caught instanceof Error && caught.name === 'ModelError') return containerFailure(caught, context);
  return (
    serviceFailure(caught, context) ??
    // What is left comes from the SDK's parsers: bytes that are not what the protocol says.
    new AppError('provider/unexpected-reply', 'The reply could not be read', {
      details: { host: sageMakerUrl(connection).host, ...connectionDetails(connection) },
    })
  );
}

/** The failure that an event of the chat wire tells of, or null where it tells of none. */
export function containerFailureIn(event: unknown, context: SageMakerFailureContext): AppError | null {
  const isError = (at(event, 'error') ?? null) !== null || textAt(event, 'object') === 'error';
  if (!isError) return null;
  const refusal = { status: null, body: event, contentType: null, retryAfter: null, requestId: null };
  return httpFailure(refusal, aboutOf(context));
}
