/** The columns of the scoreboard's tables. A figure never stands without the number of votes that it comes from. */
import type { Pair, Score } from '../../../shared/scoreboard.ts';
import { fewVotes } from '../../../shared/scoreboard.ts';
import { text } from '../../app/text/text.ts';
import type { DataColumn } from '../../ui/DataTable.tsx';

const words = text.compare.scoreboard;

function counted<Row>(key: keyof typeof words.columns, value: (row: Row) => number): DataColumn<Row> {
  return {
    key,
    title: words.columns[key],
    numeric: true,
    sortBy: value,
    text: (row) => words.count(value(row)),
  };
}

export const scoreColumns: readonly DataColumn<Score>[] = [
  {
    key: 'model',
    title: words.columns.model,
    sortBy: ({ model }) => model.modelName,
    text: ({ model }) => words.model(model.modelName, model.provider),
    render: ({ model }) => <span title={model.modelId}>{words.model(model.modelName, model.provider)}</span>,
  },
  {
    ...counted<Score>('votes', ({ votes }) => votes),
    render: ({ votes }) => (
      <>
        {words.count(votes)}
        {votes < fewVotes && <span className="score-few"> · {words.fewMark}</span>}
      </>
    ),
  },
  {
    key: 'share',
    title: words.columns.share,
    numeric: true,
    sortBy: ({ preferred }) => preferred.value,
    text: words.share,
    render: (row) => <ShareBar row={row} />,
  },
  counted('chosen', ({ chosen }) => chosen),
  counted('notChosen', ({ notChosen }) => notChosen),
  counted('both', ({ both }) => both),
  counted('neither', ({ neither }) => neither),
];

const percent = (share: number): string => `${String(share * 100)}%`;

/** The share in words, and the same for the eye: a line from one end of the interval to the other, with the share as a dot. */
function ShareBar({ row }: { readonly row: Score }) {
  const { low, value, high } = row.preferred;
  return (
    <span className="score-share">
      <span>{words.share(row)}</span>
      <span className="score-track" aria-hidden="true">
        <span style={{ left: percent(low), width: percent(high - low) }} />
        <i style={{ left: percent(value) }} />
      </span>
    </span>
  );
}

export const pairColumns: readonly DataColumn<Pair>[] = [
  {
    key: 'first',
    title: words.columns.first,
    sortBy: ({ first }) => first.modelName,
    text: ({ first }) => first.modelName,
  },
  {
    key: 'second',
    title: words.columns.second,
    sortBy: ({ second }) => second.modelName,
    text: ({ second }) => second.modelName,
  },
  counted('votes', ({ votes }) => votes),
  counted('firstBetter', ({ firstBetter }) => firstBetter),
  counted('secondBetter', ({ secondBetter }) => secondBetter),
  counted('undecided', ({ undecided }) => undecided),
];
