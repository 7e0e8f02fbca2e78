/**
 * What votes say of models: pure sums, used by the page that shows them and by main that writes them to a file. A model is told by
 * its id and its provider, whatever connection served it. A vote in which all replies came from one model says nothing about models
 * and is left out; a model that answered twice in a vote takes part in it once.
 */
import type { ModelRef } from './conversation.ts';
import type { Vote } from './vote.ts';

/** A share between 0 and 1 with the bounds of its confidence interval. */
export interface Share {
  readonly low: number;
  readonly value: number;
  readonly high: number;
}

/** What the votes say of one model. `votes` is always the sum of the four counts after it. */
export interface Score {
  readonly key: string;
  readonly model: Pick<ModelRef, 'modelId' | 'provider' | 'modelName'>;
  /** Votes it took part in. */
  readonly votes: number;
  /** It was called the best. */
  readonly chosen: number;
  /** Another one was. */
  readonly notChosen: number;
  /** All were called good. */
  readonly both: number;
  /** None was. */
  readonly neither: number;
  /** `chosen` of `votes`. */
  readonly preferred: Share;
}

/** Two models in the votes that both took part in. `votes` is the sum of the three counts after it. */
export interface Pair {
  readonly key: string;
  readonly first: Score['model'];
  readonly second: Score['model'];
  readonly votes: number;
  readonly firstBetter: number;
  readonly secondBetter: number;
  /** Both or neither were good, or a third one was better than either. */
  readonly undecided: number;
}

/** Votes under which an interval is too wide to compare models by it. */
export const fewVotes = 20;

/** The 97.5 % quantile of the normal distribution: a two-sided interval of 95 %. */
const z = 1.959963984540054;

/**
 * The score interval of Wilson for a share: it stays within 0 and 1 and holds for few votes as well, where the usual one does not.
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", J. Am. Stat. Assoc. 22 (1927), 209–212.
 * `n` is positive and `successes` at most `n`.
 */
export function wilsonInterval(successes: number, n: number): Share {
  const value = successes / n;
  const spread = z * Math.sqrt((value * (1 - value)) / n + (z * z) / (4 * n * n));
  const centre = value + (z * z) / (2 * n);
  const scale = 1 + (z * z) / n;
  return {
    low: successes === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    value,
    high: successes === n ? 1 : Math.min(1, (centre + spread) / scale),
  };
}

/** What tells models apart on the scoreboard. */
export function modelKey({ provider, modelId }: Pick<ModelRef, 'provider' | 'modelId'>): string {
  return `${provider} ${modelId}`;
}

/** A vote that compares models, with each model once and the one that was called the best. */
interface Ballot {
  readonly models: ReadonlyMap<string, ModelRef>;
  readonly verdict: Vote['verdict']['kind'];
  readonly winner: string | null;
}

function ballotOf({ replies, verdict }: Vote): Ballot | null {
  const models = new Map(replies.map(({ model }) => [modelKey(model), model]));
  if (models.size < 2) return null;
  const best =
    verdict.kind === 'better' ? replies.find(({ messageId }) => messageId === verdict.messageId) : undefined;
  if (verdict.kind === 'better' && best === undefined) return null;
  return { models, verdict: verdict.kind, winner: best === undefined ? null : modelKey(best.model) };
}

/** The votes with this tag, or (null) all. Tags differ by their letters, not by their case. */
export function votesWithTag(votes: readonly Vote[], tag: string | null): readonly Vote[] {
  if (tag === null) return votes;
  const wanted = tag.toLowerCase();
  return votes.filter((vote) => vote.tag.toLowerCase() === wanted);
}

/** The tags in use, each once as it was written last, in alphabetical order. `votes` are oldest first. */
export function tagsOf(votes: readonly Vote[]): readonly string[] {
  const byLetters = new Map(votes.filter(({ tag }) => tag !== '').map(({ tag }) => [tag.toLowerCase(), tag]));
  return [...byLetters.values()].toSorted((a, b) => a.localeCompare(b));
}

type Counts = { -readonly [Name in 'chosen' | 'notChosen' | 'both' | 'neither']: Score[Name] };

function countOf({ verdict, winner }: Ballot, key: string): keyof Counts {
  if (verdict !== 'better') return verdict;
  return winner === key ? 'chosen' : 'notChosen';
}

/** One row a model, the one that is preferred most first; equal shares by their votes and then by name. */
export function scoreboard(votes: readonly Vote[]): readonly Score[] {
  const rows = new Map<string, { model: ModelRef; counts: Counts }>();
  for (const vote of votes) {
    const ballot = ballotOf(vote);
    for (const [key, model] of ballot?.models ?? []) {
      const counts = rows.get(key)?.counts ?? { chosen: 0, notChosen: 0, both: 0, neither: 0 };
      if (ballot !== null) counts[countOf(ballot, key)] += 1;
      // The newest name is the one that people know.
      rows.set(key, { model, counts });
    }
  }
  return [...rows]
    .map(([key, { model, counts }]): Score => {
      const { modelId, provider, modelName } = model;
      const n = counts.chosen + counts.notChosen + counts.both + counts.neither;
      const preferred = wilsonInterval(counts.chosen, n);
      return { key, model: { modelId, provider, modelName }, votes: n, ...counts, preferred };
    })
    .toSorted(
      (a, b) =>
        b.preferred.value - a.preferred.value ||
        b.votes - a.votes ||
        a.model.modelName.localeCompare(b.model.modelName) ||
        (a.key < b.key ? -1 : 1),
    );
}

/** The pairs of models that a vote compares, with what it says of each. */
function meetings({ models, winner }: Ballot): readonly Pair[] {
  const sorted = [...models].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.flatMap(([firstKey, first], index) =>
    sorted.slice(index + 1).map(([secondKey, second]): Pair => {
      const firstBetter = winner === firstKey ? 1 : 0;
      const secondBetter = winner === secondKey ? 1 : 0;
      const key = `${firstKey}\n${secondKey}`;
      return {
        key,
        first,
        second,
        votes: 1,
        firstBetter,
        secondBetter,
        undecided: 1 - firstBetter - secondBetter,
      };
    }),
  );
}

function joined(known: Pair | undefined, next: Pair): Pair {
  if (known === undefined) return next;
  return {
    ...next,
    votes: known.votes + next.votes,
    firstBetter: known.firstBetter + next.firstBetter,
    secondBetter: known.secondBetter + next.secondBetter,
    undecided: known.undecided + next.undecided,
  };
}

/** Every two models that met, those with the most votes first. */
export function pairs(votes: readonly Vote[]): readonly Pair[] {
  const found = new Map<string, Pair>();
  for (const ballot of votes.map(ballotOf)) {
    if (ballot === null) continue;
    for (const met of meetings(ballot)) found.set(met.key, joined(found.get(met.key), met));
  }
  return [...found.values()].toSorted((a, b) => b.votes - a.votes || (a.key < b.key ? -1 : 1));
}

/** How many votes say nothing about models, because one model gave all the replies. */
export function leftOut(votes: readonly Vote[]): number {
  return votes.filter((vote) => ballotOf(vote) === null).length;
}
