/** Words of the interface: what a send will take and cost, and what stands in its way. */
import type { BudgetStanding, Total } from '../../../../../shared/money.ts';
import type { Problem, Repair, SwitchReport } from '../../../../../shared/preparation.ts';
import {
  formatAlternatives,
  formatBytes,
  formatCost,
  formatCount,
  formatEstimate,
  formatLimit,
  formatList,
  plural,
} from '../numbers.ts';
import { parameterName } from './parameterNames.ts';

type Who = readonly string[];

/** `Claude takes`, `Claude and Nova take`. */
const takes = (who: Who) => `${formatList(who)} ${who.length === 1 ? 'takes' : 'take'}`;
const takesNo = (who: Who, what: string) =>
  `${takes(who)} no ${what}: remove ${what === 'images' ? 'it' : 'one'} or choose another model.`;

/** What is in the way, and what helps, in one sentence. */
function problem(it: Problem, who: Who): string {
  const names = formatList(who);
  switch (it.kind) {
    case 'images-not-taken':
      return takesNo(who, 'images');
    case 'format-not-taken':
      return `${takes(who)} no files of this kind: remove it or choose another model.`;
    case 'file-too-large':
      return `Too large for ${names}: ${formatBytes(it.limit)} is the most. Remove it or choose another model.`;
    case 'no-text-found':
      return `There is no text in this file that ${names} could read: remove it or choose another model.`;
    case 'too-many-images':
      return `${takes(who)} at most ${plural(it.limit, 'image', 'images')} at once.`;
    case 'too-many-documents':
      return `${takes(who)} at most ${plural(it.limit, 'document', 'documents')} at once.`;
    case 'context-too-long':
      return `Too long for ${names}: ${formatCount(it.tokens)} of ${formatCount(it.limit)} tokens. Choose a model with a larger window, or let the parameters say what to leave out.`;
    case 'invalid-extra-body':
      return `The extra JSON of ${names} is not a JSON object. Mend it in the parameters.`;
  }
}

/** What is done by itself; null for what changes nothing that a person would miss. */
function repair(it: Repair, who: Who): string | null {
  const names = formatList(who);
  switch (it.kind) {
    case 'image-resized':
      return `Too large for ${names}: will be resized.`;
    case 'sent-as-text':
      return `${who.length === 1 ? `${names} gets` : `${names} get`} the text of this file.`;
    case 'renamed':
      return `Goes to ${names} as “${it.name}”.`;
    case 'parameter-dropped':
      return `${takes(who)} no ${parameterName(it.parameter)}: it will be left out.`;
    case 'context-cut':
      return it.summarised
        ? `The oldest ${plural(it.droppedMessages, 'message goes', 'messages go')} to ${names} as a summary.`
        : `The oldest ${plural(it.droppedMessages, 'message does', 'messages do')} not fit any more and will not go to ${names}.`;
    case 'empty-text-dropped':
    case 'messages-joined':
      return null;
  }
}

const budgetOf: Readonly<Record<NonNullable<BudgetStanding['scope']>, string>> = {
  conversation: 'the budget of this conversation',
  connection: 'the budget of this connection',
  month: 'the budget of this month',
};

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Where a send stands with its tightest budget; null while there is nothing to say. */
function budget({ level, scope, spentUsd, limitUsd }: BudgetStanding): string | null {
  if (level === 'within' || scope === null || limitUsd === null) return null;
  const spent = `${formatCost(spentUsd)} of ${formatLimit(limitUsd)}`;
  if (level === 'soft') return `${spent} spent: ${budgetOf[scope]} is nearly used up.`;
  const refused = `${capital(budgetOf[scope])} does not allow this: ${spent} is spent`;
  return spentUsd < limitUsd ? `${refused}, and this message would go beyond.` : `${refused}.`;
}

const dropped: Readonly<Record<Exclude<SwitchReport['drops'][number], 'cache'>, string>> = {
  images: 'images',
  documents: 'documents',
  reasoning: 'its predecessor’s reasoning',
  'tool-results': 'tool results',
};

/** What a lane loses by its new model, in one line; null when it loses nothing. A cache is no loss to the model, but to its price. */
function switched(name: string, { drops, lostCacheUsd }: SwitchReport): string | null {
  const missing = drops.flatMap((it) => (it === 'cache' ? [] : [dropped[it]]));
  const lost = missing.length === 0 ? null : `${name} does not get ${formatAlternatives(missing)}.`;
  const price =
    lostCacheUsd === null || lostCacheUsd === 0 ? '' : `, for about ${formatEstimate(lostCacheUsd)}`;
  const cache = drops.includes('cache') ? `What was cached is sent again in full${price}.` : null;
  const sentences = [lost, cache].filter((sentence) => sentence !== null);
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** A sum of costs, with what it lacks. */
function spentTotal({ usd, replies, unknown }: Total): string {
  if (unknown === 0) return formatCost(usd);
  if (unknown === replies) return 'price unknown';
  return `${formatCost(usd)} and ${plural(unknown, 'reply', 'replies')} without a price`;
}

export const plan = {
  meter: 'Context and cost of the next message',
  title: 'The next message',
  tokens: (used: number, window: number | null) =>
    window === null
      ? plural(used, 'token', 'tokens')
      : `${formatCount(used)} of ${formatCount(window)} tokens`,
  estimate: (usd: number) => `≈ ${formatEstimate(usd)}`,
  unknownPrice: 'price unknown',
  /** Some of the lanes have a price and some have none. */
  partialEstimate: (usd: number) => `≈ ${formatEstimate(usd)} and more`,
  total: 'Together',
  spent: 'This conversation so far',
  spentTotal,
  notes: 'Before it is sent',
  problem,
  repair,
  budget,
  openBudgets: 'Budgets',
  openParameters: 'Parameters',
  switched,
  dismissSwitch: 'Dismiss',
};
