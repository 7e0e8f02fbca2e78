/**
 * What a person typed, as a search. Words must all occur, the last one counts as a beginning, words in double quotes stand
 * side by side. Nothing typed can be an operator of FTS5: only folded words are ever passed on, each inside quotes.
 */
import { isSingleCharacterWord, wordsOf } from './words.ts';

/** Folded words that must stand side by side. With `prefix` the last of them is the beginning of a word. */
export interface Phrase {
  readonly words: readonly string[];
  readonly prefix: boolean;
}

/** A query longer than this many phrases is cut; more only makes it slow. */
const maxPhrases = 32;

/** The phrases of a query; empty when it holds no word. */
export function parseQuery(query: string): readonly Phrase[] {
  const phrases = Array.from(query.matchAll(/"([^"]*)"|[^\s"]+/g), (match): Phrase => {
    const words = Array.from(wordsOf(match[1] ?? match[0]), (word) => word.folded);
    return { words, prefix: false };
  });
  const spoken = phrases.filter((phrase) => phrase.words.length > 0).slice(0, maxPhrases);
  const last = spoken.at(-1);
  if (last === undefined || /"\s*$/.test(query)) return spoken;
  const begun = last.words.at(-1);
  return begun === undefined || isSingleCharacterWord(begun)
    ? spoken
    : [...spoken.slice(0, -1), { ...last, prefix: true }];
}

/** The expression for `MATCH`: `"two words" "begin"*`, https://sqlite.org/fts5.html#full_text_query_syntax. */
export function matchExpression(phrases: readonly Phrase[]): string {
  return phrases.map(({ words, prefix }) => `"${words.join(' ')}"${prefix ? '*' : ''}`).join(' ');
}
