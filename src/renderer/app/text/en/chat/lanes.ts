/** Words of the interface: lanes side by side. */
import { formatCount, plural } from '../numbers.ts';

export const lanes = {
  bar: 'How the models are shown',
  layout: 'Layout',
  layouts: { columns: 'Columns', grid: 'Grid', focus: 'Focus' },
  synced: 'Scroll together',
  syncedHint: 'Lines the turns up across all models, under one scroll bar',
  syncedInFocus: 'Only one model is shown large, so there is nothing to scroll together',

  commands: {
    next: 'Go to the next model',
    previous: 'Go to the previous model',
    columns: 'Show the models in columns',
    grid: 'Show the models in a grid',
    focus: 'Show one model large',
    scrolling: 'Scroll the models together, or each by itself',
  },

  target: {
    leaveOut: (name: string) => `${name} answers. Click to leave it out of the next prompt`,
    takeIn: (name: string) => `${name} is left out. Click to ask it as well`,
    all: 'Ask all',
    count: (targeted: number, all: number) => `${formatCount(targeted)} of ${formatCount(all)} will answer`,
  },

  menu: {
    focus: 'Show large',
    stop: 'Stop',
    retry: 'Retry the last answer',
    continue: 'Continue the last answer',
    copy: 'Copy the last answer',
    copied: 'Copied',
    useAnswer: 'Use this answer',
    useAnswerOf: (name: string) => `Use this answer of ${name}, go on with it alone`,
    askOnly: 'Ask this one only',
  },

  strips: 'Other models',
  show: (name: string) => `Show ${name} large`,
  states: {
    empty: 'No messages yet',
    asked: 'Asked',
    streaming: 'Answering',
    done: 'Done',
    stopped: 'Stopped',
    failed: 'Failed',
    interrupted: 'Interrupted',
  },

  takenOff: {
    one: (name: string) => `${name} was taken off. Its answers stay in the conversation.`,
    others: (name: string, count: number) =>
      `You go on with ${name} alone. ${plural(count, 'other model was', 'other models were')} taken off.`,
    undo: 'Undo',
    dismiss: 'Dismiss',
  },

  turn: 'Turn',
  shared: 'The same for all models',
  absent: 'Not asked',
  unread: 'Reading earlier messages…',

  marks: {
    label: 'Stands out in this turn',
    'first-words': 'first words',
    fastest: 'fastest',
    cheapest: 'cheapest',
    longest: 'longest',
  },
  markHints: {
    'first-words': 'The first of this turn to begin',
    fastest: 'The first of this turn to be done',
    cheapest: 'The cheapest of this turn, of those whose price is known',
    longest: 'The longest of this turn, in characters',
  },
};
