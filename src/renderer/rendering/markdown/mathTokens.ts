/**
 * Math in Markdown: `\( \)`, `\[ \]` and `$$ $$` always, a single `$` only where it cannot be money. A formula never spans a
 * blank line, so the block splitter may cut there.
 */
import type { TokenizerAndRendererExtension, Tokens } from 'marked';

/** A formula. `display` formulas stand on lines of their own. */
export interface MathToken extends Tokens.Generic {
  readonly type: 'math';
  readonly raw: string;
  readonly tex: string;
  readonly display: boolean;
}

const blockMath =
  /^ {0,3}(?:\$\$((?:(?!\n[ \t]*\n|\$\$)[\s\S])+)\$\$|\\\[((?:(?!\n[ \t]*\n|\\\])[\s\S])+)\\\])[ \t]*(?:\n|$)/;
const inlineDelimited =
  /^(?:\$\$((?:(?!\n[ \t]*\n|\$\$)[\s\S])+)\$\$|\\\(((?:(?!\n[ \t]*\n|\\\))[\s\S])+)\\\)|\\\[((?:(?!\n[ \t]*\n|\\\])[\s\S])+)\\\])/;
const inlineDollar = /^\$((?:\\.|[^$\\\n])+)\$(?![\d\p{L}])/u;

/**
 * Whether the text between two single dollars reads as a formula: tight at both ends, and either one word or with a sign
 * that prose about prices does not have. "$5 and $10", "$5 or 10$" and "US$ 3 + $4" stay money.
 */
export function isFormula(body: string): boolean {
  if (/^\s|\s$/.test(body)) return false;
  if (!/\s/.test(body)) return true;
  return /[\\^_={}<>]/.test(body) || /[\p{L})]\s*[-+*/]\s*[\p{L}\d(]/u.test(body);
}

function token(raw: string, tex: string, display: boolean): MathToken {
  return { type: 'math', raw, tex: tex.trim(), display };
}

/** Where inline math may begin, so that the lexer's plain text stops there. */
function nextStart(source: string): number | undefined {
  const index = source.search(/\$|\\[([]/);
  return index === -1 ? undefined : index;
}

/** The extensions of the lexer: one for blocks, one for spans. They only tokenise; nothing is ever rendered to HTML. */
export const mathExtensions: TokenizerAndRendererExtension[] = [
  {
    name: 'mathBlock',
    level: 'block',
    tokenizer(source) {
      const match = blockMath.exec(source);
      if (match === null) return undefined;
      return token(match[0], match[1] ?? match[2] ?? '', true);
    },
  },
  {
    name: 'mathSpan',
    level: 'inline',
    start: nextStart,
    tokenizer(source) {
      const delimited = inlineDelimited.exec(source);
      if (delimited !== null) {
        const display = delimited[2] === undefined;
        return token(delimited[0], delimited[1] ?? delimited[2] ?? delimited[3] ?? '', display);
      }
      const dollar = inlineDollar.exec(source);
      if (dollar?.[1] === undefined || !isFormula(dollar[1])) return undefined;
      return token(dollar[0], dollar[1], false);
    },
  },
];
