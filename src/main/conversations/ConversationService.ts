/** Conversations and their lanes as a person handles them: create, open, name, pin, throw away, split into panes. */
import type { Clock } from '../../shared/clock.ts';
import type { Conversation, Lane } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import type { ConnectionId, ConversationId, LaneId, MessageId, WindowId } from '../../shared/ids.ts';
import type { ConversationSummary, LanePage, LiveReply } from '../../shared/ipc/routes.ts';
import type { Parameters } from '../../shared/parameters.ts';
import { maxLanes } from '../../shared/workspaceLimits.ts';
import type { EmitEvent } from '../chat/ports.ts';
import type {
  ConversationChange,
  History,
  ListConversations,
  StoredConversation,
} from '../history/History.ts';
import type { LiveReplies } from './LiveReplies.ts';
import type { MessageReader } from './MessageReader.ts';

interface ConversationServiceOptions {
  readonly history: History;
  readonly messages: MessageReader;
  readonly replies: LiveReplies;
  readonly clock: Clock;
  readonly emit: EmitEvent;
  /** Hears of a lane that was taken off; it may be brought back. */
  readonly onLaneRemoved?: (id: LaneId) => void;
  /** Hears of what is gone for good, so that nothing is kept for it elsewhere. */
  readonly onGone?: (owners: readonly (ConversationId | LaneId)[]) => void;
}

/** What answers in a lane; null where nothing is chosen yet. */
export interface LaneChoice {
  readonly connectionId: ConnectionId | null;
  readonly modelId: string | null;
}

/** Where a new lane stands and begins. */
export interface LanePlace {
  readonly id: LaneId;
  readonly conversationId: ConversationId;
  readonly from: MessageId | null;
  readonly position?: number;
  readonly parameters?: Parameters;
}

export interface OpenConversation {
  readonly conversation: Conversation;
  readonly lanes: readonly LanePage[];
  readonly live: readonly LiveReply[];
}

/** How much of a new lane's path is handed over with it; more is paged in. */
const lanePageSize = 100;

/** How long what belongs to a lane that was taken off is kept, so that it can be brought back whole, in milliseconds. */
const undoMs = 10 * 60_000;

export class ConversationService {
  readonly #options: ConversationServiceOptions;
  /** Lanes that were taken off and may come back, with what ends the wait. */
  readonly #takenOff = new Map<LaneId, () => void>();

  constructor(options: ConversationServiceOptions) {
    this.#options = options;
  }

