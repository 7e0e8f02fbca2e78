/**
 * Tells when a turn has ended that nobody was looking at, once for all of its replies. It hears what the windows hear, so it
 * knows of every way in which a reply ends. Of what was said it tells nothing; a temporary chat is not named, because its title
 * is what was asked, and models that a person compares blindly are not named either. Names come from servers, and some systems
 * read markup in a notification, links and pictures too: what goes there is plain, short and visible.
 */
import type { AssistantMessage } from '../../shared/conversation.ts';
import type { ConversationId } from '../../shared/ids.ts';
import type { EventName, EventPayloads } from '../../shared/ipc/events.ts';
import type { ConversationSummary } from '../../shared/ipc/routes.ts';
import { cleanName } from '../../shared/invisibleText.ts';

/** A turn that ended out of sight. */
export interface EndedTurn {
  readonly conversationId: ConversationId;
  /** Null where it may not be shown, and for a conversation without one. */
  readonly title: string | null;
  /** The models that have answered; none where they may not be named. */
  readonly models: readonly string[];
  readonly outcome: 'answered' | 'failed';
}

interface ReplyWatchOptions {
  /** Whether a person wants to be told. */
  readonly isWanted: () => boolean;
  /** Whether a person is looking at this conversation. */
  readonly isSeen: (id: ConversationId) => boolean;
  readonly tell: (turn: EndedTurn) => void;
}

/** Stopped by the person, who knows; anything else that is not streaming any more is news. */
const isNews = ({ status }: AssistantMessage): boolean => status !== 'streaming' && status !== 'cancelled';

export class ReplyWatch {
  readonly #options: ReplyWatchOptions;
  /** The replies that have ended of each turn under way. */
  readonly #ended = new Map<ConversationId, AssistantMessage[]>();

  constructor(options: ReplyWatchOptions) {
    this.#options = options;
  }

  /** Takes in what the windows are told. */
  hear<E extends EventName>(name: E, payload: EventPayloads[E]): void {
    // The name says what the payload is, which the compiler cannot follow through a type parameter.
    if (name === 'message.changed') this.#hearMessage(payload as EventPayloads['message.changed']);
    if (name === 'conversation.changed')
      this.#hearConversation(payload as EventPayloads['conversation.changed']);
    if (name === 'conversation.removed')
      this.#ended.delete((payload as EventPayloads['conversation.removed']).id);
  }

  #hearMessage({ message }: EventPayloads['message.changed']): void {
    if (message.role === 'assistant' && isNews(message))
      this.#ended.get(message.conversationId)?.push(message);
  }

  #hearConversation({ summary }: EventPayloads['conversation.changed']): void {
    const { id } = summary.conversation;
    const ended = this.#ended.get(id);
    if (summary.streaming) {
      if (ended === undefined) this.#ended.set(id, []);
      return;
    }
    this.#ended.delete(id);
    if (ended === undefined || ended.length === 0) return;
    const { isWanted, isSeen, tell } = this.#options;
    if (isWanted() && !isSeen(id)) tell(describeTurn(summary, ended));
  }
}

/** Longest name in a notification, in characters (UTF-16 units). */
const longestName = 80;

function plainName(name: string): string {
  const plain = cleanName(name.replace(/[<>&]/g, ' '));
  return plain.length <= longestName ? plain : `${cleanName(plain.slice(0, longestName - 1))}…`;
}

/** What may be said of a turn. */
function describeTurn(
  { conversation }: ConversationSummary,
  replies: readonly AssistantMessage[],
): EndedTurn {
  const { id, title, temporary, view } = conversation;
  const answered = replies.filter(({ status }) => status === 'done');
  const named = answered.length > 0 ? answered : replies;
  const shown = temporary === true ? '' : plainName(title);
  const models = view?.blind === undefined ? named.map(({ model }) => plainName(model.modelName)) : [];
  return {
    conversationId: id,
    title: shown === '' ? null : shown,
    models: [...new Set(models)].filter((name) => name !== ''),
    outcome: answered.length > 0 ? 'answered' : 'failed',
  };
}
