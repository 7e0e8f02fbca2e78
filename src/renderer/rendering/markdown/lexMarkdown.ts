import { Lexer, Marked } from 'marked';
import type { Token } from 'marked';
import { limits } from '../limits.ts';
import { mathExtensions } from './mathTokens.ts';

/** Targets of `[text][label]`, by label. */
export type LinkTargets = Readonly<
  Record<string, { readonly href: string | null; readonly title: string | null }>
>;

const options = new Marked({ gfm: true, extensions: mathExtensions }).defaults;

/** Gives a text that is too large or too deep to be read as Markdown back as one plain block. */
function plain(source: string): Token[] {
  return source === '' ? [] : [{ type: 'plain', raw: source }];
}

/**
 * Reads Markdown into tokens; no HTML is ever made. `\r\n` must be normalised before. Text beyond the limits, or nested so
 * deep that the lexer gives up, comes back as a single `plain` token.
 */
export function lexMarkdown(source: string, links: LinkTargets = {}): Token[] {
  if (source.length > limits.message) return plain(source);
  const lexer = new Lexer(options);
  Object.assign(lexer.tokens.links, links);
  try {
    return lexer
      .lex(source)
      .map((token) =>
        token.raw.length > limits.block && token.type !== 'code' ? { type: 'plain', raw: token.raw } : token,
      );
  } catch (caught) {
    // Thousands of nested quotes or lists exhaust the lexer's recursion. Anything else is a defect and must be seen.
    if (caught instanceof RangeError) return plain(source);
    throw caught;
  }
}
