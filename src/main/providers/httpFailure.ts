/**
 * What a server's refusal means: its status and the structured code in its body first, its words last and only for what
 * servers say in no other way (that a context is too long, that a model does not exist).
 * Bodies come as `{ error: { message, type, code } }`, `{ error: '…' }`, `{ message }`, `{ detail }` and HTML.
 */
import type { ConnectionSecret } from '../../shared/connection.ts';
import { AppError, type ErrorCode, type NetworkHop } from '../../shared/errors.ts';
import { providerMessage } from './providerMessage.ts';
import { at } from './readJson.ts';
import { refusedParameter } from './refusedParameter.ts';

/** A refusal as it came over the wire, and what an error about it may name. */
export interface HttpRefusal {
  /** Null for an error inside a stream that began with 200. */
  readonly status: number | null;
  /** The parsed body, or its text. */
  readonly body: unknown;
  readonly contentType: string | null;
  readonly retryAfter: string | null;
  readonly requestId: string | null;
}

export interface RefusalContext {
  readonly host: string;
  readonly modelId?: string;
  readonly secret: ConnectionSecret | null;
  /** Milliseconds since 1970, to read a Retry-After that names a date. */
  readonly now: number;
}

/** The parts of an error body that decide. */
export interface ErrorBody {
  readonly message: string;
  readonly type: string;
  /** A word or, inside a stream, sometimes the status that the error would have had. */
  readonly code: string;
}

const contextCodes =
  /context_length|context_window|exceed_context|string_above_max_length|request_too_large/i;
const contextWords =
  /context (length|window|size)|maximum (context|prompt)|(prompt|input|request)( is)? too (long|large)|too many (input )?tokens/i;
const modelCodes = /^(model_not_found|model_not_available|invalid_model|deploymentnotfound|unknown_model)$/i;
const modelWords =
  /\bmodel\b.{0,300}(not found|not exist|does ?n.t exist|unknown|not a valid model)|(unknown|invalid|no such) model/i;
const quotaCodes = /insufficient_quota|insufficient_balance|billing|quota_exceeded|payment_required/i;
const rateCodes = /rate_limit|too_many_requests|throttl/i;
const keyCodes = /^(invalid_api_key|invalid_authentication|authentication_error|unauthorized)$/i;
const overloadCodes = /overload|server_error|unavailable|internal|timeout/i;

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** FastAPI servers put a sentence or a list of `{ msg }` under `detail`. */
function detailText(detail: unknown): string {
  return Array.isArray(detail) ? detail.map((entry) => text(at(entry, 'msg'))).join('; ') : text(detail);
}

/** Reads the error out of any of the bodies that servers send. Never throws. */
function readErrorBody(body: unknown): ErrorBody {
  if (typeof body === 'string') return { message: body, type: '', code: '' };
  const error = at(body, 'error') ?? body;
  if (typeof error === 'string') return { message: error, type: '', code: text(at(body, 'code')) };
  return {
    message: text(at(error, 'message')) || detailText(at(error, 'detail')),
    type: text(at(error, 'type')),
    code: text(at(error, 'code')),
  };
}

/** Seconds that a Retry-After asks for (RFC 9110 §10.2.3: seconds or a date), or undefined. */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : undefined;
}

/** Errors of the request itself, whatever status carries them. */
function requestFault({ code, type, message }: ErrorBody): ErrorCode | null {
  if (contextCodes.test(code) || contextCodes.test(type) || contextWords.test(message)) {
    return 'provider/context-too-long';
  }
  return modelCodes.test(code) || modelWords.test(message) ? 'provider/unknown-model' : null;
}

function codeOfStatus(status: number, body: ErrorBody): ErrorCode {
  const quota = quotaCodes.test(body.code) || quotaCodes.test(body.type);
  if (status >= 500) return 'provider/overloaded';
  if (status >= 300 && status < 400) return 'network/redirect';
  switch (status) {
    case 401:
      return 'provider/key-refused';
    case 402:
      return 'provider/quota';
    case 403:
      return quota ? 'provider/quota' : 'provider/access-denied';
    case 404:
      return requestFault(body) ?? 'provider/not-found';
    case 408:
      return 'network/timeout';
    case 413:
      return 'provider/context-too-long';
    case 429:
      return quota ? 'provider/quota' : 'provider/rate-limited';
    default:
      return requestFault(body) ?? 'provider/bad-request';
  }
}

/** Inside a stream only the body's own words are left. What they do not explain is the server's trouble, not ours. */
function codeInStream(body: ErrorBody): ErrorCode {
  if (/^[3-5]\d\d$/.test(body.code)) return codeOfStatus(Number(body.code), body);
  const fault = requestFault(body);
  if (fault !== null) return fault;
  const kinds: readonly (readonly [RegExp, ErrorCode])[] = [
    [quotaCodes, 'provider/quota'],
    [rateCodes, 'provider/rate-limited'],
    [keyCodes, 'provider/key-refused'],
    [overloadCodes, 'provider/overloaded'],
    [/invalid|bad_request|unsupported/i, 'provider/bad-request'],
  ];
  return (
    kinds.find(([pattern]) => pattern.test(body.code) || pattern.test(body.type))?.[1] ??
    'provider/overloaded'
  );
}

const retryable: readonly ErrorCode[] = ['provider/rate-limited', 'provider/overloaded', 'network/timeout'];

/** A page of HTML where an API was expected comes from something else than the API: a portal, a proxy, a web site. */
function isForeignPage({ status, contentType }: HttpRefusal): boolean {
  const page = /^text\/html\b/i.test(contentType ?? '');
  return page && status !== null && (status < 300 || status === 400 || status === 403 || status === 405);
}

/** An answer came, so the way is open; what may be wrong is who asks. */
function hopOfStatus(status: number): NetworkHop {
  return status === 401 || status === 403 ? 'auth' : 'http';
}

/** Turns a refusal into the app's error, with everything that may be shown and nothing that may not. */
export function httpFailure(refusal: HttpRefusal, context: RefusalContext): AppError {
  const { status } = refusal;
  const html = /^text\/html\b/i.test(refusal.contentType ?? '');
  const body = readErrorBody(refusal.body);
  const decided = status === null ? codeInStream(body) : codeOfStatus(status, body);
  const code = isForeignPage(refusal) ? 'provider/unexpected-reply' : decided;
  const said = html ? undefined : providerMessage(body.message, context.secret);
  const parameter =
    code === 'provider/bad-request' ? refusedParameter(refusal.body, body.message) : undefined;
  const wait = retryAfterSeconds(refusal.retryAfter, context.now);
  const how = status === null ? 'an error inside its stream' : `status ${String(status)}`;
  return new AppError(code, `The server answered with ${how}`, {
    retryable: retryable.includes(code),
    details: {
      host: context.host,
      ...(context.modelId === undefined ? {} : { modelId: context.modelId }),
      ...(status === null ? {} : { status, hop: hopOfStatus(status) }),
      ...(refusal.requestId === null ? {} : { requestId: refusal.requestId.slice(0, 200) }),
      ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
      ...(said === undefined ? {} : { providerMessage: said }),
      ...(parameter === undefined ? {} : { parameter }),
    },
  });
}

/** The error for a 200 that is not what was asked for: HTML, JSON in place of a stream, no list of models. */
export function unexpectedReply(host: string, status: number): AppError {
  return new AppError(
    'provider/unexpected-reply',
    'The server answered with something else than was asked for',
    {
      details: { host, status, hop: 'http' },
    },
  );
}
