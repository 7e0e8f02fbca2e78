/**
 * Two additions to the AWS SDK's own pipeline: extra headers of a single request, which are signed with the rest, and the
 * listener of the work that a request belongs to, who hears what goes over the wire. Clients are shared, so the listener is
 * found at the time of the request.
 */
import type { MiddlewareStack } from '@smithy/types';
import type { WireTrace } from '../../inspection/WireTrace.ts';
import { currentTrace, runTraced } from '../../network/currentTrace.ts';
import { joinHeaders } from '../joinHeaders.ts';
import { at } from '../readJson.ts';

type Stack<Input extends object, Output extends object> = Pick<MiddlewareStack<Input, Output>, 'add'>;

/** A request of the SDK's, as far as it is told. */
interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  headers: Record<string, string>;
  readonly body?: unknown;
}

function isRequest(value: unknown): value is SdkRequest {
  return typeof value === 'object' && value !== null && 'hostname' in value && 'headers' in value;
}

const identity = /^(authorization|x-amz-security-token)$/i;

function urlOf({ protocol, hostname, port, path, query = {} }: SdkRequest): string {
  const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${String(port)}`}${path}`);
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) url.searchParams.append(name, one ?? '');
  }
  return url.href;
}

function bodyOf({ body }: SdkRequest): string | undefined {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : undefined;
}

/** Headers as they may be told. Who signs in is left to the imagination already here. */
function told(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const named = Object.entries(headers).filter(([name]) => !name.startsWith(':'));
  return Object.fromEntries(
    named.map(([name, value]) => [name, identity.test(name) ? '•••' : String(value)]),
  );
}

function tellResponse(trace: WireTrace, response: unknown): void {
  const status = at(response, 'statusCode');
  const headers = at(response, 'headers');
  if (typeof status !== 'number' || typeof headers !== 'object' || headers === null) return;
  trace.passed('http');
  trace.response({ status, headers: told({ ...headers }) });
}

/** Short name of what broke; never its text, which may quote the request. */
function causeOf(caught: unknown): string {
  const code = at(caught, 'code');
  if (typeof code === 'string') return code;
  return caught instanceof Error ? caught.name : 'Error';
}

/** Does work that `trace` listens to, unless somebody listens already. */
export function traced<T>(trace: WireTrace | undefined, work: () => T): T {
  return trace === undefined || currentTrace() !== null ? work() : runTraced({ trace, fresh: false }, work);
}

function tellRequest(trace: WireTrace, request: unknown): void {
  if (!isRequest(request)) return;
  const { method, headers } = request;
  trace.request({ method, url: urlOf(request), headers: told(headers), body: bodyOf(request) });
}

/** Tells whoever listens of every request that a client makes, retries included. */
export function addTrace<Input extends object, Output extends object>(stack: Stack<Input, Output>): void {
  stack.add(
    (next) => async (args) => {
      const trace = currentTrace()?.trace;
      if (trace === undefined) return next(args);
      tellRequest(trace, args.request);
      try {
        const result = await next(args);
        tellResponse(trace, result.response);
        return result;
      } catch (caught) {
        trace.failed(causeOf(caught));
        throw caught;
      }
    },
    { step: 'deserialize', priority: 'low', name: 'switchyardTrace' },
  );
}

/** Sends extra headers with the command. */
export function addHeaders<Input extends object, Output extends object>(
  stack: Stack<Input, Output>,
  headers: Readonly<Record<string, string>>,
): void {
  if (Object.keys(headers).length === 0) return;
  stack.add(
    (next) => async (args) => {
      if (isRequest(args.request)) {
        args.request.headers = joinHeaders(args.request.headers, headers);
      }
      return next(args);
    },
    { step: 'build', priority: 'low', name: 'switchyardHeaders' },
  );
}
