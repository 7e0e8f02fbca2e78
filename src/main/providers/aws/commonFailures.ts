import type { ErrorCode } from '../../../shared/errors.ts';

/**
 * What the errors mean that every service of AWS may answer with, by their names on the wire.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html
 */
export const commonFailures: Readonly<Record<string, ErrorCode>> = {
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
  ServiceQuotaExceededException: 'provider/quota',
  UnknownOperationException: 'provider/not-found',
  ValidationException: 'provider/bad-request',
  ServiceUnavailableException: 'provider/overloaded',
  ServiceUnavailable: 'provider/overloaded',
  InternalFailure: 'provider/overloaded',
  ModelNotReadyException: 'provider/overloaded',
  TimeoutError: 'network/timeout',
};
