/**
 * Text at the speed of a model. Pieces are due at times counted from the beginning, not from the last piece, so a late timer
 * is made up for and the speed is the one asked for.
 */
import type { Clock } from '../../../shared/clock.ts';

/** Characters that count as one token here. Near enough to real tokenizers for English. */
export const charactersPerToken = 4;

/** How text is paced. `signal` ends it at once, in the middle of a wait. */
export interface Pace {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly tokensPerSecond: number;
}

/** Waits, or returns at once when the signal is or becomes aborted. */
export function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const cancel = clock.after(ms, finish);
    signal.addEventListener('abort', finish);
  });
}

/** Cuts text into pieces the size of a word or less, which joined again are the text. No character is split. */
export function piecesOf(text: string): readonly string[] {
  return text.match(/\s*\S{1,10}|\s+$/gu) ?? [];
}

/** Yields the pieces of a text when they are due; ends early, without a throw, when the signal is aborted. */
export async function* pacedText(
  text: string,
  { clock, signal, tokensPerSecond }: Pace,
): AsyncGenerator<string> {
  const msPerCharacter = 1000 / (tokensPerSecond * charactersPerToken);
  const startedAt = clock.now();
  let sent = 0;
  for (const piece of piecesOf(text)) {
    await pause(startedAt + sent * msPerCharacter - clock.now(), clock, signal);
    if (signal.aborted) return;
    yield piece;
    sent += piece.length;
  }
}
