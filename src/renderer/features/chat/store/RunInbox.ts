/**
 * What has come of live replies since the last frame. Batches are applied together, once a frame, so a burst of them costs
 * one render; those of a reply that is not known yet wait here until it is. Many replies take turns: a list that grows is laid
 * out by itself, and four of them in every frame would leave a key no room between the frames.
 */
import type { MessageId } from '../../../../shared/ids.ts';
import type { ConversationState } from './conversationState.ts';
import { withLive } from './conversationState.ts';
import type { RunBatch } from './liveReply.ts';
import { receiveBatch } from './liveReply.ts';

/** Batches kept for replies that are not known yet. What is dropped is only a gap, and a gap is read again. */
const waitingLimit = 300;
/** So many replies grow with every frame. Of more, each grows with about every second one, which nobody can read faster than. */
const alwaysAtOnce = 2;

interface Arrival {
  readonly messageId: MessageId;
  readonly batch: RunBatch;
}

export class RunInbox {
  readonly #onNextFrame: (callback: () => void) => void;
  readonly #onFrame: () => void;
  #waiting: Arrival[] = [];
  #frameAsked = false;
  /** Some of what waits could have been applied, but it was the turn of others. */
  #behind = false;

  /** `onFrame` is called with the next frame after something has come. */
  constructor(onNextFrame: (callback: () => void) => void, onFrame: () => void) {
    this.#onNextFrame = onNextFrame;
    this.#onFrame = onFrame;
  }

  add(messageId: MessageId, batch: RunBatch): void {
    this.#waiting.push({ messageId, batch });
    this.askFrame();
  }

  /** Asks for a frame, where something waits and none is asked for. */
  askFrame(): void {
    if (this.#frameAsked || this.#waiting.length === 0) return;
    this.#frameAsked = true;
    this.#onNextFrame(() => {
      this.#frameAsked = false;
      this.#onFrame();
      if (this.#behind) this.askFrame();
    });
  }

  /**
   * The state with what can be applied: all of it, or what is due in one frame, those first that have waited longest. The same
   * object where there was nothing. The rest goes on waiting.
   */
  applyTo(before: ConversationState, share: 'all' | 'frame'): ConversationState {
    const due = share === 'all' ? null : this.#dueIn(before);
    let state = before;
    const later: Arrival[] = [];
    const unknown: Arrival[] = [];
    for (const arrival of this.#waiting) {
      const { messageId, batch } = arrival;
      const live = state.live.get(messageId);
      if (live === undefined) {
        if (!state.messages.has(messageId)) unknown.push(arrival);
      } else if (due?.has(messageId) === false) later.push(arrival);
      else state = withLive(state, messageId, receiveBatch(live, batch));
    }
    this.#waiting = [...later, ...unknown.slice(-waitingLimit)];
    this.#behind = later.length > 0;
    return state;
  }

  /** The replies whose turn it is: half of those that have grown. First words wait for nobody. */
  #dueIn({ live }: ConversationState): ReadonlySet<MessageId> {
    const grown = [...new Set(this.#waiting.map(({ messageId }) => messageId))].filter((id) => live.has(id));
    const begun = grown.filter((id) => live.get(id)?.message.parts.length !== 0);
    const first = grown.filter((id) => live.get(id)?.message.parts.length === 0);
    return new Set([...first, ...begun.slice(0, Math.max(alwaysAtOnce, Math.ceil(begun.length / 2)))]);
  }
}
