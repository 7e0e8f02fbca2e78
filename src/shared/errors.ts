/**
 * Every failure a person can meet has one code from this closed list. Inside a process an `AppError` is thrown; across the
 * bridge only its `ErrorInfo` travels. The sentence a person reads is chosen in the renderer from the code and the details;
 * `message` is for logs. Neither may ever hold a secret, a prompt or a reply, and `cause` never leaves the process.
 */

export const errorCodes = [
  // The bridge
  'ipc/unknown-route',
  'ipc/invalid-input',
  'ipc/forbidden-sender',
  // Keys
  'secret/missing',
  'secret/origin-changed',
  'secret/store-unavailable',
  'secret/too-long',
  // Connections
  'connection/not-found',
  'connection/invalid-url',
  'connection/insecure-url',
  // The way to the server
  'network/host-not-found',
  'network/refused',
  'network/tls',
  'network/timeout',
  'network/reset',
  'network/redirect',
  'network/proxy',
  // What the server said
  'provider/key-refused',
  'provider/session-expired',
  'provider/profile-not-found',
  'provider/access-denied',
  'provider/unknown-model',
  'provider/wrong-region',
  'provider/region-forbidden',
  'provider/needs-profile',
  'provider/not-enabled',
  'provider/unsupported-route',
  'provider/rate-limited',
  'provider/quota',
  'provider/context-too-long',
  'provider/bad-request',
  'provider/overloaded',
  'provider/not-found',
  'provider/unexpected-reply',
  // Signing in
  'sign-in/cancelled',
  'sign-in/expired',
  'sign-in/code-refused',
  'sign-in/command-failed',
  'sign-in/not-confirmed',
  // A reply on its way
  'stream/truncated',
  'stream/stalled',
  'stream/too-large',
  // Chat
  'chat/empty-prompt',
  'chat/prompt-too-large',
  'chat/no-model',
  'chat/busy',
  'chat/invalid-extra-body',
  'chat/budget-reached',
  'chat/too-many-lanes',
  'chat/nothing-to-resend',
  'chat/temporary-busy',
  // A queue and a pipeline
  'queue/gone',
  'queue/too-long',
  'pipeline/invalid',
  'pipeline/no-model',
  'pipeline/variable-missing',
  'pipeline/not-waiting',
  // What is imported
  'import/unreadable',
  'import/too-large',
  'import/newer-version',
  'import/invalid',
  // Attachments
  'attachment/too-large',
  'attachment/too-many',
  'attachment/unsupported',
  'attachment/unreadable',
  'attachment/missing',
  // History
  'history/not-found',
  'history/damaged',
  'history/newer-version',
  'history/key-missing',
  'history/disk-full',
  'history/read-only',
  'history/locked',
  // Files
  'file/write-failed',
  'link/refused',
  // Everything else is a defect of ours
  'internal',
] as const;

/** The stations of a request, in order: where a connection test says that it stopped. */
export const networkHops = ['dns', 'tcp', 'proxy', 'tls', 'http', 'auth'] as const;
export type NetworkHop = (typeof networkHops)[number];

/** The closed list of things that can go wrong. */
export type ErrorCode = (typeof errorCodes)[number];

/**
 * What is known beside the code, all of it safe to show and to log. `providerMessage` is the server's own sentence,
 * redacted and cut to 2,000 characters: data to display, never markup and never instructions.
 */
export interface ErrorDetails {
  readonly host?: string;
  readonly status?: number;
  readonly requestId?: string;
  /** Seconds to wait, as the server asked in Retry-After. */
  readonly retryAfterSeconds?: number;
  readonly providerMessage?: string;
  readonly modelId?: string;
  readonly region?: string;
  readonly profile?: string;
  /** The input field that the error is about, where a form shows it. */
  readonly field?: string;
  /** A limit that was crossed, in the unit the code speaks of (characters, bytes, tokens). */
  readonly limit?: number;
  /** The name of a file (never a whole path) that the error is about. */
  readonly fileName?: string;
  /** The request parameter that the server named in a refusal, as it is called on the wire. */
  readonly parameter?: string;
  /** Where on the way the request stopped. */
  readonly hop?: NetworkHop;
  /** What a person can run in a terminal to be signed in again. */
  readonly command?: string;
  /** The AWS permission that is missing, such as `bedrock:InvokeModelWithResponseStream`. */
  readonly iamAction?: string;
}

/** An error as it crosses the bridge and as it is stored on a message. */
export interface ErrorInfo {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly details?: ErrorDetails;
}

interface AppErrorOptions {
  readonly retryable?: boolean;
  readonly details?: ErrorDetails;
  readonly cause?: unknown;
}

/** The one error type of the app. `message` must be free of secrets, prompts and replies. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.details = options.details ?? {};
  }

  /** The part of the error that may leave the process. */
  toInfo(): ErrorInfo {
    return { code: this.code, message: this.message, retryable: this.retryable, details: this.details };
  }
}

/**
 * Turns anything caught into what may cross a process border. An unknown error becomes `internal` with a fixed sentence,
 * because its own text may quote a key or a prompt.
 */
export function toErrorInfo(caught: unknown): ErrorInfo {
  if (caught instanceof AppError) return caught.toInfo();
  return { code: 'internal', message: 'Something went wrong inside Switchyard.', retryable: false };
}
