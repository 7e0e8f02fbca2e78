import { AppError } from '../../shared/errors.ts';

/** An error as it stands in the log. */
export interface LoggedError {
  readonly name: string;
  /** Of an `AppError`, or the system's own (`ENOSPC`). */
  readonly code?: string;
  readonly message?: string;
  readonly stack?: readonly string[];
  readonly cause?: LoggedError;
}

const deepestCause = 5;

function codeOf(error: Error): string | undefined {
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[\w/-]{1,60}$/.test(code) ? code : undefined;
}

/** The lines that name places in code; the lines before them repeat the message. */
function framesOf(error: Error): readonly string[] {
  return (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at \S/.test(line) && /:\d+:\d+\)?$/.test(line))
    .slice(0, 20);
}

/**
 * What of an error may be logged. The sentence of an `AppError` is free of prompts and secrets by contract; that of any other
 * error is not (a parser quotes what it could not parse), so only its name, code and frames are kept.
 */
export function describeError(caught: unknown, depth = 0): LoggedError {
  if (!(caught instanceof Error)) return { name: typeof caught };
  const code = codeOf(caught);
  const frames = framesOf(caught);
  return {
    name: caught.name,
    ...(code === undefined ? {} : { code }),
    ...(caught instanceof AppError ? { message: caught.message } : {}),
    ...(frames.length === 0 ? {} : { stack: frames }),
    ...(caught.cause === undefined || depth >= deepestCause
      ? {}
      : { cause: describeError(caught.cause, depth + 1) }),
  };
}
