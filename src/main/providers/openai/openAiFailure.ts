/**
 * What the OpenAI SDK throws, as the app's errors. The SDK's errors carry response headers and bodies, which may repeat the
 * key, so none of them is kept as a cause.
 */
import { AppError } from '../../../shared/errors.ts';
import { httpFailure, type RefusalContext } from '../httpFailure.ts';
import { networkFailure } from '../networkFailure.ts';
import type { OpenAiSdk } from './openAiClient.ts';

/** The body of a refusal. The SDK parses JSON; anything else it puts behind the status in the message. */
function bodyOf(error: { readonly error: unknown; readonly message: string }): unknown {
  return error.error === undefined ? error.message.replace(/^\d{3} /, '') : { error: error.error };
}

/** Classifies anything that a request or its stream threw. */
export function openAiFailure(sdk: OpenAiSdk, caught: unknown, context: RefusalContext): AppError {
  if (caught instanceof AppError) return caught;
  const network = (): AppError | null => networkFailure(caught, context.host);
  const details = { host: context.host };
  if (caught instanceof sdk.APIConnectionTimeoutError) {
    return (
      network() ?? new AppError('network/timeout', 'The request timed out', { retryable: true, details })
    );
  }
  if (caught instanceof sdk.APIConnectionError || caught instanceof sdk.APIUserAbortError) {
    return network() ?? new AppError('network/reset', 'The connection failed', { retryable: true, details });
  }
  if (caught instanceof sdk.APIError) {
    return httpFailure(
      {
        status: caught.status ?? null,
        body: bodyOf(caught),
        contentType: caught.status === undefined ? null : (caught.headers?.get('content-type') ?? null),
        retryAfter: caught.headers?.get('retry-after') ?? null,
        requestId: caught.requestID ?? null,
      },
      context,
    );
  }
  if (caught instanceof SyntaxError) {
    return new AppError('provider/unexpected-reply', 'The server sent an event that cannot be read', {
      details,
    });
  }
  return network() ?? new AppError('internal', 'The request failed in an unforeseen way');
}
