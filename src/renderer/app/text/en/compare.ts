/** Words of the interface: comparing answers. */
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { Score } from '../../../../shared/scoreboard.ts';
export { blind } from './compare/blind.ts';
export { commands } from './compare/commands.ts';
import { details } from './chat.ts';
import { formatCost, formatCount, formatList, formatOneDigit, formatSeconds, plural } from './numbers.ts';

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

const ended: Readonly<Record<Exclude<AssistantMessage['status'], 'done'>, string>> = {
  streaming: 'still answering',
  cancelled: 'stopped by you',
  error: 'failed',
  interrupted: 'interrupted',
};

const answers = (n: number): string => plural(n, 'answer', 'answers');
const votes = (n: number): string => plural(n, 'vote', 'votes');

export const close = 'Close';

export const again = 'Try again';

export const unknown = 'unknown';

export const bar = {
  label: (n: number) => `Compare ${answers(n)}`,
  table: 'Table',
  diff: 'Differences',
  synthesise: 'Synthesise…',
};

export const table = {
  title: 'Compare answers',
  scope: 'Compare',
  turn: 'This turn',
  conversation: 'Whole conversation',
  caption: {
    turn: 'The answers to one prompt',
    conversation: 'The models of this conversation: averages over their answers',
  },
  loading: 'Adding up the conversation',
  none: 'Nothing has been answered yet.',
  columns: {
    model: 'Model',
    answers: 'Answers',
    firstToken: 'First token',
    total: 'Total time',
    speed: 'Tokens/s',
    input: 'Input',
    output: 'Output',
    cost: 'Cost',
    characters: 'Characters',
    words: 'Words',
    ended: 'Ended',
  },
  /** An average that is not of all answers says of how many it is. */
  of: (value: string, n: number) => `${value} (n = ${formatCount(n)})`,
  seconds: formatSeconds,
  count: (n: number) => formatCount(Math.round(n)),
  speed: (perSecond: number) => formatOneDigit(perSecond),
  cost: formatCost,
  estimatedCost: (usd: number) => `≈ ${formatCost(usd)}`,
  estimated: (value: string) => `≈ ${value}`,
  endings: ({ status, stopReason }: Pick<AssistantMessage, 'status' | 'stopReason'>): string => {
    if (status !== 'done') return ended[status];
    return stopReason === null ? 'done' : details.stopReasons[stopReason];
  },
  doneOf: (done: number, all: number) => `${formatCount(done)} of ${formatCount(all)} finished`,
  note: {
    turn: 'Times are measured on this machine. ≈ marks what Switchyard counted or estimated itself.',
    conversation: (n: number) =>
      `Averages over ${answers(n)}; cost is the sum. Where n stands beside a value, it is not known of the other answers.`,
  },
  cut: 'Only the newest 5,000 answers are counted.',
  copyMarkdown: 'Copy as Markdown',
  copyTsv: 'Copy for a spreadsheet',
  copied: 'Copied',
};

export const diff = {
  title: 'Differences',
  from: 'From',
  to: 'To',
  unit: 'Compare by',
  word: 'Word',
  line: 'Line',
  view: 'Show',
  inline: 'In one text',
  sideBySide: 'Side by side',
  swap: 'Swap the two',
  working: 'Comparing…',
  same: 'The two answers are the same, letter by letter.',
  fellBack:
    'These answers are too long or too different to be compared by word. This is the comparison by line.',
  tooDifferent:
    'These two answers are too different to be compared in reasonable time. Read them side by side in their lanes.',
  tooFew: 'There are no two answers to compare yet.',
  failed: 'The comparison could not be made.',
  counts: (added: number, removed: number, unit: 'word' | 'line') =>
    unit === 'word'
      ? `${plural(added, 'passage', 'passages')} added, ${plural(removed, 'passage', 'passages')} removed`
      : `${plural(added, 'line', 'lines')} added, ${plural(removed, 'line', 'lines')} removed`,
  legend: '+ underlined: only in the second. − struck: only in the first.',
  added: 'added: ',
  removed: 'removed: ',
  endOf: 'end of change. ',
  result: 'The comparison',
  unchanged: (lines: number) => `${plural(lines, 'unchanged line', 'unchanged lines')}`,
  showAll: 'Show unchanged lines too',
};

