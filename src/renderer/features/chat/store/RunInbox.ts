/**
 * What has come of live replies since the last frame. Batches are applied together, once a frame, so a burst of them costs
 * one render; those of a reply that is not known yet wait here until it is.
 */
import type { MessageId } from '../../../../shared/ids.ts';
import type { ConversationState } from './conversationState.ts';
import { withLive } from './conversationState.ts';
import type { RunBatch } from './liveReply.ts';
import { receiveBatch } from './liveReply.ts';

/** Batches kept for replies that are not known yet. What is dropped is only a gap, and a gap is read again. */
const waitingLimit = 300;

export class RunInbox {
  readonly #onNextFrame: (callback: () => void) => void;
  readonly #onFrame: () => void;
  #waiting: { readonly messageId: MessageId; readonly batch: RunBatch }[] = [];
  #frameAsked = false;

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
    });
  }

  /** The state with everything applied that can be; the same object where nothing could. The rest goes on waiting. */
  applyTo(before: ConversationState): ConversationState {
    let state = before;
    const unknown = this.#waiting.filter(({ messageId, batch }) => {
      const live = state.live.get(messageId);
      if (live !== undefined) state = withLive(state, messageId, receiveBatch(live, batch));
      return live === undefined && !state.messages.has(messageId);
    });
    this.#waiting = unknown.slice(-waitingLimit);
    return state;
  }
}
