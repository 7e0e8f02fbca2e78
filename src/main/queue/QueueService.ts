/**
 * The queues of all conversations. What is done to one conversation is done strictly one after the other, sending included, so two
 * windows or two replies that end together never send a prompt twice; an edit that comes too late finds its prompt gone.
 *
 * A queued prompt becomes the turn of the same id. After a crash between the send and the note of it the turn says that the prompt
 * is not waiting any more.
 */
import type { Clock } from '../../shared/clock.ts';
import { maxPromptLength } from '../../shared/conversation.ts';
import type { AssistantMessage } from '../../shared/conversation.ts';
import { AppError, toErrorInfo } from '../../shared/errors.ts';
import type { ConversationId, LaneId, MessageId, TurnId } from '../../shared/ids.ts';
import type { RouteParsedInput } from '../../shared/ipc/routes.ts';
import type { Queue, QueuedPrompt } from '../../shared/queue.ts';
import { maxQueued } from '../../shared/workspaceLimits.ts';
import type { EmitEvent } from '../chat/ports.ts';
import type { History } from '../history/History.ts';
import type { Logger } from '../logging/Logger.ts';
import { nextPrompt, reduceQueue, restartedQueue, toQueue } from './queueState.ts';
import type { QueueEvent, QueueState, ReplyOutcome } from './queueState.ts';

export interface QueueServiceOptions {
  readonly history: Pick<History, 'readQueue' | 'saveQueue' | 'listLanes' | 'listReplies'>;
  /** Writes the turn and lets its replies begin, or rejects and has done nothing. */
  readonly send: (input: RouteParsedInput<'chat.send'>) => Promise<unknown>;
  readonly runs: {
    /** The replies that are live in a lane. */
    inLane(id: LaneId): readonly MessageId[];
    /** Also between two replies of work that asks more than once. */
    isLaneBusy(id: LaneId): boolean;
    isStreaming(id: ConversationId): boolean;
    stop(id: MessageId): Promise<void>;
  };
  readonly clock: Clock;
  readonly emit: EmitEvent;
  readonly logger: Logger;
}

type Address = RouteParsedInput<'queue.withdraw'>;

/** How long a send is put off that met another one which had just begun in its lanes, in milliseconds. */
const putOffMs = 500;

/** How many of a conversation's newest replies are looked through for prompts that were sent before a crash. */
const repliesLookedThrough = maxQueued;

export class QueueService {
  readonly #options: QueueServiceOptions;
  readonly #states = new Map<ConversationId, QueueState>();
  /** The end of what is being done to a conversation. Never rejects. */
  readonly #work = new Map<ConversationId, Promise<unknown>>();
  /** Replies that were stopped to make room. */
  readonly #steered = new Set<MessageId>();
  #closing = false;

  constructor(options: QueueServiceOptions) {
    this.#options = options;
  }

