/**
 * What stands out among the replies to one turn: who wrote the first words, who was done first, who cost least, who wrote
 * most. Only finished replies are compared, at least two; a tie marks nobody, because then none stands out, and what is not
 * known (a price above all) never wins. Worked out when a reply ends, never while one grows.
 */
import type { AssistantMessage, Message } from '../../../../shared/conversation.ts';
import type { MessageId, TurnId } from '../../../../shared/ids.ts';
import { plainText } from '../../../../shared/stream.ts';
import type { ConversationState } from '../store/conversationState.ts';
import { figuresOf } from './figures.ts';

export type Mark = 'first-words' | 'fastest' | 'cheapest' | 'longest';

/** What of a reply is compared. */
export type Compared = Pick<AssistantMessage, 'id' | 'status' | 'timing' | 'usage' | 'cost' | 'parts'>;

/** The least is best. Null where it is not known. */
type Measure = (reply: Compared) => number | null;

const measures: readonly (readonly [Mark, Measure])[] = [
  ['first-words', (reply) => figuresOf(reply).firstTokenMs],
  ['fastest', (reply) => figuresOf(reply).durationMs],
  ['cheapest', ({ cost }) => cost?.usd ?? null],
  ['longest', ({ parts }) => -plainText(parts).length],
];

/** The one reply that is strictly ahead of all others of which the measure is known; null where there is none. */
function winner(replies: readonly Compared[], measure: Measure): MessageId | null {
  const known = replies.flatMap((reply) => {
    const value = measure(reply);
    return value === null ? [] : [{ id: reply.id, value }];
  });
  const [first, second] = known.toSorted((a, b) => a.value - b.value);
  return first !== undefined && second !== undefined && first.value < second.value ? first.id : null;
}

/** The marks of replies to one turn. A reply without one is not in the map. */
export function marksOf(replies: readonly Compared[]): ReadonlyMap<MessageId, readonly Mark[]> {
  const finished = replies.filter(({ status }) => status === 'done');
  const marks = new Map<MessageId, readonly Mark[]>();
  for (const [mark, measure] of measures) {
    const id = winner(finished, measure);
    if (id !== null) marks.set(id, [...(marks.get(id) ?? []), mark]);
  }
  return marks;
}

type Settled = Pick<ConversationState, 'lanes' | 'messages'>;

/** The last replies of each turn that the lanes show, one a lane, and each once. */
function repliesByTurn({ lanes, messages }: Settled): ReadonlyMap<TurnId, ReadonlySet<AssistantMessage>> {
  const turns = new Map<TurnId, Set<AssistantMessage>>();
  for (const { path } of lanes) {
    const last = new Map<TurnId, AssistantMessage>();
    for (const { id } of path) {
      const message: Message | undefined = messages.get(id);
      if (message?.role === 'assistant' && message.step === undefined) last.set(message.turnId, message);
    }
    for (const [turnId, reply] of last) turns.set(turnId, (turns.get(turnId) ?? new Set()).add(reply));
  }
  return turns;
}

interface KnownMarks {
  readonly lanes: ConversationState['lanes'];
  readonly marks: ReadonlyMap<MessageId, readonly Mark[]>;
}

/** The marks of each state of the settled messages, so that a frame of a stream, which changes none of them, costs nothing. */
const known = new WeakMap<ConversationState['messages'], KnownMarks>();

/** The marks of all replies on the screen. */
export function marksIn({ lanes, messages }: Settled): ReadonlyMap<MessageId, readonly Mark[]> {
  const before = known.get(messages);
  if (before?.lanes === lanes) return before.marks;
  const turns = lanes.length < 2 ? [] : [...repliesByTurn({ lanes, messages }).values()];
  const marks = new Map(
    turns.filter(({ size }) => size > 1).flatMap((replies) => [...marksOf([...replies])]),
  );
  known.set(messages, { lanes, marks });
  return marks;
}
