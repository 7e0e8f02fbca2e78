/**
 * Other people's Markdown inside our own: it keeps its look (lists, tables, code), but it cannot leave its place, fake a
 * heading of ours, become HTML or load an image. Every line stands in a block quote, which closes whatever was left open; what
 * HTML there is becomes text. Code is left as it is, as far as a parser agrees on where code is.
 */
import { marked } from 'marked';
import { cleanName, cleanProse } from '../../shared/invisibleText.ts';

/** Longest text that is parsed, in UTF-16 units: beyond it hostile text could hold up the app. */
const longestChecked = 200_000;

/** Where code may stand in a line outside of a fence: the same number of backticks on both sides. */
const codeSpan = /(?<![\\`])(`+)(?!`)(?:.*?[^`])?\1(?!`)/g;

/** Text with what would be HTML or an image as entities: unlike a backslash, no character before one can undo it. */
function inertText(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('![', '&#33;[');
}

function inertLine(line: string): string {
  let result = '';
  let end = 0;
  for (const span of line.matchAll(codeSpan)) {
    result += inertText(line.slice(end, span.index)) + span[0];
    end = span.index + span[0].length;
  }
  return result + inertText(line.slice(end));
}

/** A fence as it opens or closes a block, also inside lists and quotes. */
const fence = /^[\s>*+-]*(?:\d{1,9}[.)]\s+)?(?<marks>`{3,}|~{3,})(?<info>.*)$/;

function inertOutsideFences(lines: readonly string[]): readonly string[] {
  let open: string | null = null;
  return lines.map((line) => {
    const { marks, info = '' } = fence.exec(line)?.groups ?? {};
    if (open === null) {
      if (marks === undefined || (marks.startsWith('`') && info.includes('`'))) return inertLine(line);
      open = marks;
      return line;
    }
    const closes = marks !== undefined && marks.startsWith(open) && info.trim() === '';
    if (closes) open = null;
    return line;
  });
}

/** What begins HTML or an image. */
const activeStart = /<|!\[/g;

function countActiveStarts(text: string): number {
  return text.match(activeStart)?.length ?? 0;
}

/**
 * Whether HTML or an image may begin outside of what a parser takes for code. It is asked by place and not by what the parser
 * makes of it, because a link definition in another message can make an image of `![x][a]`. What the parser cannot cope with
 * (a thousand nested quotes) counts as outside.
 */
function isActiveOutsideCode(markdown: string): boolean {
  if (markdown.length > longestChecked) return true;
  let outside = countActiveStarts(markdown);
  try {
    void marked.walkTokens(marked.lexer(markdown), (token) => {
      if (token.type === 'code' || token.type === 'codespan') outside -= countActiveStarts(token.raw);
    });
  } catch {
    return true;
  }
  return outside !== 0;
}

function quote(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
}

/**
 * A block quote with the given Markdown in it, without a line break at the end. Control characters and direction overrides
 * are stripped.
 */
export function quoteMarkdown(text: string): string {
  const lines = cleanProse(text.replace(/\r\n?|[\u2028\u2029]/gu, '\n')).split('\n');
  const strict = quote(lines.map(inertText));
  const gentle = quote(inertOutsideFences(lines));
  // They differ only where there is something active in code. Whether it is code is for a real parser to say.
  return gentle === strict || isActiveOutsideCode(gentle) ? strict : gentle;
}

/** A name (a title, a model) as plain text inside a line of Markdown. */
export function plainMarkdown(name: string): string {
  return cleanName(name).replace(/[\\`*_{}[\]<>#|~&!$^=]/g, (character) =>
    character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`,
  );
}
