/**
 * What the OpenAI SDK throws, as the app's errors. The SDK's errors carry response headers and bodies, which may repeat the
 * key, so none of them is kept as a cause.
 */
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { httpFailure, type HttpRefusal, type RefusalContext } from '../httpFailure.ts';
import { networkFailure } from '../networkFailure.ts';
import type { OpenAiSdk } from './openAiClient.ts';

/** The body of a refusal. The SDK parses JSON; anything else it puts behind the status in the message. */
function bodyOf(error: { readonly error: unknown; readonly message: string }): unknown {
  return error.error === undefined ? error.message.replace(/^\d{3} /, '') : { error: error.error };
}

type SdkError = InstanceType<OpenAiSdk['APIError']>;

/** An answer with an error status, or an error object inside a stream, which has none. */
function refusalOf(error: SdkError): HttpRefusal {
  const header = (name: string): string | null => error.headers?.get(name) ?? null;
  return {
    status: error.status ?? null,
    body: bodyOf(error),
    // The headers of a stream say nothing about the error inside it.
    contentType: error.status === undefined ? null : header('content-type'),
    retryAfter: header('retry-after'),
    requestId: error.requestID ?? null,
  };
}

/** What an error means when no code of the network explains it. */
function withoutCode(sdk: OpenAiSdk, caught: unknown): readonly [ErrorCode, string] {
  if (caught instanceof sdk.APIConnectionTimeoutError) return ['network/timeout', 'The request timed out'];
  if (caught instanceof sdk.APIError) return ['network/reset', 'The connection failed'];
  if (caught instanceof SyntaxError) {
    return ['provider/unexpected-reply', 'The server sent an event that cannot be read'];
  }
  return ['internal', 'The request failed in an unforeseen way'];
}

/** Classifies anything that a request or its stream threw. */
export function openAiFailure(sdk: OpenAiSdk, caught: unknown, context: RefusalContext): AppError {
  if (caught instanceof AppError) return caught;
  const connection = caught instanceof sdk.APIConnectionError || caught instanceof sdk.APIUserAbortError;
  if (caught instanceof sdk.APIError && !connection) return httpFailure(refusalOf(caught), context);
  const network = networkFailure(caught, context.host);
  if (network !== null) return network;
  const [code, message] = withoutCode(sdk, caught);
  return new AppError(code, message, {
    retryable: code.startsWith('network/'),
    details: { host: context.host },
  });
}
