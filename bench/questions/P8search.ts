/**
 * P8: search as you type over a large history, through the history's worker as the app calls it, against the bare FTS5
 * query on the same file in the same run. "Bare" fetches the text of the newest hits and does nothing else: no thread, no
 * checking of rows, no snippets.
 */
import { openForReading } from '../../src/main/history/databaseFile.ts';
import type { History } from '../../src/main/history/History.ts';
import { matchExpression, parseQuery } from '../../src/main/history/search/query.ts';
import type { SqliteDriver } from '../../src/main/history/SqliteDriver.ts';
import { openProfile, prepareHistory } from '../profile.ts';
import { atMost, below, explained, type BenchContext, type Figure, type Question } from '../Question.ts';
import { seedHistory, type SeededHistory } from '../seedHistory.ts';
import { median, percentile } from '../statistics.ts';

/** What one page of results holds in the window. */
const pageSize = 30;
const longestWait = 50;

const bareQuery = `
  SELECT m.parts FROM message_words w CROSS JOIN messages m ON m.seq = w.rowid
  WHERE w.words MATCH $match ORDER BY w.rowid DESC LIMIT ${pageSize}`;

/** The kinds of query, each with the texts that stand in the field one after the other while it is typed. */
function kindsOfQuery(seeded: SeededHistory): Readonly<Record<string, readonly string[]>> {
  const { commonWord, rareWord, phrase, chinese } = seeded;
  const typed = Array.from({ length: rareWord.length }, (_, index) => rareWord.slice(0, index + 1));
  return {
    'a common word': [commonWord],
    'a rare word': [rareWord],
    'a beginning of three letters': [rareWord.slice(0, 3)],
    'two words': [phrase],
    'a phrase': [`"${phrase}"`],
    'two Chinese characters': [chinese],
    'a word as it is typed': typed,
  };
}

const missReason =
  'Profile: a bare query takes a tenth of a millisecond, so the ratio shows the fixed cost of a page of results, 1 to 3 ms: ' +
  'the way to the worker and back, the check of thirty rows and thirty snippets. Two words cost FTS5 itself the most: the ' +
  'last one is a beginning, and the lists of all words that begin so are merged before the first hit.';

interface Times {
  readonly app: number[];
  readonly bare: number[];
}

async function timeQuery(query: string, history: History, bare: SqliteDriver, times: Times): Promise<void> {
  const match = matchExpression(parseQuery(query));
  const bareStart = performance.now();
  bare.all(bareQuery, { match });
  times.bare.push(performance.now() - bareStart);
  const appStart = performance.now();
  await history.search({ query, before: null, limit: pageSize });
  times.app.push(performance.now() - appStart);
}

function figuresOf(kind: string, times: Times): readonly Figure[] {
  const p95 = percentile(times.app, 95);
  return [
    atMost({ name: kind, unit: 'ms', value: median(times.app), floor: median(times.bare) }, 1.5),
    below({ name: `${kind}, p95`, unit: 'ms', value: p95, floor: percentile(times.bare, 95) }, longestWait),
  ];
}

async function answer(context: BenchContext): Promise<readonly Figure[]> {
  const location = await prepareHistory(context.folder);
  const seeded = seedHistory(location, { messages: context.searchedMessages });
  const history = await openProfile(context.folder);
  const bare = openForReading(location);
  const firstStart = performance.now();
  await history.search({ query: 'q', before: null, limit: pageSize });
  const firstSearch = performance.now() - firstStart;
  const figures: Figure[] = [];
  try {
    for (const [kind, queries] of Object.entries(kindsOfQuery(seeded))) {
      const times: Times = { app: [], bare: [] };
      for (let round = 0; round < context.rounds * 4; round += 1) {
        for (const query of queries) await timeQuery(query, history, bare, times);
      }
      figures.push(...figuresOf(kind, times));
    }
  } finally {
    bare.close();
    await history.close();
  }
  context.note(
    `${seeded.messages.toLocaleString('en')} messages; the floor fetches ${pageSize} texts. The first search of a session, which starts its thread, took ${Math.round(firstSearch)} ms.`,
  );
  return explained(context, figures, missReason);
}

export const searchQuestion: Question = { id: 'P8', title: 'Search as you type', answer };
