/** Where a `/` in the composer asks for a snippet: at its start, or after a line break or a space. */

export interface SlashQuery {
  /** Where the `/` stands. */
  readonly start: number;
  /** Where the caret is, behind what was typed after it. */
  readonly end: number;
  readonly query: string;
}

/** More than this is no longer a search for a name, in characters. */
const longestQuery = 60;

/** What is being asked for at the caret; null where nothing is. Reads only what is near the caret. */
export function slashQueryAt(text: string, caret: number): SlashQuery | null {
  const from = Math.max(0, caret - longestQuery - 2);
  const near = text.slice(from, caret);
  const [, query] = /(?:^|\s)\/([^\s/]*)$/u.exec(near) ?? [];
  if (query === undefined || query.length > longestQuery) return null;
  const start = caret - query.length - 1;
  // The beginning of what was read is not the beginning of the text.
  if (start === from && from > 0) return null;
  return { start, end: caret, query };
}
