import { createHash } from 'node:crypto';

/** A short text that is the same for the same text, and another one for any other. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
