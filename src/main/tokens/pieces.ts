/**
 * Cuts a text into pieces that are counted one by one. A tokeniser takes a stretch without a break as one word and works on
 * it in quadratic time: 100,000 spaces, or as many Chinese characters, would keep it for minutes. Pieces end before a single
 * space wherever there is one, which is where the vocabulary begins a new word anyway, so prose is counted exactly; only in a
 * stretch without such a place a word is cut, which adds about one token to several hundred characters.
 */

/** Longest piece, in characters (UTF-16 units). */
const longest = 512;

/** The pieces of a text, in order. Joined they are the text; none splits a surrogate pair. */
export function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = endOfPiece(text, start);
    yield text.slice(start, end);
    start = end;
  }
}

function endOfPiece(text: string, start: number): number {
  const limit = start + longest;
  if (limit >= text.length) return text.length;
  for (let end = limit; end > start; end -= 1) {
    if (text[end] === ' ' && isWordEnd(text[end - 1]) && isWordEnd(text[end + 1])) return end;
  }
  return isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit;
}

/** Whether a character beside a space makes it the single space between two words. */
function isWordEnd(character: string | undefined): boolean {
  return character !== undefined && !/\s/.test(character);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
