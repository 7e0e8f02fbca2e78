/**
 * What waits in one conversation, as a pure state and the events that change it. Prompts go strictly in order, each when all of
 * its lanes are free. Whatever ends otherwise than well holds the queue: only a person lets it go on, by resuming it or by
 * steering, so that money is never spent unasked. Nothing leaves the queue but by being sent or withdrawn.
 */
import type { ErrorInfo } from '../../shared/errors.ts';
import type { LaneId, QueuedPromptId } from '../../shared/ids.ts';
import type { Queue, QueuedPrompt } from '../../shared/queue.ts';

export interface QueueState {
  readonly items: readonly QueuedPrompt[];
  readonly held: Queue['held'];
  /** Why the first prompt was refused; only while it is held for that. */
  readonly refusal: ErrorInfo | null;
  /** The first prompt, while it was steered and waits for its lanes: it goes although the queue is held. */
  readonly steered: QueuedPromptId | null;
}

/** How a reply ended; `steered` is a stop that makes room for a prompt. */
export type ReplyOutcome = 'done' | 'stopped' | 'failed' | 'steered';

export type QueueEvent =
  | { readonly type: 'added'; readonly prompt: QueuedPrompt }
  | { readonly type: 'edited'; readonly id: QueuedPromptId; readonly text: string }
  | { readonly type: 'withdrawn'; readonly id: QueuedPromptId }
  | { readonly type: 'cleared' }
  | { readonly type: 'steered'; readonly id: QueuedPromptId }
  | { readonly type: 'resumed' }
  | { readonly type: 'replyEnded'; readonly laneId: LaneId; readonly outcome: ReplyOutcome }
  | { readonly type: 'sent'; readonly id: QueuedPromptId }
  | { readonly type: 'refused'; readonly id: QueuedPromptId; readonly error: ErrorInfo }
  | { readonly type: 'laneRemoved'; readonly laneId: LaneId };

export const emptyQueue: QueueState = { items: [], held: null, refusal: null, steered: null };

/** A queue as it comes back after a restart: it waits for a person. */
export function restartedQueue(items: readonly QueuedPrompt[]): QueueState {
  return settled({ ...emptyQueue, items, held: 'restarted' });
}

/** The state after an event. One about a prompt that is not there changes nothing. */
export function reduceQueue(state: QueueState, event: QueueEvent): QueueState {
  return settled(reduce(state, event));
}

/** The prompt to send now; null while none may go. */
export function nextPrompt(state: QueueState, isFree: (laneId: LaneId) => boolean): QueuedPrompt | null {
  const [first] = state.items;
  if (first === undefined || first.laneIds.length === 0) return null;
  if (state.held !== null && state.steered !== first.id) return null;
  return first.laneIds.every(isFree) ? first : null;
}

/** What the windows are told of a state. */
export function toQueue({ items, held, refusal }: QueueState): Queue {
  return { items: [...items], held, ...(refusal !== null && { refusal }) };
}

function reduce(state: QueueState, event: QueueEvent): QueueState {
  const { items } = state;
  switch (event.type) {
    case 'added':
      return { ...state, items: [...items, event.prompt] };
    case 'edited':
      return {
        ...state,
        items: items.map((item) => (item.id === event.id ? { ...item, text: event.text } : item)),
      };
    case 'withdrawn':
      return without(state, event.id);
    case 'cleared':
      return emptyQueue;
    case 'steered':
      return steer(state, event.id);
    case 'resumed':
      return { ...state, held: null, refusal: null };
    case 'replyEnded':
      return afterReply(state, event);
    case 'sent':
      return without(state, event.id);
    case 'refused':
      if (items[0]?.id !== event.id) return state;
      return { ...state, held: 'refused', refusal: event.error, steered: null };
    case 'laneRemoved':
      return {
        ...state,
        items: items.map((item) => ({
          ...item,
          laneIds: item.laneIds.filter((laneId) => laneId !== event.laneId),
        })),
      };
  }
}

function without(state: QueueState, id: QueuedPromptId): QueueState {
  const refusal = state.items[0]?.id === id ? null : state.refusal;
  return { ...state, items: state.items.filter((item) => item.id !== id), refusal };
}

function steer(state: QueueState, id: QueuedPromptId): QueueState {
  const chosen = state.items.find((item) => item.id === id);
  if (chosen === undefined) return state;
  return { items: [chosen, ...without(state, id).items], held: null, refusal: null, steered: id };
}

/** Only a lane that something waits for says whether to go on. */
function afterReply(
  state: QueueState,
  { laneId, outcome }: Extract<QueueEvent, { type: 'replyEnded' }>,
): QueueState {
  if (outcome === 'done' || outcome === 'steered' || state.held !== null) return state;
  const isAwaited = state.items.some((item) => item.laneIds.includes(laneId));
  return isAwaited ? { ...state, held: outcome } : state;
}

/** Brings what depends on the first prompt in line with it. */
function settled(state: QueueState): QueueState {
  const [first] = state.items;
  if (first === undefined) return emptyQueue;
  const steered = state.steered === first.id && first.laneIds.length > 0 ? first.id : null;
  // A prompt without a lane can go nowhere, and those behind it do not overtake it.
  const held = first.laneIds.length === 0 ? 'refused' : state.held;
  return { ...state, steered, held, refusal: held === 'refused' ? state.refusal : null };
}