  /** Rejects with `chat/empty-prompt`, `chat/prompt-too-large`, `queue/too-long`, `history/not-found`. */
  add({ conversationId, ...given }: RouteParsedInput<'queue.add'>): Promise<Queue> {
    return this.#inTurn(conversationId, async (state) => {
      const prompt: QueuedPrompt = {
        ...given,
        laneIds: [...new Set(given.laneIds)],
        createdAt: this.#options.clock.now(),
      };
      assertFits(prompt);
      if (state.items.length >= maxQueued) {
        throw new AppError('queue/too-long', 'Too many prompts wait.', { details: { limit: maxQueued } });
      }
      const lanes = await this.#options.history.listLanes(conversationId);
      if (!prompt.laneIds.every((laneId) => lanes.some(({ id }) => id === laneId))) {
        throw new AppError('history/not-found', 'There is no such lane.');
      }
      await this.#apply(conversationId, { type: 'added', prompt });
    });
  }

  /** Rejects as `add` does, and with `queue/gone`. */
  edit({ conversationId, id, text }: RouteParsedInput<'queue.edit'>): Promise<Queue> {
    return this.#inTurn(conversationId, async (state) => {
      assertFits({ ...waitingIn(state, id), text });
      await this.#apply(conversationId, { type: 'edited', id, text });
    });
  }

  /** Rejects with `queue/gone`. */
  withdraw({ conversationId, id }: Address): Promise<Queue> {
    return this.#inTurn(conversationId, async (state) => {
      waitingIn(state, id);
      await this.#apply(conversationId, { type: 'withdrawn', id });
    });
  }

  /** Rejects with `queue/gone`. Does not wait for the stops: the prompt goes when the last of them is over. */
  steer({ conversationId, id }: Address): Promise<Queue> {
    return this.#inTurn(conversationId, async (state) => {
      const { laneIds } = waitingIn(state, id);
      await this.#apply(conversationId, { type: 'steered', id });
      const { runs } = this.#options;
      for (const messageId of laneIds.flatMap((laneId) => runs.inLane(laneId))) {
        this.#steered.add(messageId);
        void runs.stop(messageId);
      }
    });
  }

  resume({ conversationId }: { readonly conversationId: ConversationId }): Promise<Queue> {
    return this.#inTurn(conversationId, () => this.#apply(conversationId, { type: 'resumed' }));
  }

  read({ conversationId }: { readonly conversationId: ConversationId }): Promise<Queue> {
    return this.#inTurn(conversationId, async () => undefined);
  }

  async clear({ conversationId }: { readonly conversationId: ConversationId }): Promise<void> {
    await this.#inTurn(conversationId, () => this.#apply(conversationId, { type: 'cleared' }));
  }

  /** Hears of a reply that has ended, when its lane is free. */
  replyEnded({ id, conversationId, laneId, status }: AssistantMessage): void {
    const outcome = this.#steered.delete(id) ? 'steered' : outcomes[status];
    // A conversation that nobody has asked about since the start has nothing that may be sent.
    if (!this.#states.has(conversationId) && !this.#work.has(conversationId)) return;
    this.#unasked(conversationId, () => this.#apply(conversationId, { type: 'replyEnded', laneId, outcome }));
  }

  /** Hears of a lane that is free without a reply that has ended. */
  laneReleased(laneId: LaneId): void {
    for (const [conversationId, { items }] of this.#states) {
      const isAwaited = items.some((item) => item.laneIds.includes(laneId));
      if (isAwaited) this.#unasked(conversationId, async () => undefined);
    }
  }

  /** Hears of conversations and lanes that are gone for good. */
  forget(owners: readonly (ConversationId | LaneId)[]): void {
    for (const owner of owners) this.#states.delete(owner as ConversationId);
    for (const [conversationId, { items }] of this.#states) {
      const laneIds = items.flatMap((item) => item.laneIds).filter((laneId) => owners.includes(laneId));
      for (const laneId of new Set(laneIds)) {
        this.#unasked(conversationId, () => this.#apply(conversationId, { type: 'laneRemoved', laneId }));
      }
    }
  }

  /** From now on nothing is sent. Resolves when what was begun is over. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#work.values());
  }

  /** Does something to a conversation when everything before it is done, sends what may go then, and tells how it stands. */
  #inTurn(id: ConversationId, deed: (state: QueueState) => Promise<void>): Promise<Queue> {
    const before = this.#work.get(id) ?? Promise.resolve();
    const work = before.then(async () => {
      const known = await this.#load(id);
      try {
        await deed(known);
        await this.#sendNext(id);
      } finally {
        const state = this.#states.get(id);
        if (state !== undefined && state !== known) this.#tell(id, state);
      }
      return toQueue(this.#states.get(id) ?? known);
    });
    const over = work
      .catch(() => undefined)
      .then(() => {
        if (this.#work.get(id) === over) this.#work.delete(id);
      });
    this.#work.set(id, over);
    return work;
  }

  /** The same where nobody waits for it. */
  #unasked(id: ConversationId, deed: () => Promise<void>): void {
    if (this.#closing) return;
    this.#inTurn(id, deed).catch((caught: unknown) => {
      this.#options.logger.error('A queue could not go on.', caught);
    });
  }

  #tell(conversationId: ConversationId, state: QueueState): void {
    this.#options.emit('queue.changed', { conversationId, queue: toQueue(state) });
  }

  async #load(id: ConversationId): Promise<QueueState> {
    const known = this.#states.get(id);
    if (known !== undefined) return known;
    const { history } = this.#options;
    const items = await history.readQueue(id);
    const state = items.length === 0 ? restartedQueue([]) : await this.#asLeft(id, items);
    this.#states.set(id, state);
    return state;
  }

  /** What was left waiting, without what was sent meanwhile and without lanes that are gone. */
  async #asLeft(id: ConversationId, items: readonly QueuedPrompt[]): Promise<QueueState> {
    const { history } = this.#options;
    const [lanes, replies] = await Promise.all([
      history.listLanes(id),
      history.listReplies(id, repliesLookedThrough),
    ]);
    const turns = new Set<string>(replies.map(({ turnId }) => turnId));
    const laneIds = new Set(lanes.map((lane) => lane.id));
    return restartedQueue(
      items
        .filter((item) => !turns.has(item.id))
        .map((item) => ({ ...item, laneIds: item.laneIds.filter((laneId) => laneIds.has(laneId)) })),
    );
  }

  /** Changes a conversation's queue, on disk first. */
  async #apply(id: ConversationId, event: QueueEvent): Promise<void> {
    const state = this.#states.get(id);
    if (state === undefined) return;
    const changed = reduceQueue(state, event);
    if (changed.items !== state.items) await this.#options.history.saveQueue(id, changed.items);
    this.#states.set(id, changed);
  }

  /** Sends at most one prompt: its lanes are taken then. Others may go to other lanes behind it. */
  async #sendNext(id: ConversationId): Promise<void> {
    for (;;) {
      const state = this.#states.get(id);
      if (state === undefined || this.#closing) return;
      const next = nextPrompt(state, (laneId) => !this.#options.runs.isLaneBusy(laneId));
      if (next === null || !(await this.#send(id, next))) return;
    }
  }

  /** Whether the prompt is on its way. */
  async #send(conversationId: ConversationId, prompt: QueuedPrompt): Promise<boolean> {
    const { id, laneIds, text, attachments } = prompt;
    try {
      await this.#options.send({ conversationId, turnId: turnOf(id), laneIds, text, attachments });
    } catch (caught) {
      const error = toErrorInfo(caught);
      if (error.code === 'chat/busy') this.#putOff(conversationId);
      else await this.#apply(conversationId, { type: 'refused', id, error });
      return false;
    }
    const state = this.#states.get(conversationId);
    if (state === undefined) return false;
    const sent = reduceQueue(state, { type: 'sent', id });
    this.#states.set(conversationId, sent);
    try {
      await this.#options.history.saveQueue(conversationId, sent.items);
    } catch (caught) {
      // It is on its way whatever the disk says; the next change writes the queue again.
      this.#options.logger.error('A queue could not be written.', caught);
    }
    return true;
  }

  /** Somebody else is just beginning there, or streams above: the end of a reply lets the queue go on, or else some time does. */
  #putOff(id: ConversationId): void {
    if (this.#options.runs.isStreaming(id)) return;
    this.#options.clock.after(putOffMs, () => {
      this.#unasked(id, async () => undefined);
    });
  }
}

const outcomes: Readonly<Record<AssistantMessage['status'], ReplyOutcome>> = {
  streaming: 'done',
  done: 'done',
  cancelled: 'stopped',
  interrupted: 'stopped',
  error: 'failed',
};

function turnOf(id: QueuedPrompt['id']): TurnId {
  const text: string = id;
  return text as TurnId;
}

function waitingIn({ items }: QueueState, id: QueuedPrompt['id']): QueuedPrompt {
  const found = items.find((item) => item.id === id);
  if (found === undefined) throw new AppError('queue/gone', 'The prompt does not wait any more.');
  return found;
}

/** What could not be sent is not queued either. */
function assertFits({ text, attachments }: Pick<QueuedPrompt, 'text' | 'attachments'>): void {
  if (text.trim() === '' && attachments.length === 0) {
    throw new AppError('chat/empty-prompt', 'The prompt is empty.');
  }
  if (text.length > maxPromptLength) {
    const details = { limit: maxPromptLength };
    throw new AppError('chat/prompt-too-large', 'The prompt is too long.', { details });
  }
}
