/**
 * Everything that asks for a reply: sending, editing, retrying, going on. Each begins with one transaction that writes the
 * prompt and an empty reply per lane, so that a crash from there on loses nothing; only then is a model asked.
 */
import type { Clock } from '../../shared/clock.ts';
import type { Connection } from '../../shared/connection.ts';
import { maxPromptLength } from '../../shared/conversation.ts';
import type { AssistantMessage, Lane, Message, ModelRef } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId, ConversationId, LaneId, MessageId, TurnId, WindowId } from '../../shared/ids.ts';
import type { AttachmentRef } from '../../shared/attachment.ts';
import type { LanePage, RouteOutput, RouteParsedInput } from '../../shared/ipc/routes.ts';
import { plainText } from '../../shared/stream.ts';
import type { History } from '../history/History.ts';
import type { Logger } from '../logging/Logger.ts';
import { buildTurn } from './buildTurn.ts';
import type { Ask } from './buildTurn.ts';
import { editedReply } from '../../shared/derivedReply.ts';
import type { LiveRuns } from './LiveRuns.ts';
import type { CurrentMessages, EmitEvent } from './ports.ts';
import type { SendGuard } from './preparation/SendGuard.ts';
import { titleFromPrompt } from './titleFromPrompt.ts';

export interface ChatServiceOptions {
  readonly history: History;
  readonly runs: LiveRuns;
  readonly messages: CurrentMessages;
  /** The name of a model as people know it; its id where nothing better is known. */
  readonly modelName: (connection: Connection, modelId: string) => string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly emit: EmitEvent;
  /** Whether a model takes the beginning of its own answer and goes on from it. */
  readonly acceptsPrefill: (lane: Lane) => Promise<boolean>;
  /** Rejects what may not be sent. */
  readonly guard: Pick<SendGuard, 'check'>;
}

/** The prompt that makes a model go on with a reply that was cut. It stands in the conversation like any other. */
export const continuePrompt = 'Continue exactly where you stopped.';

/** How much of a lane is returned after an operation that moves it; the rest is read page by page. */
const returnedMessages = 100;

type Choice = Pick<Lane, 'connectionId' | 'modelId'>;

interface Turn {
  readonly conversationId: ConversationId;
  readonly turnId: TurnId;
  /** Null when the prompt is in the tree already. */
  readonly text: string | null;
  readonly attachments?: readonly AttachmentRef[];
  readonly sources?: readonly MessageId[];
  /** The window that asks; null where none does. */
  readonly by: WindowId | null;
  readonly asks: readonly {
    readonly lane: Lane;
    readonly parentId: MessageId | null;
    readonly choice: Choice;
    readonly begins?: Ask['begins'];
  }[];
  /** Whether the prompt is the one that an automatic title follows. */
  readonly namesConversation: boolean;
}

export class ChatService {
  readonly #options: ChatServiceOptions;

  constructor(options: ChatServiceOptions) {
    this.#options = options;
  }

