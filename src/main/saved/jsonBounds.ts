/** Bounds of a JSON text that nobody vouches for, checked before a parser builds anything of it. */

/** No saved thing is nested deeper than half of this. */
const maxDepth = 32;
/** Values and keys: far more than the largest legal file of a thousand pipelines could use in practice. */
const maxValues = 500_000;

/** The position behind the string that begins at `start`; the end of the text where it does not end. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}

/** Whether a text nests and holds no more than it may. Says nothing about whether it is JSON. */
export function isWithinBounds(text: string): boolean {
  let depth = 0;
  let values = 0;
  let at = 0;
  while (at < text.length) {
    switch (text[at]) {
      case '"':
        at = endOfString(text, at);
        continue;
      case '[':
      case '{':
        depth += 1;
        values += 1;
        break;
      case ']':
      case '}':
        depth -= 1;
        break;
      case ',':
        values += 1;
        break;
      default:
    }
    if (depth > maxDepth || values > maxValues) return false;
    at += 1;
  }
  return true;
}
