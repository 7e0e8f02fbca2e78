/**
 * Which answer the demo model gives to which prompt. Pure: the same conversation always gets the same answer. A failure is
 * chosen only by a message that says nothing else, so that a question which mentions an error does not become one.
 */
import type { ContextMessage } from '../ChatProvider.ts';
import { connect, help, keyboard, privacy, shrug, welcome } from './answers/guide.ts';
import { longAnswer } from './answers/longAnswer.ts';
import {
  code,
  everything,
  list,
  math,
  puzzle,
  puzzleThoughts,
  quote,
  rightToLeft,
  slow,
  table,
} from './answers/showcase.ts';
import { demoFailures } from './demoFailures.ts';
import type { DemoEnding } from './demoFailures.ts';

/** An answer before it is paced. */
export interface DemoAnswer {
  /** Null where the answer comes without thoughts. */
  readonly reasoning: string | null;
  readonly text: string;
  readonly ending: DemoEnding;
  /** Null: as fast as the model is. */
  readonly tokensPerSecond: number | null;
}

const end: DemoEnding = { type: 'stops', reason: 'end' };

function plain(text: string): DemoAnswer {
  return { reasoning: null, text, ending: end, tokensPerSecond: null };
}

/** The words that are listened for, in order: the first pattern found anywhere in the prompt decides. */
const topics: readonly (readonly [RegExp, DemoAnswer])[] = [
  [/\b(everything|showcase|markdown)\b/, plain(everything)],
  [/\btables?\b/, plain(table)],
  [/\b(code|debounce)\b/, plain(code)],
  [/\b(math|maths|formulas?|equations?)\b/, plain(math)],
  [/\b(lists?|checklist)\b/, plain(list)],
  [/\b(quotes?|quotations?)\b/, plain(quote)],
  [/\b(rtl|right[- ]to[- ]left|arabic|hebrew)\b/, plain(rightToLeft)],
  [/\blong\b/, plain(longAnswer)],
  [/\bslow(ly)?\b/, { ...plain(slow), tokensPerSecond: 8 }],
  [/\b(reason|reasoning|think|thinking|puzzle)\b/, { ...plain(puzzle), reasoning: puzzleThoughts }],
  [/\b(connect|connection|connections|bedrock|openai|ollama|api key)\b/, plain(connect)],
  [/\b(keyboard|shortcuts?)\b/, plain(keyboard)],
  [/\b(privacy|private|safe|secure|keychain|encrypted)\b/, plain(privacy)],
  [/\b(help|commands?)\b/, plain(help)],
  [/\b(welcome|hello|hi|switchyard|who are you|what are you)\b/, plain(welcome)],
];

const fillers = /\b(please|show|give|play|me|an?|the|demo)\b/g;

function failureFor(prompt: string): DemoAnswer | null {
  const words = prompt
    .replace(fillers, ' ')
    .replace(/[^a-z]+/g, ' ')
    .trim();
  const failure = demoFailures.get(words);
  return failure === undefined
    ? null
    : { reasoning: null, text: failure.textBefore, ending: failure.ending, tokensPerSecond: null };
}

/** Chooses the answer to the last message. A first message that asks for nothing in particular gets the welcome. */
export function chooseAnswer(messages: readonly ContextMessage[]): DemoAnswer {
  const asked = messages.at(-1)?.text ?? '';
  const prompt = asked.toLowerCase();
  const found = failureFor(prompt) ?? topics.find(([pattern]) => pattern.test(prompt))?.[1];
  if (found !== undefined) return found;
  if (!messages.some((message) => message.role === 'assistant')) return plain(welcome);
  return plain(shrug(asked.split(/\s+/u).filter((word) => word !== '').length));
}
