/** What the AWS SDK puts on its exceptions. `$response` is not enumerable, and absent inside a stream. */
export interface SdkException {
  readonly name: string;
  readonly message: string;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly headers: Readonly<Record<string, unknown>>;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** Reads what was caught, whatever it is. Never throws. */
export function readException(caught: unknown): SdkException {
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

/** A header of the response that the exception came with. */
export function headerOf(exception: SdkException, name: string): string | null {
  const value = exception.headers[name];
  return typeof value === 'string' ? value : null;
}
