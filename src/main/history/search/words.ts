/**
 * What a word is, for the index, for a query and for the highlighted snippet alike: one definition, so they cannot disagree.
 * A run of letters, digits and marks is a word; a Chinese, Japanese or Korean character is a word by itself, because those
 * scripts put no spaces and two characters are a usual query. Words are folded: case, accents, Arabic and Hebrew vowel
 * points and compatibility forms make no difference.
 */

/** A word as it stands in a text: `start` and `end` are offsets in UTF-16 units, `folded` is its form in the index. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly folded: string;
}

/** Longer words are cut in the index and in queries; what is longer is data, not language. */
const maxWordLength = 64;

const cjk = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u30fc\uff70]`;
const wordPattern = new RegExp(String.raw`${cjk}\p{M}*|(?:(?!${cjk})[\p{L}\p{N}\p{M}\p{Co}])+`, 'gu');
const singlePattern = new RegExp(`^${cjk}`, 'u');
// Combining accents, Hebrew points, Arabic vowel signs and the tatweel: spelt or left out at will.
const optionalMarks =
  /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g;
const plainAscii = /^[\x20-\x7e\s]*$/;

function fold(word: string): string {
  const short = word.length > maxWordLength ? cut(word) : word;
  if (plainAscii.test(short)) return short.toLowerCase();
  const bare = short.normalize('NFKD').replace(optionalMarks, '').toLowerCase().normalize('NFKC');
  // A compatibility form can unfold into several words (a ligature of a whole phrase) or hold a sign (a fraction).
  return bare.replace(/[\s\p{P}\p{S}]+/gu, '') || short;
}

function cut(word: string): string {
  const last = word.codePointAt(maxWordLength - 1) ?? 0;
  return word.slice(0, last > 0xffff ? maxWordLength - 1 : maxWordLength);
}

/** The words of a text, in order, one at a time: a caller that has seen enough stops the work. */
export function* wordsOf(text: string): Generator<Word, void, undefined> {
  for (const match of text.matchAll(wordPattern)) {
    yield { start: match.index, end: match.index + match[0].length, folded: fold(match[0]) };
  }
}

/** Whether a folded word is a character of a script without spaces, which stands for itself and is no beginning. */
export function isSingleCharacterWord(folded: string): boolean {
  return singlePattern.test(folded);
}

/** The text as the index takes it: folded words with a space between them. */
export function indexedWords(text: string): string {
  return Array.from(wordsOf(text), (word) => word.folded).join(' ');
}
