/**
 * Writes the final form of replies. One that cannot be written (a full disk) is kept in memory, shown with the reason, and
 * tried again until it is written or the app closes; its journal is still on disk then.
 */
import type { Clock } from '../../shared/clock.ts';
import type { AssistantMessage } from '../../shared/conversation.ts';
import { AppError, toErrorInfo } from '../../shared/errors.ts';
import type { MessageId } from '../../shared/ids.ts';
import type { History } from '../history/History.ts';

interface SaverOptions {
  readonly history: Pick<History, 'finishReply'>;
  readonly clock: Clock;
  /** Called with a reply that was written at a later attempt. */
  readonly onSaved: (reply: AssistantMessage) => void;
}

/** `gone`: its conversation was deleted for good in the meantime. `kept`: not written yet; `shown` says why. */
export type SaveOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'kept'; readonly shown: AssistantMessage; readonly caught: unknown };

interface Kept {
  readonly final: AssistantMessage;
  readonly shown: AssistantMessage;
}

const firstRetryMs = 1000;
const longestRetryMs = 30_000;

export class ReplySaver {
  readonly #options: SaverOptions;
  readonly #kept = new Map<MessageId, Kept>();

  constructor(options: SaverOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  async save(final: AssistantMessage): Promise<SaveOutcome> {
    const outcome = await this.#attempt(final);
    if (outcome.kind === 'kept') {
      this.#kept.set(final.id, { final, shown: outcome.shown });
      this.#retryAfter(firstRetryMs, final);
    }
    return outcome;
  }

  /** A reply that waits to be written, as it is shown meanwhile. */
  kept(id: MessageId): AssistantMessage | undefined {
    return this.#kept.get(id)?.shown;
  }

  /** Tries once more with all that waits, before the history is closed. */
  async saveKept(): Promise<void> {
    await Promise.all([...this.#kept.values()].map(({ final }) => this.#retry(final)));
  }

  async #attempt(final: AssistantMessage): Promise<SaveOutcome> {
    try {
      await this.#options.history.finishReply(final);
      return { kind: 'saved' };
    } catch (caught) {
      if (caught instanceof AppError && caught.code === 'history/not-found') return { kind: 'gone' };
      return { kind: 'kept', shown: { ...final, status: 'error', error: toErrorInfo(caught) }, caught };
    }
  }

  async #retry(final: AssistantMessage): Promise<boolean> {
    if (!this.#kept.has(final.id)) return true;
    const { kind } = await this.#attempt(final);
    if (kind === 'kept') return false;
    // A second attempt may have been under way; only one of them reports.
    if (this.#kept.delete(final.id) && kind === 'saved') this.#options.onSaved(final);
    return true;
  }

  #retryAfter(ms: number, final: AssistantMessage): void {
    this.#options.clock.after(ms, () => {
      void this.#retry(final).then((over) => {
        if (!over) this.#retryAfter(Math.min(ms * 2, longestRetryMs), final);
      });
    });
  }
}
