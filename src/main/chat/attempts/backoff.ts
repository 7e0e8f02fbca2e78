/**
 * How long to wait before another try. Exponential with full jitter between a half and the whole of each step, so that many
 * lanes that were refused at once do not come back at once. What the server asked for in Retry-After is the least.
 */

const firstStepMs = 500;
const longestStepMs = 8_000;
/** A wait that a server asks for beyond this is shown as an error with its time, not sat through. In seconds. */
export const longestAskedWait = 120;

/** Milliseconds before try number `attempt` (the second try is 1). `random` is in [0, 1). */
export function backoffMs(attempt: number, retryAfterSeconds: number | undefined, random: number): number {
  const step = Math.min(firstStepMs * 2 ** (attempt - 1), longestStepMs);
  const jittered = step / 2 + (step / 2) * random;
  const asked = (retryAfterSeconds ?? 0) * 1000;
  // Above what was asked a little is added, since everybody was told the same second.
  return Math.round(asked > jittered ? asked + firstStepMs * random : jittered);
}