export const vote = {
  label: 'Your vote',
  waiting: 'You can vote when all answers are there.',
  question: (n: number) => (n === 2 ? 'Which answer is better?' : 'Which answer is best?'),
  better: (name: string, n: number) => `${name} is ${n === 2 ? 'better' : 'best'}`,
  both: (n: number) => (n === 2 ? 'Both good' : 'All good'),
  neither: (n: number) => (n === 2 ? 'Neither' : 'None'),
  tag: 'Tag (optional)',
  voted: {
    better: (name: string, n: number) => `You called ${name} ${n === 2 ? 'better' : 'the best'}.`,
    both: (n: number) => (n === 2 ? 'You called both good.' : 'You called all good.'),
    neither: (n: number) => (n === 2 ? 'You called neither good.' : 'You called none good.'),
  },
  revealed: (shown: readonly { readonly label: string; readonly name: string }[]) =>
    `${formatList(shown.map(({ label, name }) => `${label} was ${name}`))}.`,
  tagged: (tag: string) => `Tag: ${tag}`,
  change: 'Change vote',
  withdraw: 'Withdraw',
  keep: 'Keep the vote',
  scoreboard: 'Scoreboard',
  unread: 'Your votes could not be read, so names stay hidden.',
};

export const scoreboard = {
  title: 'Scoreboard',
  description:
    'Your votes in blind mode, on this machine only. A model is counted by its id and provider, whichever connection served it.',
  loading: 'Reading your votes',
  empty: 'No votes yet',
  emptyText: 'Turn on blind mode in a chat with two or more models, and vote on their answers.',
  view: 'Show',
  views: { models: 'Models', pairs: 'Pairs', votes: 'Votes' },
  tag: 'Tag',
  allTags: 'All votes',
  noTag: 'Without a tag',
  columns: {
    model: 'Model',
    votes: 'Votes',
    chosen: 'Chosen',
    notChosen: 'Not chosen',
    both: 'Both good',
    neither: 'Neither',
    share: 'Chosen, with 95 % interval',
    first: 'Model',
    second: 'Against',
    firstBetter: 'First better',
    secondBetter: 'Second better',
    undecided: 'Undecided',
    when: 'When',
    verdict: 'Verdict',
    tag: 'Tag',
    compared: 'Answers by',
    actions: 'Delete',
  },
  captions: {
    models: 'Votes by model',
    pairs: 'Models that met, two by two',
    votes: 'Every vote, newest first',
  },
  /** Which model a row is about. */
  model: (name: string, provider: string) => `${name} · ${provider}`,
  share: ({ preferred }: Pick<Score, 'preferred'>) =>
    `${percent.format(preferred.value)} (${percent.format(preferred.low)} to ${percent.format(preferred.high)})`,
  count: formatCount,
  total: (n: number) => `${votes(n)} counted.`,
  few: (n: number) =>
    `Models with fewer than ${formatCount(n)} votes are marked “few votes”: their intervals are wide, and an order among them says little.`,
  fewMark: 'few votes',
  method: 'The interval is Wilson’s score interval of “chosen” among all votes the model took part in.',
  leftOut: (n: number) => `${votes(n)} between answers of one model left out.`,
  verdicts: {
    better: (name: string, n: number) => `${name} ${n === 2 ? 'better' : 'best'}`,
    both: 'All good',
    neither: 'None good',
  },
  deleteVote: (when: string) => `Delete the vote of ${when}`,
  deleteTitle: 'Delete this vote?',
  deleteText: 'It no longer counts on the scoreboard. The answers stay.',
  deleteConfirm: 'Delete vote',
  cancel: 'Cancel',
  export: 'Export as CSV…',
  saved: (fileName: string) => `Saved as ${fileName}`,
};

export const synthesis = {
  title: 'Synthesise answers',
  description: 'One model reads the answers of the others and writes one from them.',
  answers: 'Answers to bring together',
  model: 'Written by',
  prompt: 'Prompt',
  promptHint: '{{answers}} stands for the answers, each under the name of its model.',
  noAnswers: 'The prompt must contain {{answers}}, or the model would not see them.',
  choose: 'Choose at least two answers.',
  chooseModel: 'Choose a model.',
  full: (name: string) =>
    `There are eight lanes already, so the synthesis is written in the lane of ${name}, by the model of that lane.`,
  fullHidden: 'There are eight lanes already, so the synthesis is written in the lane of the first answer.',
  send: 'Synthesise',
  sending: 'Sending…',
  cancel: 'Cancel',
  folded: (n: number) => `Synthesis of ${answers(n)}`,
  sources: 'Sources',
  source: (name: string) => `Go to the answer of ${name}`,
  gone: 'an answer that is not shown',
  heading: (name: string) => `### ${name}`,
  template: [
    'Below are several answers to my last question, each under the name of its author. Write one answer from them that is better than any of them alone.',
    '',
    '- Keep what is right and useful, and say it once.',
    '- Where they contradict each other, say so, decide what is right, and say why.',
    '- Leave out what is wrong, and name anything important that all of them missed.',
    '- Answer the question directly. Name an author only where it helps me to judge.',
    '',
    '{{answers}}',
  ].join('\n'),
};
