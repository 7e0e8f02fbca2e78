import { cleanName } from '../../shared/invisibleText.ts';

/** Longest automatic title, in UTF-16 units, the ellipsis included. */
const longestTitle = 60;

/** How much of a prompt is looked at: a title is found at its beginning or not at all. */
const searched = 4000;

/** The words of a line of Markdown, without its marks. Underscores inside words (`snake_case`) are not marks. */
function withoutMarkdown(line: string): string {
  return line
    .replace(/^\s*(?:>\s*)*(?:#{1,6}\s+|[-*+]\s+|\d{1,9}[.)]\s+)?(?:\[[ xX]\]\s+)?/, '')
    .replace(/!?\[([^\][]*)\]\([^()\s]*\)/g, '$1')
    .replace(/`+([^`]+)`+/g, '$1')
    .replace(/(\*{1,3}|~~)(?=[^\s*~])([^*~]+)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}_])_{1,3}(?=[^\s_])([^_]+)_{1,3}(?![\p{L}\p{N}_])/gu, '$1');
}

/** Cuts at a word's end, or, where there is no space for long (Chinese, an address), between two characters as people see them. */
function shorten(title: string): string {
  if (title.length <= longestTitle) return title;
  let cut = '';
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(title)) {
    if (cut.length + segment.length >= longestTitle) break;
    cut += segment;
  }
  const endsAtWord = /\s/.test(title.charAt(cut.length));
  const lastSpace = cut.lastIndexOf(' ');
  const words = endsAtWord || lastSpace < longestTitle / 2 ? cut : cut.slice(0, lastSpace);
  return `${words.replace(/[\s.,;:!?–—-]+$/u, '')}…`;
}

/**
 * The automatic title of a conversation: the first line of its first prompt that has words in it, as plain text. Empty when
 * there is none.
 */
export function titleFromPrompt(prompt: string): string {
  const lines = prompt.slice(0, searched).split(/[\n\r\u2028\u2029]+/u);
  for (const line of lines) {
    if (/^\s*(?:```|~~~)/.test(line)) continue;
    const title = cleanName(withoutMarkdown(line));
    if (/[\p{L}\p{N}\p{S}]/u.test(title)) return shorten(title);
  }
  return '';
}
