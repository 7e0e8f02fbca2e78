/**
 * Editing time: other words for a message become its sibling, a branch can be thrown away and brought back, and a path can be
 * taken along into a conversation of its own. Nothing here asks a model, and nothing is ever overwritten.
 */
import type { Clock } from '../../shared/clock.ts';
import { maxPromptLength } from '../../shared/conversation.ts';
import type { Conversation, Lane, Message } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { ConversationId, LaneId, MessageId, TurnId, WindowId } from '../../shared/ids.ts';
import type { LanePage } from '../../shared/ipc/routes.ts';
import type { ConversationTree, TrashedBranch } from '../../shared/tree.ts';
import type { EmitEvent } from '../chat/ports.ts';
import { editedReply } from '../../shared/derivedReply.ts';
import type { History } from '../history/History.ts';
import { copyPath } from './copyPath.ts';
import type { LiveReplies } from './LiveReplies.ts';
import type { MessageReader } from './MessageReader.ts';

interface BranchServiceOptions {
  readonly history: History;
  readonly messages: MessageReader;
  readonly replies: LiveReplies;
  readonly clock: Clock;
  readonly emit: EmitEvent;
}

/** How much of a lane's path is handed over after it moved; more is paged in. */
const lanePageSize = 100;

export class BranchService {
  readonly #options: BranchServiceOptions;

  constructor(options: BranchServiceOptions) {
    this.#options = options;
  }

  tree(id: ConversationId): Promise<ConversationTree> {
    return this.#options.history.readTree(id);
  }

  /** Throws `chat/empty-prompt`, `chat/prompt-too-large`, `chat/busy` for a reply that still streams. */
  async edit(
    { laneId, messageId, text }: { laneId: LaneId; messageId: MessageId; text: string },
    by: WindowId | null = null,
  ): Promise<LanePage> {
    const { history, messages, clock, emit } = this.#options;
    const lane = await history.getLane(laneId);
    const { message } = await messages.message(messageId);
    if (message.conversationId !== lane.conversationId) throw noSuchMessage();
    assertWords(text, message);
    if (message.role === 'assistant' && message.status === 'streaming') {
      throw new AppError('chat/busy', 'This reply is still streaming.', { retryable: true });
    }
    const edited = this.#edited(message, text, clock.now());
    await history.beginTurn({
      conversationId: lane.conversationId,
      prompts: edited.role === 'user' ? [edited] : [],
      replies: edited.role === 'assistant' ? [edited] : [],
      heads: [{ laneId, headId: edited.id }],
    });
    emit('conversation.moved', { id: lane.conversationId, by });
    return { lane: await history.getLane(laneId), page: (await messages.lane(laneId, lanePageSize)).page };
  }

  /** Throws `chat/busy` while a reply streams in the branch. */
  async trash(id: MessageId, by: WindowId | null = null): Promise<TrashedBranch> {
    const { history, clock, emit } = this.#options;
    const branch = await history.trashBranch(id, clock.now());
    emit('conversation.moved', { id: branch.conversationId, by });
    return branch;
  }

  async restore(rootId: MessageId, by: WindowId | null = null): Promise<void> {
    const { history, emit } = this.#options;
    const id = await history.restoreBranch(rootId);
    emit('conversation.moved', { id, by });
  }

  async purge(rootId: MessageId): Promise<void> {
    await this.#options.history.purgeBranch(rootId);
  }

  listTrashed(): Promise<readonly TrashedBranch[]> {
    return this.#options.history.listTrashedBranches();
  }

  /** Copies the path down to a message into a new conversation with one lane. What the replies have cost is not counted again. */
  async fork(id: ConversationId, from: { laneId: LaneId; messageId: MessageId }): Promise<void> {
    const { history, messages, replies, clock, emit } = this.#options;
    const lane = await history.getLane(from.laneId);
    const { message } = await messages.message(from.messageId);
    if (message.conversationId !== lane.conversationId) throw noSuchMessage();
    const { conversation } = await history.getConversation(lane.conversationId);
    const path = await history.readPath(from.messageId);
    const laneId = newId<LaneId>();
    const now = clock.now();
    const copied = copyPath(path, { conversationId: id, laneId, now, deviceId: history.deviceId });
    const { parameters, contextStrategy, title, temporary } = conversation;
    const forked: Conversation = {
      id,
      title,
      titleSource: 'auto',
      pinned: false,
      trashedAt: null,
      ...(parameters !== undefined && { parameters }),
      ...(contextStrategy !== undefined && { contextStrategy }),
      ...(temporary !== undefined && { temporary }),
      createdAt: now,
      updatedAt: now,
      deviceId: history.deviceId,
    };
    const forkedLane: Lane = {
      ...lane,
      id: laneId,
      conversationId: id,
      position: 0,
      headId: copied.at(-1)?.id ?? null,
    };
    await history.importArchive({ conversation: forked, lanes: [forkedLane], messages: copied });
    const stored = await history.getConversation(id);
    emit('conversation.changed', { summary: { ...stored, streaming: replies.isStreaming(id) } });
  }

  #edited(message: Message, text: string, now: number): Message {
    const { deviceId } = this.#options.history;
    if (message.role === 'assistant') return editedReply(message, text, { now, deviceId });
    // What a run was started with stays what it was; other words belong to no run.
    const { step: _step, ...prompt } = message;
    return {
      ...prompt,
      id: newId<MessageId>(),
      // Words of its own make a turn of its own, as an edit that is sent does.
      turnId: newId<TurnId>(),
      parts: text.trim() === '' ? [] : [{ type: 'text', block: 0, text }],
      createdAt: now,
      updatedAt: now,
      deviceId,
    };
  }
}

function noSuchMessage(): AppError {
  return new AppError('history/not-found', 'There is no such message here.');
}

/** Files may stand without a word, as where they are sent. */
function assertWords(text: string, message: Message): void {
  const hasFiles = message.role === 'user' && (message.attachments?.length ?? 0) > 0;
  if (text.trim() === '' && !hasFiles) throw new AppError('chat/empty-prompt', 'The message is empty.');
  if (text.length > maxPromptLength) {
    throw new AppError('chat/prompt-too-large', 'The message is too long.', {
      details: { limit: maxPromptLength },
    });
  }
}
