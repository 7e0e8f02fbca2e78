/**
 * Splits a long text for a step that runs once for each part. The parts are the text: joined they give it back to the character. A cut
 * is made at the end of a paragraph, else of a sentence, else of a word, but only in the second half of what a part may hold, so that
 * no part but the last is shorter than half of that; else it is made where the part is full, never inside of a character.
 */

/** Ends of what belongs together, the best place for a cut first. Each matches the white space that goes with the part before. */
const borders = [/\n[^\S\n]*\n\s*/g, /\n/g, /[.!?…。！？]["'”’)\]]*\s+/g, /[。！？]/g, /\s+/g] as const;

/** Where the last match of a pattern ends; null where there is none. */
function lastEnd(text: string, pattern: RegExp): number | null {
  let end: number | null = null;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

/** How long the first part of `text` is, which is longer than `characters`. */
function cutOf(text: string, characters: number): number {
  const half = Math.ceil(characters / 2);
  const searched = text.slice(half, characters);
  for (const border of borders) {
    const end = lastEnd(searched, border);
    if (end !== null) return half + end;
  }
  const before = text.charCodeAt(characters - 1);
  const isInsidePair = before >= 0xd8_00 && before <= 0xdb_ff;
  return isInsidePair ? characters - 1 : characters;
}

/** Parts of at most so many UTF-16 units (at least 2), in order. A text that is short enough, also an empty one, is one part. */
export function splitText(text: string, characters: number): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  while (text.length - start > characters) {
    const cut = cutOf(text.slice(start, start + characters), characters);
    parts.push(text.slice(start, start + cut));
    start += cut;
  }
  return [...parts, text.slice(start)];
}
