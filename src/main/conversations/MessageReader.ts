/**
 * Reads messages so that a page can go on where the batches of events go on. The row of a streaming reply lags behind what was
 * already sent, so it is replaced by the live one, taken in the same tick as the number of its last batch. A reply that ended
 * in between is read again.
 */
import type { Message, PathEntry, PathPage } from '../../shared/conversation.ts';
import type { LaneId, MessageId } from '../../shared/ids.ts';
import type { LiveReply } from '../../shared/ipc/routes.ts';
import type { History } from '../history/History.ts';
import type { LiveReplies } from './LiveReplies.ts';

/** A message, and where its stream stands if it has not ended. */
export interface ReadMessage {
  readonly message: Message;
  readonly live: LiveReply | null;
}

/** A page of a path together with the replies in it that still stream. */
export interface ReadPage {
  readonly page: PathPage;
  readonly live: readonly LiveReply[];
}

export class MessageReader {
  readonly #history: Pick<History, 'getMessage' | 'readLane'>;
  readonly #replies: LiveReplies;

  constructor(history: Pick<History, 'getMessage' | 'readLane'>, replies: LiveReplies) {
    this.#history = history;
    this.#replies = replies;
  }

  async message(id: MessageId): Promise<ReadMessage> {
    return this.#current(await this.#history.getMessage(id));
  }

  async lane(id: LaneId, limit: number, beforeId?: MessageId): Promise<ReadPage> {
    return this.complete(await this.#history.readLane(id, limit, beforeId));
  }

  /** Brings a page that was just read from the history up to this moment. */
  async complete(page: PathPage): Promise<ReadPage> {
    const live: LiveReply[] = [];
    const entries: PathEntry[] = [];
    for (const entry of page.entries) {
      const current = await this.#current(entry.message);
      if (current.live !== null) live.push(current.live);
      entries.push({ ...entry, message: current.message });
    }
    return { page: { ...page, entries }, live };
  }

  async #current(message: Message): Promise<ReadMessage> {
    if (message.role === 'user' || message.status !== 'streaming') return { message, live: null };
    return (
      this.#replies.snapshot(message.id) ?? {
        message: await this.#history.getMessage(message.id),
        live: null,
      }
    );
  }
}