  /** Throws `chat/empty-prompt`, `chat/prompt-too-large`, `chat/no-model`, `chat/busy`, `connection/not-found`. */
  async send(
    input: RouteParsedInput<'chat.send'>,
    by: WindowId | null = null,
  ): Promise<RouteOutput<'chat.send'>> {
    assertPrompt(input);
    const all = await this.#options.history.listLanes(input.conversationId);
    const lanes = [...new Set(input.laneIds)].map((id) => {
      const lane = all.find((candidate) => candidate.id === id);
      if (lane === undefined) throw new AppError('history/not-found', 'There is no such lane.');
      return lane;
    });
    const turn: Turn = {
      ...input,
      by,
      asks: lanes.map((lane) => ({ lane, parentId: lane.headId, choice: lane })),
      namesConversation: all.every((lane) => lane.headId === null),
    };
    return this.#begin(turn, async () => {
      const entries = lanes.map(async ({ id }) => {
        const { page } = await this.#options.messages.lane(id, 2);
        return { laneId: id, added: [...page.entries] };
      });
      return { entries: await Promise.all(entries) };
    });
  }

  /** Throws as `send` does. */
  async editPrompt(
    input: RouteParsedInput<'chat.editPrompt'>,
    by: WindowId | null = null,
  ): Promise<LanePage> {
    const { lane, message } = await this.#find(input);
    if (message.role !== 'user') throw notThere();
    const { parentId } = message;
    const attachments = input.attachments ?? message.attachments ?? [];
    assertPrompt({ text: input.text, attachments });
    return this.#beginInLane(lane, parentId, {
      turnId: input.turnId,
      text: input.text,
      attachments,
      namesConversation: parentId === null,
      by,
    });
  }

  /**
   * Saves other words for a reply as a branch, and sends the prompt that followed it on the lane's path again below them. Throws as
   * `send` does, and `chat/nothing-to-resend`.
   */
  async editReplyAndResend(
    input: RouteParsedInput<'branches.editAndResend'>,
    by: WindowId | null = null,
  ): Promise<LanePage> {
    const { history, clock } = this.#options;
    const { lane, message } = await this.#find(input);
    if (message.role !== 'assistant') throw notThere();
    assertPrompt({ text: input.text });
    const path = lane.headId === null ? [] : await history.readPath(lane.headId);
    const next = path[path.findIndex(({ id }) => id === message.id) + 1];
    if (next?.role !== 'user' || next.parentId !== message.id) {
      throw new AppError('chat/nothing-to-resend', 'No prompt follows this reply.');
    }
    // Refused before anything is written where it can be; what is refused later leaves a branch and no harm.
    this.#assertFree(lane, message.id);
    const edited = editedReply(message, input.text, { now: clock.now(), deviceId: history.deviceId });
    await history.beginTurn({
      conversationId: lane.conversationId,
      prompts: [],
      replies: [edited],
      heads: [],
    });
    return this.#beginInLane(lane, edited.id, {
      turnId: input.turnId,
      text: plainText(next.parts),
      attachments: next.attachments ?? [],
      namesConversation: false,
      by,
    });
  }

  /** `messageId` is a reply, or a prompt that got none. With a choice, the lane itself keeps its model. */
  async retry(input: RouteParsedInput<'chat.retry'>, by: WindowId | null = null): Promise<LanePage> {
    const { lane, message } = await this.#find(input);
    const parentId = message.role === 'user' ? message.id : message.parentId;
    return this.#beginInLane(lane, parentId, {
      turnId: message.turnId,
      text: null,
      namesConversation: false,
      by,
      ...(input.choice === null ? {} : { choice: input.choice }),
    });
  }

  /**
   * Where the model takes the beginning of its own answer, the words so far are handed to it and the new reply begins with them. A
   * reply without a word has nothing to go on with, so it is asked for again.
   */
  async continue(input: RouteParsedInput<'chat.continue'>, by: WindowId | null = null): Promise<LanePage> {
    const { lane, message } = await this.#find(input);
    if (message.role !== 'assistant') throw notThere();
    // Claude refuses a beginning that ends in white space, and the others write it again.
    const text = plainText(message.parts).trimEnd();
    if (text.trim() === '') return this.retry({ ...input, choice: null }, by);
    if (await this.#options.acceptsPrefill(lane)) {
      const begins = { of: message.id, text };
      const { turnId, parentId } = message;
      return this.#beginInLane(lane, parentId, { turnId, text: null, namesConversation: false, by, begins });
    }
    const turn = { turnId: newId<TurnId>(), text: continuePrompt, namesConversation: false, by };
    return this.#beginInLane(lane, message.id, turn);
  }

  /** Only an interrupted reply is changed by it. */
  async keep({ messageId }: RouteParsedInput<'chat.keep'>): Promise<void> {
    const { messages, clock, history, emit } = this.#options;
    const { message } = await messages.message(messageId);
    if (message.role !== 'assistant' || message.status !== 'interrupted') return;
    const kept: AssistantMessage = { ...message, status: 'done', error: null, updatedAt: clock.now() };
    await history.finishReply(kept);
    emit('message.changed', { message: kept });
  }

  async stop({ messageId }: RouteParsedInput<'chat.stop'>): Promise<void> {
    await this.#options.runs.stop(messageId);
  }

  async #beginInLane(
    lane: Lane,
    parentId: MessageId | null,
    turn: Omit<Turn, 'conversationId' | 'asks' | 'sources'> & {
      readonly choice?: Choice;
      readonly begins?: Ask['begins'];
    },
  ): Promise<LanePage> {
    const { history, messages } = this.#options;
    const { choice = lane, begins } = turn;
    const asks = [{ lane, parentId, choice, ...(begins !== undefined && { begins }) }];
    return this.#begin({ ...turn, conversationId: lane.conversationId, asks }, async () => ({
      lane: await history.getLane(lane.id),
      page: (await messages.lane(lane.id, returnedMessages)).page,
    }));
  }

  /** Checks and writes a turn, reads the answer for whoever asked, and then lets the replies begin. */
  async #begin<T>(turn: Turn, answer: () => Promise<T>): Promise<T> {
    await this.#options.guard.check({
      conversationId: turn.conversationId,
      laneIds: turn.asks.map(({ lane }) => lane.id),
      text: turn.text ?? '',
      attachments: [...(turn.attachments ?? [])],
    });
    const letBegin = await this.#write(turn);
    try {
      if (turn.namesConversation && turn.text !== null) await this.#name(turn.conversationId, turn.text);
      await this.#options.runs.announce(turn.conversationId);
      this.#options.emit('conversation.moved', { id: turn.conversationId, by: turn.by });
      return await answer();
    } finally {
      letBegin();
    }
  }

  async #write({ asks, ...turn }: Turn): Promise<() => void> {
    const { history, runs, clock } = this.#options;
    const laneIds = asks.map(({ lane }) => lane.id);
    for (const { lane, parentId } of asks) this.#assertFree(lane, parentId);
    const free = runs.reserve(laneIds);
    try {
      const connections = new Map((await history.listConnections()).map((found) => [found.id, found]));
      const complete = asks.map(({ lane, parentId, choice, begins }): Ask => {
        const model = this.#modelRef(connections, choice);
        return { laneId: lane.id, parentId, model, ...(begins !== undefined && { begins }) };
      });
      const now = clock.now();
      const rows = buildTurn({ ...turn, deviceId: history.deviceId, now, asks: complete });
      await history.beginTurn(rows);
      return runs.prepare(
        rows.replies.map((reply) => ({
          reply,
          connection: connectionOf(connections, reply.model.connectionId),
        })),
      );
    } finally {
      free();
    }
  }

  #assertFree(lane: Lane, parentId: MessageId | null): void {
    const { runs } = this.#options;
    // A lane that was added on the path of another one may end in that one's live reply.
    const waitsForOther = parentId !== null && runs.isLive(parentId);
    if (runs.closing || waitsForOther || runs.isLaneBusy(lane.id)) {
      throw new AppError('chat/busy', 'A reply is still streaming here.', { retryable: true });
    }
  }

  #modelRef(connections: ReadonlyMap<ConnectionId, Connection>, { connectionId, modelId }: Choice): ModelRef {
    if (connectionId === null || modelId === null || modelId === '') {
      throw new AppError('chat/no-model', 'No model is chosen.');
    }
    const connection = connectionOf(connections, connectionId);
    const { provider, name } = connection;
    const modelName = this.#options.modelName(connection, modelId);
    return { connectionId, modelId, provider, modelName, connectionName: name };
  }

  /** Gives the conversation its automatic title, unless a person has named it. Failing at it must not cost the reply. */
  async #name(id: ConversationId, prompt: string): Promise<void> {
    const { history, clock, logger } = this.#options;
    const title = titleFromPrompt(prompt);
    if (title === '') return;
    try {
      const { conversation } = await history.getConversation(id);
      if (conversation.titleSource === 'auto') await history.updateConversation(id, { title }, clock.now());
    } catch (caught) {
      logger.error('A conversation could not be named.', caught);
    }
  }

  /** A lane and a message of its conversation, as it is now. */
  async #find(input: { readonly laneId: LaneId; readonly messageId: MessageId }): Promise<{
    readonly lane: Lane;
    readonly message: Message;
  }> {
    const lane = await this.#options.history.getLane(input.laneId);
    const { message } = await this.#options.messages.message(input.messageId);
    if (message.conversationId !== lane.conversationId) throw notThere();
    return { lane, message };
  }
}

function connectionOf(connections: ReadonlyMap<ConnectionId, Connection>, id: ConnectionId): Connection {
  const connection = connections.get(id);
  if (connection === undefined) throw new AppError('connection/not-found', 'The connection was deleted.');
  return connection;
}

function notThere(): AppError {
  return new AppError('history/not-found', 'There is no such message here.');
}

/** A file may stand alone; words may be missing then. */
function assertPrompt(prompt: {
  readonly text: string;
  readonly attachments?: readonly AttachmentRef[];
}): void {
  const { text, attachments = [] } = prompt;
  if (text.trim() === '' && attachments.length === 0)
    throw new AppError('chat/empty-prompt', 'The prompt is empty.');
  if (text.length > maxPromptLength) {
    throw new AppError('chat/prompt-too-large', 'The prompt is too long.', {
      details: { limit: maxPromptLength },
    });
  }
}
