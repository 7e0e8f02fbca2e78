/** Splitting a growing text into what can be read aloud already: whole sentences, without the marks of its Markdown. */

/** The end of a sentence: its mark, quotes and brackets that close after it, and a space; or the end of a paragraph. */
const sentenceEnd = /[.!?…]["'”’)\]]*\s|[。！？]["”’」』）]*|\n\s*\n/gu;

/** How much of `text` from `from` on consists of whole sentences: the index after the last one. */
export function endOfSentences(text: string, from: number): number {
  const rest = text.slice(from);
  let end = 0;
  for (const match of rest.matchAll(sentenceEnd)) end = match.index + match[0].length;
  return from + end;
}

/** The words of a piece of Markdown as they would be read aloud. */
export function spokenText(markdown: string): string {
  return markdown
    .replaceAll(/^\s*(?:#{1,6}|>|[-*+]|```\w*|\|)\s?/gmu, '')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replaceAll(/[*_`|~]+/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
