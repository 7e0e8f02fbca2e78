import { code, list, math, quote, table } from '../src/main/providers/demo/answers/showcase.ts';

/** Markdown as models write it: code in several languages, formulas, tables, lists, quotations. */
export const sections: readonly string[] = [code, math, list, table, quote];

/** Characters of a token of English text, by the rule of thumb of the providers. */
const tokenLength = 4;

/** An answer of so many tokens, cut into them: the sections one after the other, over again. */
export function answerTokens(count: number): readonly string[] {
  const length = count * tokenLength;
  let text = '';
  while (text.length < length) text += `${sections.join('\n\n')}\n\n`;
  return Array.from({ length: count }, (_, index) =>
    text.slice(index * tokenLength, (index + 1) * tokenLength),
  );
}
