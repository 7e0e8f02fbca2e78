/**
 * Answers in numbers, a row each: the answers to one turn, or the averages of each model over a conversation. What is not known is
 * null and is left out of averages, and every average knows of how many answers it is.
 */
import type { AssistantMessage, Usage } from '../../../../shared/conversation.ts';
import type { RouteOutput } from '../../../../shared/ipc/routes.ts';
import { plainText } from '../../../../shared/stream.ts';
import { figuresOf } from '../message/figures.ts';

/** A number and of how many answers it is known. */
export interface Measured {
  readonly value: number;
  readonly n: number;
  /** Some of it was counted or estimated here, because the server did not say. */
  readonly estimated: boolean;
}

/** The figures that are shown, in the order of their columns. Times in milliseconds, cost in US dollars. */
const figureNames = [
  'firstToken',
  'total',
  'speed',
  'input',
  'output',
  'cost',
  'characters',
  'words',
] as const;
export type FigureName = (typeof figureNames)[number];

export interface AnswerRow {
  readonly key: string;
  readonly name: string;
  readonly connection: string;
  readonly answers: number;
  /** Answers that ended by themselves. */
  readonly done: number;
  /** How the one answer ended; null for several. */
  readonly ending: Pick<AssistantMessage, 'status' | 'stopReason'> | null;
  readonly figures: Readonly<Record<FigureName, Measured | null>>;
}

/** What of a reply its figures are made from. */
type Figured = RouteOutput<'compare.figures'>[number];

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Words of a text in any script. */
export function countWords(text: string): number {
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike === true) words += 1;
  return words;
}

/** All tokens that went in, whether or not they came from a cache. */
const inputOf = ({ input, cacheRead = 0, cacheWrite = 0 }: Usage): number => input + cacheRead + cacheWrite;

function measured(value: number | null | undefined, estimated = false): Measured | null {
  return value === null || value === undefined ? null : { value, n: 1, estimated };
}

function figuresOfOne(reply: Figured, words: number | null): AnswerRow['figures'] {
  const { firstTokenMs, durationMs, tokensPerSecond } = figuresOf(reply);
  const { usage, cost, model, characters } = reply;
  const counted = usage?.estimated === true;
  // The demo model is built in and costs nothing.
  const usd = model.provider === 'demo' ? 0 : cost?.usd;
  return {
    firstToken: measured(firstTokenMs),
    total: measured(durationMs),
    speed: measured(tokensPerSecond, counted),
    input: measured(usage === null ? null : inputOf(usage), counted),
    output: measured(usage?.output, counted),
    cost: measured(usd, cost?.estimated === true),
    characters: measured(reply.status === 'streaming' ? null : characters),
    words: measured(words),
  };
}

/** The answers to one turn. `key` of a row is the id of its reply. */
export function turnRows(replies: readonly AssistantMessage[]): readonly AnswerRow[] {
  return replies.map((reply): AnswerRow => {
    const text = plainText(reply.parts);
    const words = reply.status === 'streaming' ? null : countWords(text);
    return {
      key: reply.id,
      name: reply.model.modelName,
      connection: reply.model.connectionName,
      answers: 1,
      done: reply.status === 'done' ? 1 : 0,
      ending: { status: reply.status, stopReason: reply.stopReason },
      figures: figuresOfOne({ ...reply, characters: text.length }, words),
    };
  });
}

/** Adds up what is known; `divide` makes an average of it. */
function together(values: readonly (Measured | null)[], divide: boolean): Measured | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const sum = known.reduce((total, { value }) => total + value, 0);
  return {
    value: divide ? sum / known.length : sum,
    n: known.length,
    estimated: known.some(({ estimated }) => estimated),
  };
}

/** The models of a conversation, each through each connection, the one with the most answers first. Cost is a sum. */
export function modelRows(replies: readonly Figured[]): readonly AnswerRow[] {
  const groups = new Map<string, Figured[]>();
  for (const reply of replies) {
    const key = `${reply.model.connectionId} ${reply.model.modelId}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [reply]);
    else group.push(reply);
  }
  return [...groups]
    .flatMap(([key, group]): AnswerRow[] => {
      // The newest comes first, and with it the name as it is now.
      const [newest] = group;
      if (newest === undefined) return [];
      const each = group.map((reply) => figuresOfOne(reply, null));
      const figure = (name: FigureName) =>
        together(
          each.map((figures) => figures[name]),
          name !== 'cost',
        );
      return [
        {
          key,
          name: newest.model.modelName,
          connection: newest.model.connectionName,
          answers: group.length,
          done: group.filter(({ status }) => status === 'done').length,
          ending: null,
          figures: {
            firstToken: figure('firstToken'),
            total: figure('total'),
            speed: figure('speed'),
            input: figure('input'),
            output: figure('output'),
            cost: figure('cost'),
            characters: figure('characters'),
            words: null,
          },
        },
      ];
    })
    .toSorted((a, b) => b.answers - a.answers);
}
