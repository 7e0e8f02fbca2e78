/**
 * How long to wait before another try. Exponential with full jitter between a half and the whole of each step, so that many
 * lanes that were refused at once do not come back at once. What the server asked for in Retry-After is the least.
 */

const longestStepMs = 8_000;
/** Spreads those who were all told the same second, in milliseconds. */
const spreadMs = 500;
/** A wait that a server asks for beyond this is shown as an error with its time, not sat through. In seconds. */
export const longestAskedWait = 120;

/** What a wait follows from. */
export interface Refused {
  /** The second try is 1. */
  readonly attempt: number;
  /** The first step, in milliseconds; each further one is twice as long. */
  readonly firstStepMs: number;
  /** What Retry-After said. */
  readonly retryAfterSeconds: number | undefined;
}

/** Milliseconds before the next try. `random` is in [0, 1). */
export function backoffMs({ attempt, firstStepMs, retryAfterSeconds }: Refused, random: number): number {
  const step = Math.min(firstStepMs * 2 ** (attempt - 1), longestStepMs);
  const jittered = step / 2 + (step / 2) * random;
  const asked = (retryAfterSeconds ?? 0) * 1000;
  return Math.round(asked > jittered ? asked + spreadMs * random : jittered);
}
