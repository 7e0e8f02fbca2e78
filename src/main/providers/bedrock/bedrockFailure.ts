/**
 * What a failure of the AWS SDK means. The name of the exception decides, because inside a stream there is no status; its words
 * only where one name stands for several things that a person has to be told apart. Names and words:
 * https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html
 */
import type { ConnectionOf, ConnectionSecret } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/errors.ts';
import { regionFailure } from '../aws/awsEndpoint.ts';
import { httpFailure } from '../httpFailure.ts';
import { networkFailure } from '../networkFailure.ts';
import { runtimeHost } from './bedrockEndpoint.ts';
import { codeOfWords, iamActionIn, parameterIn } from './bedrockWords.ts';
import { converseParameter } from './converseRequest.ts';
import { LongWait } from '../aws/replyGuards.ts';
import { headerOf, readException } from '../aws/sdkException.ts';
import type { SdkException } from '../aws/sdkException.ts';
import { commonFailures } from '../aws/commonFailures.ts';

/** What a failure is told in terms of. */
export interface BedrockFailureContext {
  readonly connection: ConnectionOf<'bedrock'>;
  readonly secret: ConnectionSecret | null;
  /** Absent where no single model was asked. */
  readonly modelId?: string;
  /** The permission that the request needs, for refusals that do not name it. */
  readonly iamAction?: string;
  /** Milliseconds since 1970, to read a Retry-After that names a date. */
  readonly now: number;
}

const byName: Readonly<Record<string, ErrorCode>> = {
  ...commonFailures,
  TooManyRequestsException: 'provider/rate-limited',
  ResourceNotFoundException: 'provider/unknown-model',
  ConflictException: 'provider/bad-request',
  InternalServerException: 'provider/overloaded',
  ModelTimeoutException: 'provider/overloaded',
  ModelErrorException: 'provider/overloaded',
  ModelStreamErrorException: 'provider/overloaded',
};

const retryableCodes: readonly ErrorCode[] = [
  'provider/rate-limited',
  'provider/overloaded',
  'network/timeout',
];

function codeOf({ name, message }: SdkException): ErrorCode | null {
  const named = Object.hasOwn(byName, name) ? (byName[name] ?? null) : null;
  return named === null ? null : (codeOfWords(name, message) ?? named);
}

/** What the words of a refusal add to its code: the permission that is missing, the parameter that is refused. */
function wordDetails(
  code: ErrorCode,
  { message }: SdkException,
  { iamAction: needed, parameter: named }: Pick<ErrorDetails, 'iamAction' | 'parameter'>,
): ErrorDetails {
  if (code === 'provider/access-denied') {
    const iamAction = iamActionIn(message) ?? needed;
    return { ...(iamAction !== undefined && { iamAction }) };
  }
  if (code !== 'provider/bad-request') return {};
  const parameter = parameterIn(message) ?? named;
  return { ...(parameter !== undefined && { parameter: converseParameter(parameter) }) };
}

function connectionDetails({ connection }: BedrockFailureContext): ErrorDetails {
  const { auth, region } = connection;
  return { region, ...(auth.kind === 'profile' && { profile: auth.profile }) };
}

function serviceFailure(exception: SdkException, context: BedrockFailureContext): AppError | null {
  const named = codeOf(exception);
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
    {
      host: runtimeHost(context.connection),
      secret: context.secret,
      now: context.now,
      ...(context.modelId !== undefined && { modelId: context.modelId }),
    },
  );
  // A page of HTML comes from something else than Bedrock, whatever the SDK made of it.
  const code = generic.code === 'provider/unexpected-reply' ? generic.code : (named ?? generic.code);
  const { iamAction } = context;
  const words = wordDetails(code, exception, {
    ...(iamAction !== undefined && { iamAction }),
    ...(generic.details.parameter !== undefined && { parameter: generic.details.parameter }),
  });
  // Only names from the list above: any other is a text of the server's.
  return new AppError(code, `Bedrock answered with ${named === null ? 'an error' : exception.name}`, {
    retryable: retryableCodes.includes(code),
    details: { ...generic.details, ...connectionDetails(context), ...words },
  });
}

function wayFailure(caught: unknown, { connection }: BedrockFailureContext): AppError | null {
  const failure = networkFailure(caught, runtimeHost(connection));
  return failure === null ? null : regionFailure(failure, connection);
}

/** Turns what the SDK threw into the app's error. Keeps none of the SDK's errors: they hold the request with its headers. */
export function bedrockFailure(caught: unknown, context: BedrockFailureContext): AppError {
  if (caught instanceof AppError) return caught;
  if (caught instanceof LongWait) return bedrockFailure(caught.cause, context);
  const exception = readException(caught);
  return (
    wayFailure(caught, context) ??
    serviceFailure(exception, context) ??
    // What is left comes from the SDK's parsers: bytes that are not what the protocol says.
    new AppError('provider/unexpected-reply', 'The reply could not be read', {
      details: { host: runtimeHost(context.connection), ...connectionDetails(context) },
    })
  );
}

/** The exception that a status of OpenAI's wires would have been on Converse, so that one table of words serves both. */
const exceptionOf: ReadonlyMap<number | undefined, string> = new Map([
  [400, 'ValidationException'],
  [401, 'AccessDeniedException'],
  [403, 'AccessDeniedException'],
  [404, 'ResourceNotFoundException'],
  [422, 'ValidationException'],
  [429, 'ThrottlingException'],
]);

/** Reads Bedrock's own words in a failure on one of OpenAI's wires, and says what is known of the connection. */
export function openAiWireFailure(failure: AppError, context: BedrockFailureContext): AppError {
  const { connection } = context;
  if (!failure.code.startsWith('provider/')) return regionFailure(failure, connection);
  const { status, providerMessage = '' } = failure.details;
  const code = codeOfWords(exceptionOf.get(status) ?? '', providerMessage) ?? failure.code;
  const iamAction =
    code === 'provider/access-denied' ? (iamActionIn(providerMessage) ?? context.iamAction) : undefined;
  return new AppError(code, failure.message, {
    retryable: retryableCodes.includes(code),
    details: {
      ...failure.details,
      ...connectionDetails(context),
      ...(iamAction !== undefined && { iamAction }),
    },
  });
}
