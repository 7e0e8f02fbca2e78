import { pieces } from './pieces.ts';

/** Longest text that is counted whole, in characters: more than any model's window holds. */
const longestExact = 2_000_000;

/**
 * Counts the tokens of a text with `countPiece`. Of one longer than two million characters every second, third, … piece is
 * counted and the rest taken to be alike, so that no paste keeps the counter for long.
 */
export function countTokens(text: string, countPiece: (piece: string) => number): number {
  const step = Math.ceil(text.length / longestExact);
  let tokens = 0;
  let characters = 0;
  let index = 0;
  for (const piece of pieces(text)) {
    if (index % step === 0) {
      tokens += countPiece(piece);
      characters += piece.length;
    }
    index += 1;
  }
  return characters === text.length ? tokens : Math.round((tokens * text.length) / characters);
}

/** A guess where no vocabulary can be had: a token for four bytes of UTF-8, as in English prose. */
export function guessTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}
