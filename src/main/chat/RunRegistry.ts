import type { ConversationId, LaneId, MessageId } from '../../shared/ids.ts';
import type { Run } from './Run.ts';

/** The replies that are live at this moment, one per message. */
export class RunRegistry {
  readonly #runs = new Map<MessageId, Run>();

  add(run: Run): void {
    this.#runs.set(run.ids.messageId, run);
  }

  remove(messageId: MessageId): void {
    this.#runs.delete(messageId);
  }

  get(messageId: MessageId): Run | undefined {
    return this.#runs.get(messageId);
  }

  isLaneBusy(laneId: LaneId): boolean {
    return this.all().some((run) => run.reply.laneId === laneId);
  }

  inConversation(id: ConversationId): readonly Run[] {
    return this.all().filter((run) => run.ids.conversationId === id);
  }

  all(): readonly Run[] {
    return [...this.#runs.values()];
  }
}
