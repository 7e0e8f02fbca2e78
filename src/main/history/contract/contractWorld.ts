/** What the parts of the contract share: the history under test, and chats to fill it with. */
import type {
  AssistantMessage,
  Conversation,
  Lane,
  Message,
  UserMessage,
} from '../../../shared/conversation.ts';
import { newId } from '../../../shared/ids.ts';
import type { ConversationId } from '../../../shared/ids.ts';
import type { Tab } from '../../../shared/settings.ts';
import type { History } from '../History.ts';
import { at, makeConversation, makeDoneReply, makeLane, makePrompt, makeReply } from '../historyFixtures.ts';

interface Chat {
  readonly conversation: Conversation;
  readonly lane: Lane;
}

interface Exchange {
  readonly prompt: UserMessage;
  readonly reply: AssistantMessage;
}

export const notFound = { name: 'AppError', code: 'history/not-found' };

export function makeTab(conversationId: ConversationId, change: Partial<Tab> = {}): Tab {
  return {
    id: newId(),
    conversationId,
    position: 0,
    pinned: false,
    active: true,
    draft: '',
    updatedAt: at(0),
    ...change,
  };
}

export function textsOf(messages: readonly Message[]): readonly string[] {
  return messages.map((message) => message.parts.map((part) => part.text).join(''));
}

export class ContractWorld {
  #history: History | null = null;

  /** Fresh for each test. */
  get history(): History {
    if (this.#history === null) throw new Error('No test is running.');
    return this.#history;
  }

  set history(history: History) {
    this.#history = history;
  }

  async createChat(change: Partial<Conversation> = {}): Promise<Chat> {
    const conversation = makeConversation(change);
    const lane = makeLane(conversation.id);
    await this.history.createConversation(conversation, [lane]);
    return { conversation, lane };
  }

  /** Writes one finished exchange at the end of the lane. */
  async exchange(
    { id: laneId, conversationId }: Lane,
    [ask, tell]: readonly [prompt: string, reply: string],
    time = at(1000),
  ): Promise<Exchange> {
    const lane = await this.history.getLane(laneId);
    const times = { createdAt: time, updatedAt: time };
    const prompt = makePrompt(conversationId, lane.headId, ask, times);
    const reply = makeReply(lane, prompt.id, times);
    await this.history.beginTurn({
      conversationId,
      prompts: [prompt],
      replies: [reply],
      heads: [{ laneId, headId: reply.id }],
    });
    const { id, turnId } = reply;
    const done = makeDoneReply(lane, prompt.id, tell, { id, turnId, ...times });
    await this.history.finishReply(done);
    return { prompt, reply: done };
  }
}
