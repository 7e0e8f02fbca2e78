/**
 * What it means that a sign-in service of AWS said no. The name of the exception decides. The SDK's own errors end here: they
 * hold the request with its headers, quote codes that were typed, and repeat what a credential process has printed.
 */
import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/errors.ts';
import { networkFailure } from '../networkFailure.ts';
import { providerMessage } from '../providerMessage.ts';
import { at } from '../readJson.ts';

/** What was asked of whom. */
export interface SignInStep {
  readonly host: string;
  /** The permission that the step needs. */
  readonly iamAction?: string;
  readonly profile?: string;
}

const byName: Readonly<Record<string, ErrorCode>> = {
  // IAM Identity Center
  UnauthorizedException: 'provider/session-expired',
  ForbiddenException: 'provider/access-denied',
  ResourceNotFoundException: 'provider/access-denied',
  InvalidRequestException: 'provider/bad-request',
  InvalidRequestRegionException: 'provider/wrong-region',
  UnauthorizedClientException: 'provider/access-denied',
  InvalidClientException: 'provider/session-expired',
  InvalidGrantException: 'provider/session-expired',
  ExpiredTokenException: 'provider/session-expired',
  TooManyRequestsException: 'provider/rate-limited',
  SlowDownException: 'provider/rate-limited',
  InternalServerException: 'provider/overloaded',
  // STS
  AccessDenied: 'provider/access-denied',
  AccessDeniedException: 'provider/access-denied',
  ExpiredToken: 'provider/session-expired',
  RequestExpired: 'provider/session-expired',
  InvalidClientTokenId: 'provider/key-refused',
  UnrecognizedClientException: 'provider/key-refused',
  SignatureDoesNotMatch: 'provider/key-refused',
  IncompleteSignature: 'provider/key-refused',
  MissingAuthenticationToken: 'provider/key-refused',
  RegionDisabledException: 'provider/wrong-region',
  ValidationError: 'provider/bad-request',
  Throttling: 'provider/rate-limited',
  ThrottlingException: 'provider/rate-limited',
  TimeoutError: 'network/timeout',
};

const retryable: readonly ErrorCode[] = ['provider/rate-limited', 'provider/overloaded', 'network/timeout'];

/** Whose words are repeated: they name users, roles and permissions, and nothing that was sent. */
const quotable: readonly ErrorCode[] = ['provider/access-denied'];

/** The name of what the SDK threw; an empty text for anything that is no error. */
export function exceptionName(caught: unknown): string {
  return caught instanceof Error ? caught.name : '';
}

/** Whether STS refused the code of a device: it was wrong, used before, or no code at all. */
export function isRefusedCode(caught: unknown): boolean {
  if (!(caught instanceof Error)) return false;
  if (caught.name === 'AccessDenied') return /MultiFactorAuthentication failed/i.test(caught.message);
  return caught.name === 'ValidationError' && /tokenCode/i.test(caught.message);
}

function detailsOf(caught: unknown, code: ErrorCode, step: SignInStep): ErrorDetails {
  const { host, iamAction, profile } = step;
  const requestId: unknown = at(caught, '$metadata', 'requestId');
  const said =
    quotable.includes(code) && caught instanceof Error ? providerMessage(caught.message, null) : undefined;
  return {
    host,
    ...(profile !== undefined && { profile }),
    ...(code === 'provider/access-denied' && iamAction !== undefined && { iamAction }),
    ...(typeof requestId === 'string' && { requestId: requestId.slice(0, 200) }),
    ...(said !== undefined && { providerMessage: said }),
  };
}

/** The failure of a step, or null where what was caught is neither the network's nor the service's word. */
export function knownSignInFailure(caught: unknown, step: SignInStep): AppError | null {
  if (caught instanceof AppError) return caught;
  const unreachable = networkFailure(caught, step.host);
  if (unreachable !== null) return unreachable;
  const name = exceptionName(caught);
  const status: unknown = at(caught, '$metadata', 'httpStatusCode');
  const named = Object.hasOwn(byName, name) ? byName[name] : undefined;
  const code = named ?? (typeof status === 'number' ? codeOfStatus(status) : null);
  if (code === null) return null;
  // Only names from the list above: any other is a text of the server's.
  return new AppError(code, `Signing in to AWS failed: ${named === undefined ? 'an error' : name}`, {
    retryable: retryable.includes(code),
    details: detailsOf(caught, code, step),
  });
}

function codeOfStatus(status: number): ErrorCode {
  if (status >= 500) return 'provider/overloaded';
  if (status >= 300 && status < 400) return 'network/redirect';
  if (status === 401) return 'provider/session-expired';
  if (status === 403) return 'provider/access-denied';
  return status < 300 ? 'provider/unexpected-reply' : 'provider/bad-request';
}

/** The failure of a step, whatever was caught. */
export function signInFailure(caught: unknown, step: SignInStep): AppError {
  return (
    knownSignInFailure(caught, step) ??
    new AppError('provider/unexpected-reply', 'The sign-in service gave no answer that could be read', {
      details: { host: step.host },
    })
  );
}
