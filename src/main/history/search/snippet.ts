/** The stretch of a text around the first place that a search found, with every found word in it marked. */
import type { SearchHit } from '../../../shared/ipc/routes.ts';
import type { Phrase } from './query.ts';
import { wordsOf } from './words.ts';
import type { Word } from './words.ts';

type SnippetPiece = SearchHit['snippet'][number];

/** Characters before the first match and in the whole snippet. */
const lead = 60;
const length = 240;
/** A match farther into a text than this many words is not looked for; the snippet is then the text's beginning. */
const maxWords = 100_000;

interface Range {
  readonly start: number;
  readonly end: number;
}

function matchesAt(words: readonly Word[], at: number, phrase: Phrase): boolean {
  return phrase.words.every((wanted, offset) => {
    const folded = words[at + offset]?.folded;
    if (folded === undefined) return false;
    const isLast = offset === phrase.words.length - 1;
    return folded === wanted || (phrase.prefix && isLast && folded.startsWith(wanted));
  });
}

/** The words from a little before the first match to the end of the snippet. */
function wordsAround(text: string, phrases: readonly Phrase[]): { words: readonly Word[]; first: number } {
  const longest = Math.max(...phrases.map((phrase) => phrase.words.length), 1);
  const words: Word[] = [];
  let first = -1;
  for (const word of wordsOf(text)) {
    words.push(word);
    const at = words.length - longest;
    if (first < 0 && at >= 0 && phrases.some((phrase) => matchesAt(words, at, phrase))) first = at;
    const from = first < 0 ? -Infinity : (words[first]?.start ?? 0);
    if (word.start > from + length + lead && first >= 0) break;
    if (words.length >= maxWords) break;
  }
  // A phrase shorter than the longest may stand among the last words.
  for (let at = Math.max(0, words.length - longest + 1); first < 0 && at < words.length; at += 1) {
    if (phrases.some((phrase) => matchesAt(words, at, phrase))) first = at;
  }
  return { words, first };
}

function matchRanges(words: readonly Word[], phrases: readonly Phrase[]): readonly Range[] {
  const ranges: Range[] = [];
  for (let at = 0; at < words.length; at += 1) {
    for (const phrase of phrases) {
      const start = words[at]?.start;
      const end = words[at + phrase.words.length - 1]?.end;
      if (start === undefined || end === undefined || !matchesAt(words, at, phrase)) continue;
      const last = ranges.at(-1);
      if (last !== undefined && start <= last.end)
        ranges[ranges.length - 1] = { ...last, end: Math.max(last.end, end) };
      else ranges.push({ start, end });
    }
  }
  return ranges;
}

/** The pieces of a snippet, in order; joined they read as the text does, with every run of white space as one space. */
export function makeSnippet(text: string, phrases: readonly Phrase[]): SnippetPiece[] {
  const { words, first } = wordsAround(text, phrases);
  const matchStart = words[first]?.start ?? 0;
  const start = words.find((word) => word.start >= matchStart - lead)?.start ?? 0;
  const cutStart = matchStart <= lead ? 0 : start;
  const cutEnd = words.findLast((word) => word.end <= cutStart + length)?.end ?? 0;
  const end = text.length <= cutStart + length ? text.length : Math.max(cutEnd, words[first]?.end ?? 0);

  const pieces: SnippetPiece[] = [];
  const add = (piece: string, match: boolean): void => {
    const tidy = piece.replace(/\s+/g, ' ');
    if (tidy !== '') pieces.push({ text: tidy, match });
  };
  let done = cutStart;
  if (cutStart > 0) add('…', false);
  for (const range of matchRanges(words, phrases)) {
    if (range.start < cutStart || range.end > end) continue;
    add(text.slice(done, range.start), false);
    add(text.slice(range.start, range.end), true);
    done = range.end;
  }
  add(text.slice(done, end), false);
  if (end < text.length) add('…', false);
  return pieces;
}
