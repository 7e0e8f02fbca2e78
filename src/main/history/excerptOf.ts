import { cleanName } from '../../shared/invisibleText.ts';

/** Longest excerpt, in characters (UTF-16 units). */
const longest = 80;

/** The beginning of a text on one line, cut at a whole character. */
export function excerptOf(text: string): string {
  const line = cleanName(
    text
      .slice(0, 4 * longest)
      .replace(/\s+/gu, ' ')
      .trim(),
  );
  if (line.length <= longest) return line;
  // A surrogate pair is never cut in two.
  return `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
