/** The columns of the comparison table. */
import { text } from '../../../app/text/text.ts';
import type { DataColumn } from '../../../ui/DataTable.tsx';
import type { AnswerRow, FigureName, Measured } from './answerRows.ts';

const words = text.compare.table;

/** How a figure is printed. */
const print: Readonly<Record<FigureName, (value: number) => string>> = {
  firstToken: words.seconds,
  total: words.seconds,
  speed: words.speed,
  input: words.count,
  output: words.count,
  cost: words.cost,
  characters: words.count,
  words: words.count,
};

/** A value, that it is estimated where it is, and of how many answers it is where that is not all of them. */
function printed(name: FigureName, { value, n, estimated }: Measured, answers: number): string {
  const exact = print[name](value);
  const shown = estimated ? words.estimated(exact) : exact;
  return n < answers ? words.of(shown, n) : shown;
}

const figureColumn = (name: FigureName): DataColumn<AnswerRow> => ({
  key: name,
  title: words.columns[name],
  numeric: true,
  sortBy: ({ figures }) => figures[name]?.value ?? null,
  text: ({ figures, answers }) => {
    const figure = figures[name];
    return figure === null ? null : printed(name, figure, answers);
  },
});

const model: DataColumn<AnswerRow> = {
  key: 'model',
  title: words.columns.model,
  sortBy: ({ name, connection }) => `${name} ${connection}`,
  text: ({ name, connection }) => `${name} · ${connection}`,
};

const answers: DataColumn<AnswerRow> = {
  key: 'answers',
  title: words.columns.answers,
  numeric: true,
  sortBy: (row) => row.answers,
  text: (row) => words.count(row.answers),
};

/** How it ended: in words for one answer, as a share for several. */
const ended: DataColumn<AnswerRow> = {
  key: 'ended',
  title: words.columns.ended,
  sortBy: ({ ending, done, answers: all }) => (ending === null ? done / all : words.endings(ending)),
  text: ({ ending, done, answers: all }) =>
    ending === null ? words.doneOf(done, all) : words.endings(ending),
};

const figures: readonly FigureName[] = [
  'firstToken',
  'total',
  'speed',
  'input',
  'output',
  'cost',
  'characters',
];

/** Words are counted only where the text is at hand: for the answers to one turn. */
export const answerColumns: Readonly<Record<'turn' | 'conversation', readonly DataColumn<AnswerRow>[]>> = {
  turn: [model, ...figures.map(figureColumn), figureColumn('words'), ended],
  conversation: [model, answers, ...figures.map(figureColumn), ended],
};
