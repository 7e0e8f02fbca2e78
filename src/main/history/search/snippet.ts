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

/** The part of the text that is shown: cut at words, or within one that is longer than the snippet. */
function windowAround(text: string, words: readonly Word[], matchStart: number): Range {
  const from = matchStart - lead;
  const start = from <= 0 ? 0 : (words.find((word) => word.start >= from)?.start ?? matchStart);
  const limit = start + length;
  if (text.length <= limit) return { start, end: text.length };
  const lastWhole = words.findLast((word) => word.end <= limit)?.end ?? 0;
  if (lastWhole > matchStart) return { start, end: lastWhole };
  const splitsPair = (text.codePointAt(limit - 1) ?? 0) > 0xffff;
  return { start, end: splitsPair ? limit - 1 : limit };
}

/** The pieces of a snippet, in order; joined they read as the text does, with every run of white space as one space. */
export function makeSnippet(text: string, phrases: readonly Phrase[]): SnippetPiece[] {
  const { words, first } = wordsAround(text, phrases);
  const shown = windowAround(text, words, words[first]?.start ?? 0);
  const pieces: SnippetPiece[] = [];
  const add = (piece: string, match: boolean): void => {
    if (piece !== '') pieces.push({ text: piece.replace(/\s+/g, ' '), match });
  };
  let done = shown.start;
  add(done > 0 ? '…' : '', false);
  for (const range of matchRanges(words, phrases)) {
    const start = Math.max(range.start, done);
    const end = Math.min(range.end, shown.end);
    if (start >= end) continue;
    add(text.slice(done, start), false);
    add(text.slice(start, end), true);
    done = end;
  }
  add(text.slice(done, shown.end), false);
  add(shown.end < text.length ? '…' : '', false);
  return pieces;
}
