import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { HistoryDatabase } from '../HistoryDatabase.ts';
import { at, makeConversation, makeLane, makePrompt } from '../historyFixtures.ts';
import { matchExpression, parseQuery } from './query.ts';
import { makeSnippet } from './snippet.ts';
import { indexedWords, wordsOf } from './words.ts';

/** A database with one prompt for each text. */
function databaseWith(texts: readonly string[]): HistoryDatabase {
  const database = HistoryDatabase.open({ kind: 'memory' });
  const conversation = makeConversation();
  database.createConversation(conversation, [makeLane(conversation.id)]);
  const prompts = texts.map((text, index) =>
    makePrompt(conversation.id, null, text, { createdAt: at(index) }),
  );
  database.beginTurn({ conversationId: conversation.id, prompts, replies: [], heads: [] });
  return database;
}

const letters = {
  latin: 'abcdefghijklmnopqrstuvwxyzäöüßéèñçøłšžABCXYZ0123456789',
  cjk: '我你他是的不在有中文字漢語東京日本ひらがなカタカナ한국어서울',
  arabic: 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي',
  hebrew: 'אבגדהוזחטיכלמנסעפצקרשת',
  cyrillic: 'абвгдежзийклмнопрстуфхцчшщъыьэюяЁ',
};
const wordArbitrary = fc
  .constantFrom(...Object.values(letters))
  .chain((alphabet) => fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 12 }));
const textArbitrary = fc
  .array(fc.tuple(wordArbitrary, fc.constantFrom(' ', '\n', ', ', '. ', '—', '" ', ' (', '* ')), {
    minLength: 1,
    maxLength: 12,
  })
  .map((pairs) => pairs.map((pair) => pair.join('')).join(''));
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...Array.from('"*()^+-:{}\'\\/ AND OR NOT NEAR,#é中مَ')),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
  maxLength: 60,
});

describe('words', () => {
  it('separates CJK characters and keeps other words whole', () => {
    expect(indexedWords('iPhone手机壳 don’t 東京タワー x_y 3.14')).toBe(
      'iphone 手 机 壳 don t 東 京 タ ワ ー x y 3 14',
    );
  });

  it('folds case, accents, vowel points and compatibility forms', () => {
    expect(indexedWords('ÉCOLE e\u0301cole ＡＢＣ ﬁne مَرْحَبًا שָׁלוֹם ½')).toBe(
      'ecole ecole abc fine مرحبا שלום 12',
    );
  });

  it('cuts what is too long to be a word, between characters', () => {
    expect(indexedWords('a'.repeat(10_000))).toBe('a'.repeat(64));
    expect(indexedWords('𐐀'.repeat(100))).toBe('𐐨'.repeat(32));
  });

  test.prop([fc.string({ unit: 'binary' })])('are where they say, in order, and never empty', (text) => {
    let end = 0;
    for (const word of wordsOf(text)) {
      expect(word.start).toBeGreaterThanOrEqual(end);
      expect(word.end).toBeGreaterThan(word.start);
      expect(word.folded).not.toBe('');
      expect(word.folded).not.toMatch(/["\s]/);
      end = word.end;
    }
    expect(end).toBeLessThanOrEqual(text.length);
  });
});

describe('a query', () => {
  it.each([
    ['red app', '"red" "app"*'],
    ['  "exact phrase" begin', '"exact phrase" "begin"*'],
    ['closed "phrase"', '"closed" "phrase"'],
    ['"unclosed phr', '"unclosed" "phr"*'],
    ['foo-bar', '"foo bar"*'],
    ['绿茶', '"绿 茶"'],
    ['a OR b) NEAR(c*', '"a" "or" "b" "near c"*'],
    ['col:x ^y', '"col x" "y"*'],
  ])('%j becomes %s', (query, expected) => {
    expect(matchExpression(parseQuery(query))).toBe(expected);
  });

  test.prop([fc.array(anyText, { minLength: 1, maxLength: 5 })], { numRuns: 200 })(
    'is never an operator and never an error, whatever is typed',
    (queries) => {
      const database = databaseWith(['AND OR NOT NEAR words', ...queries]);
      for (const query of queries) {
        expect(matchExpression(parseQuery(query))).toMatch(/^("[^"]+"\*?( (?=")|$))*$/);
        expect(() => database.search({ query, before: null, limit: 10 })).not.toThrow();
      }
      database.close();
    },
  );

  test.prop([fc.array(textArbitrary, { minLength: 1, maxLength: 5 })], { numRuns: 100 })(
    'finds every word of every message, and the beginning of every word',
    (texts) => {
      const database = databaseWith(texts);
      for (const [index, text] of texts.entries()) {
        const words = [...wordsOf(text)].map((word) => text.slice(word.start, word.end));
        for (const word of words) {
          const hits = database.search({ query: word, before: null, limit: 1000 });
          expect(hits.map((hit) => hit.createdAt)).toContain(at(index));
          const begun = database.search({ query: word.slice(0, 2), before: null, limit: 1000 });
          expect(begun.map((hit) => hit.createdAt)).toContain(at(index));
        }
        const all = database.search({ query: words.join(' '), before: null, limit: 1000 });
        expect(all.map((hit) => hit.createdAt)).toContain(at(index));
      }
      database.close();
    },
  );
});

describe('a snippet', () => {
  const snippet = (text: string, query: string): string =>
    makeSnippet(text, parseQuery(query))
      .map((piece) => (piece.match ? `[${piece.text}]` : piece.text))
      .join('');

  it('marks every found word around the first one', () => {
    expect(snippet('Tea and coffee,\n\nmore tea.', 'coffee te')).toBe('[Tea] and [coffee], more [tea].');
    expect(snippet('我喜欢喝绿茶，绿色的茶', '绿茶')).toBe('我喜欢喝[绿茶]，绿色的茶');
    expect(snippet('Crème brûlée', 'creme')).toBe('[Crème] brûlée');
  });

  it('cuts a long text at words on both sides', () => {
    const text = `${'before '.repeat(100)}needle${' after'.repeat(100)}`;
    const result = snippet(text, 'needle');
    expect(result).toMatch(/^…(before )+\[needle\]( after)+…$/);
    expect(result.length).toBeLessThan(260);
  });

  it('stays short when a word does not end', () => {
    expect(snippet('x'.repeat(100_000), 'xxx').length).toBeLessThan(260);
    expect(snippet(`begin ${'x'.repeat(100_000)} end`, 'end').length).toBeLessThan(260);
  });

  test.prop([textArbitrary, fc.nat(20)])(
    'holds a match for each hit, and only text of the message',
    (text, pick) => {
      const words = [...wordsOf(text)];
      const word = words[pick % words.length];
      if (word === undefined) return;
      const pieces = makeSnippet(text, parseQuery(text.slice(word.start, word.end)));
      expect(pieces.some((piece) => piece.match)).toBe(true);
      const flat = text.replace(/\s+/g, ' ');
      for (const piece of pieces) if (piece.text !== '…') expect(flat).toContain(piece.text);
    },
  );

  test.prop([anyText, anyText])('never fails and never grows long', (text, query) => {
    const pieces = makeSnippet(text.repeat(20), parseQuery(query));
    expect(pieces.map((piece) => piece.text).join('').length).toBeLessThan(320);
  });
});
