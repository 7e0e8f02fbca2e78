/**
 * What a failure of the AWS SDK means. The name of the exception decides, because inside a stream there is no status; its words
 * only where one name stands for several things that a person has to be told apart. Names and words:
 * https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html
 */
import type { ConnectionOf, ConnectionSecret } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/errors.ts';
import { httpFailure } from '../httpFailure.ts';
import { networkFailure } from '../networkFailure.ts';
import { runtimeHost } from './bedrockEndpoint.ts';
import { LongWait } from './replyGuards.ts';

/** What a failure is told in terms of. */
export interface BedrockFailureContext {
  readonly connection: ConnectionOf<'bedrock'>;
  readonly secret: ConnectionSecret | null;
  /** Absent where no single model was asked. */
  readonly modelId?: string;
  /** Milliseconds since 1970, to read a Retry-After that names a date. */
  readonly now: number;
}

const byName: Readonly<Record<string, ErrorCode>> = {
  AccessDeniedException: 'provider/access-denied',
  AccessDenied: 'provider/access-denied',
  NotAuthorized: 'provider/access-denied',
  OptInRequired: 'provider/access-denied',
  UnrecognizedClientException: 'provider/key-refused',
  InvalidClientTokenId: 'provider/key-refused',
  InvalidSignatureException: 'provider/key-refused',
  SignatureDoesNotMatch: 'provider/key-refused',
  IncompleteSignature: 'provider/key-refused',
  MissingAuthenticationToken: 'provider/key-refused',
  MissingAuthenticationTokenException: 'provider/key-refused',
  ExpiredToken: 'provider/session-expired',
  ExpiredTokenException: 'provider/session-expired',
  RequestExpired: 'provider/session-expired',
  ThrottlingException: 'provider/rate-limited',
  Throttling: 'provider/rate-limited',
  TooManyRequestsException: 'provider/rate-limited',
  ServiceQuotaExceededException: 'provider/quota',
  ResourceNotFoundException: 'provider/unknown-model',
  UnknownOperationException: 'provider/not-found',
  ValidationException: 'provider/bad-request',
  ConflictException: 'provider/bad-request',
  ServiceUnavailableException: 'provider/overloaded',
  ServiceUnavailable: 'provider/overloaded',
  InternalServerException: 'provider/overloaded',
  InternalFailure: 'provider/overloaded',
  ModelNotReadyException: 'provider/overloaded',
  ModelTimeoutException: 'provider/overloaded',
  ModelErrorException: 'provider/overloaded',
  ModelStreamErrorException: 'provider/overloaded',
  TimeoutError: 'network/timeout',
};

/** Where one exception stands for several things, the sentences that tell them apart. The first that matches decides. */
const byWords: readonly (readonly [name: RegExp, words: RegExp, code: ErrorCode])[] = [
  [
    /^(Validation|ModelStreamError|ModelError)Exception$/,
    /too long|too many input tokens|context (length|limit|window)|exceeds? the (maximum|model).{0,40}tokens/i,
    'provider/context-too-long',
  ],
  [/^ValidationException$/, /model identifier is invalid|end of its life/i, 'provider/unknown-model'],
  [
    /^(Validation|AccessDenied|ResourceNotFound)Exception$/,
    /not (supported|available) in (this|the|your) (current )?region/i,
    'provider/wrong-region',
  ],
  [/^AccessDeniedException$/, /(token|key|session).{0,40} expired/i, 'provider/session-expired'],
  [/^AccessDeniedException$/, /authentication failed|api key|bearer token/i, 'provider/key-refused'],
  [/^ThrottlingException$/, /per day/i, 'provider/quota'],
];

const retryableCodes: readonly ErrorCode[] = [
  'provider/rate-limited',
  'provider/overloaded',
  'network/timeout',
];

/** Every region there is or may come to be is named like this; a host that is not found in any other has a reason. */
const plausibleRegion =
  /^(af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)(-(gov|iso[a-z]?|[a-z]{2}))?-(north|south|east|west|central)(east|west)?-\d{1,2}$/;

/** What the SDK puts on its exceptions. `$response` is not enumerable, and absent inside a stream. */
interface SdkException {
  readonly name: string;
  readonly message: string;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly headers: Readonly<Record<string, unknown>>;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function readException(caught: unknown): SdkException {
  const response = property(caught, '$response');
  const metadata = property(caught, '$metadata');
  const status = property(metadata, 'httpStatusCode') ?? property(response, 'statusCode');
  const requestId = property(metadata, 'requestId');
  const headers = property(response, 'headers');
  return {
    name: caught instanceof Error ? caught.name : '',
    // The SDK's word for a body without a message.
    message: caught instanceof Error && caught.message !== 'UnknownError' ? caught.message : '',
    status: typeof status === 'number' ? status : null,
    requestId: typeof requestId === 'string' ? requestId : null,
    headers: typeof headers === 'object' && headers !== null ? { ...headers } : {},
  };
}

function header(exception: SdkException, name: string): string | null {
  const value = exception.headers[name];
  return typeof value === 'string' ? value : null;
}

function codeOf({ name, message }: SdkException): ErrorCode | null {
  const told = byWords.find(([names, words]) => names.test(name) && words.test(message));
  return told?.[2] ?? (Object.hasOwn(byName, name) ? (byName[name] ?? null) : null);
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
      contentType: header(exception, 'content-type'),
      retryAfter: header(exception, 'retry-after'),
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
  // Only names from the list above: any other is a text of the server's.
  return new AppError(code, `Bedrock answered with ${named === null ? 'an error' : exception.name}`, {
    retryable: retryableCodes.includes(code),
    details: { ...generic.details, ...connectionDetails(context) },
  });
}

function wayFailure(caught: unknown, { connection }: BedrockFailureContext): AppError | null {
  const failure = networkFailure(caught, runtimeHost(connection));
  const guessed = connection.endpoint === undefined && !plausibleRegion.test(connection.region);
  if (failure?.code !== 'network/host-not-found' || !guessed) return failure;
  return new AppError('provider/wrong-region', 'There is no Bedrock in a region of this name', {
    details: { ...failure.details, region: connection.region },
  });
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