  async list(options: ListConversations): Promise<readonly ConversationSummary[]> {
    const found = await this.#options.history.listConversations(options);
    return found.map((stored) => this.#summary(stored));
  }

  async create(
    id: ConversationId,
    choices: readonly (LaneChoice & { readonly id: LaneId; readonly parameters?: Parameters })[],
    options: Pick<Conversation, 'view' | 'temporary'> = {},
  ): Promise<{ readonly conversation: Conversation; readonly lanes: readonly Lane[] }> {
    const { history, clock } = this.#options;
    const now = clock.now();
    const conversation: Conversation = {
      id,
      title: '',
      titleSource: 'auto',
      pinned: false,
      trashedAt: null,
      ...options,
      createdAt: now,
      updatedAt: now,
      deviceId: history.deviceId,
    };
    const lanes = choices.map((choice, position) => ({
      ...choice,
      conversationId: id,
      position,
      headId: null,
    }));
    await history.createConversation(conversation, lanes);
    return { conversation, lanes };
  }

  async open(id: ConversationId, limit: number): Promise<OpenConversation> {
    const { history, messages } = this.#options;
    const { conversation } = await history.getConversation(id);
    const lanes = await history.listLanes(id);
    const read = await Promise.all(
      lanes.map(async (lane) => ({ lane, ...(await messages.lane(lane.id, limit)) })),
    );
    return {
      conversation,
      lanes: read.map(({ lane, page }) => ({ lane, page })),
      // Lanes that share a path share its replies.
      live: [...new Map(read.flatMap(({ live }) => live).map((reply) => [reply.messageId, reply])).values()],
    };
  }

  rename(id: ConversationId, title: string): Promise<void> {
    return this.#update(id, { title, titleSource: 'user' });
  }

  pin(id: ConversationId, pinned: boolean): Promise<void> {
    return this.#update(id, { pinned });
  }

  /** Sets what is given and leaves the rest. Parameters are replaced as a whole. */
  configure(
    id: ConversationId,
    change: Pick<ConversationChange, 'parameters' | 'contextStrategy' | 'view'>,
  ): Promise<void> {
    return this.#update(id, change);
  }

  /** Replaces the parameters of one lane. */
  async configureLane(id: LaneId, parameters: Parameters, by: WindowId | null = null): Promise<void> {
    const { history, emit } = this.#options;
    const { conversationId } = await history.updateLane(id, { parameters });
    emit('conversation.moved', { id: conversationId, by });
  }

  async trash(id: ConversationId): Promise<void> {
    const { history, replies, clock, emit } = this.#options;
    await replies.stopConversation(id);
    const now = clock.now();
    await history.updateConversation(id, { trashedAt: now }, now);
    emit('conversation.removed', { id });
  }

  restore(id: ConversationId): Promise<void> {
    return this.#update(id, { trashedAt: null });
  }

  async purge(id: ConversationId): Promise<void> {
    const { history, replies, emit, onGone } = this.#options;
    await replies.stopConversation(id);
    const lanes = await history.listLanes(id);
    await history.purgeConversation(id);
    onGone?.([id, ...lanes.map((lane) => lane.id)]);
    emit('conversation.removed', { id });
  }

  /** Adds a lane whose path ends in `from`, at the right unless a place is named. Throws `chat/too-many-lanes`. */
  async addLane(place: LanePlace, choice: LaneChoice, by: WindowId | null = null): Promise<LanePage> {
    const { history, messages, emit } = this.#options;
    const { id, conversationId, from, parameters } = place;
    const others = await history.listLanes(conversationId);
    if (others.length >= maxLanes) {
      throw new AppError('chat/too-many-lanes', 'No more lanes fit.', { details: { limit: maxLanes } });
    }
    const right = Math.max(-1, ...others.map((other) => other.position)) + 1;
    const lane: Lane = {
      id,
      conversationId,
      position: place.position ?? right,
      ...choice,
      headId: from,
      ...(parameters !== undefined && { parameters }),
    };
    await history.addLane(lane);
    this.#takenOff.get(id)?.();
    this.#takenOff.delete(id);
    emit('conversation.moved', { id: conversationId, by });
    return { lane, page: (await messages.lane(id, lanePageSize)).page };
  }

  async removeLane(id: LaneId, by: WindowId | null = null): Promise<void> {
    const { history, clock, emit, onLaneRemoved } = this.#options;
    const { conversationId } = await history.getLane(id);
    await history.removeLane(id);
    onLaneRemoved?.(id);
    this.#takenOff.set(
      id,
      clock.after(undoMs, () => {
        this.#forgetTakenOff(id);
      }),
    );
    emit('conversation.moved', { id: conversationId, by });
  }

  async chooseModel(id: LaneId, choice: LaneChoice, by: WindowId | null = null): Promise<void> {
    const { history, emit } = this.#options;
    const { conversationId } = await history.updateLane(id, choice);
    emit('conversation.moved', { id: conversationId, by });
  }

  async selectBranch(
    { id, messageId, limit }: { readonly id: LaneId; readonly messageId: MessageId; readonly limit: number },
    by: WindowId | null = null,
  ): Promise<LanePage> {
    const { history, messages, emit } = this.#options;
    const { lane, page } = await history.selectBranch(id, messageId, limit);
    emit('conversation.moved', { id: lane.conversationId, by });
    return { lane, page: (await messages.complete(page)).page };
  }

  /** Forgets what was kept for lanes that could have come back. */
  close(): void {
    for (const [id, cancel] of this.#takenOff) {
      cancel();
      this.#forgetTakenOff(id);
    }
  }

  #forgetTakenOff(id: LaneId): void {
    this.#takenOff.delete(id);
    this.#options.onGone?.([id]);
  }

  #summary({ conversation, laneCount }: StoredConversation): ConversationSummary {
    return { conversation, laneCount, streaming: this.#options.replies.isStreaming(conversation.id) };
  }

  async #update(id: ConversationId, change: ConversationChange): Promise<void> {
    const { history, clock, emit } = this.#options;
    const stored = await history.updateConversation(id, change, clock.now());
    emit('conversation.changed', { summary: this.#summary(stored) });
  }
}
