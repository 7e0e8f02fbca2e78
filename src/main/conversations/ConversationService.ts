/** Conversations and their lanes as a person handles them: create, open, name, pin, throw away, split into panes. */
import type { Clock } from '../../shared/clock.ts';
import type { Conversation, Lane } from '../../shared/conversation.ts';
import type { ConnectionId, ConversationId, LaneId, MessageId } from '../../shared/ids.ts';
import type { ConversationSummary, LanePage, LiveReply } from '../../shared/ipc/routes.ts';
import type { Parameters } from '../../shared/parameters.ts';
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
  /** Hears of what is gone for good, so that nothing is kept for it elsewhere. */
  readonly onGone?: (owners: readonly (ConversationId | LaneId)[]) => void;
}

/** What answers in a lane; null where nothing is chosen yet. */
export interface LaneChoice {
  readonly connectionId: ConnectionId | null;
  readonly modelId: string | null;
}

export interface OpenConversation {
  readonly conversation: Conversation;
  readonly lanes: readonly LanePage[];
  readonly live: readonly LiveReply[];
}

/** How much of a new lane's path is handed over with it; more is paged in. */
const lanePageSize = 100;

export class ConversationService {
  readonly #options: ConversationServiceOptions;

  constructor(options: ConversationServiceOptions) {
    this.#options = options;
  }

  async list(options: ListConversations): Promise<readonly ConversationSummary[]> {
    const found = await this.#options.history.listConversations(options);
    return found.map((stored) => this.#summary(stored));
  }

  async create(
    id: ConversationId,
    choices: readonly (LaneChoice & { readonly id: LaneId })[],
  ): Promise<{ readonly conversation: Conversation; readonly lanes: readonly Lane[] }> {
    const { history, clock } = this.#options;
    const now = clock.now();
    const conversation: Conversation = {
      id,
      title: '',
      titleSource: 'auto',
      pinned: false,
      trashedAt: null,
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
    change: Pick<ConversationChange, 'parameters' | 'contextStrategy'>,
  ): Promise<void> {
    return this.#update(id, change);
  }

  /** Replaces the parameters of one lane. */
  async configureLane(id: LaneId, parameters: Parameters): Promise<void> {
    await this.#options.history.updateLane(id, { parameters });
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

  /** Adds a lane at the right whose path ends in `from`. */
  async addLane(
    place: { readonly id: LaneId; readonly conversationId: ConversationId; readonly from: MessageId | null },
    choice: LaneChoice,
  ): Promise<LanePage> {
    const { history, messages } = this.#options;
    const { id, conversationId, from } = place;
    const others = await history.listLanes(conversationId);
    const position = Math.max(-1, ...others.map((other) => other.position)) + 1;
    const lane: Lane = { id, conversationId, position, ...choice, headId: from };
    await history.addLane(lane);
    return { lane, page: (await messages.lane(id, lanePageSize)).page };
  }

  async removeLane(id: LaneId): Promise<void> {
    const { history, onGone } = this.#options;
    await history.removeLane(id);
    onGone?.([id]);
  }

  async chooseModel(id: LaneId, choice: LaneChoice): Promise<void> {
    await this.#options.history.updateLane(id, choice);
  }

  async selectBranch(id: LaneId, messageId: MessageId, limit: number): Promise<LanePage> {
    const { history, messages } = this.#options;
    const { lane, page } = await history.selectBranch(id, messageId, limit);
    return { lane, page: (await messages.complete(page)).page };
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
