/**
 * Asks main what a send would take, cost and run into, while it is being written. Never in the way of the keyboard: nothing
 * is read before the hands rest, one question is under way at a time, and a change meanwhile is asked about afterwards. A
 * question that fails leaves nothing to show, because a send says the same and better.
 */
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { Clock } from '../../../../../shared/clock.ts';
import type { RouteInput } from '../../../../../shared/ipc/routes.ts';
import type { Preparation } from '../../../../../shared/preparation.ts';
import type { Client } from '../../../../app/client.ts';

/** How long the hands rest before main is asked, in milliseconds. */
export const planDelay = 300;
/** The same while a long text is written, which main has to count anew each time. */
export const longPlanDelay = 1500;
/** From here on a text is long, in characters. */
const longText = 100_000;

export type PlanQuestion = RouteInput<'chat.prepare'>;

export interface SendPlan {
  /** Null while nothing is known. */
  readonly preparation: Preparation | null;
  /** Nothing is written, so what is known is only how full the context is. */
  readonly empty: boolean;
}

const nothing: SendPlan = { preparation: null, empty: true };

interface SendPlannerOptions {
  readonly client: Client;
  readonly clock: Clock;
  /** What would be sent at this moment; null when there is nothing to ask about. */
  readonly read: () => PlanQuestion | null;
}

export class SendPlanner {
  readonly plan: StoreApi<SendPlan> = createStore<SendPlan>(() => nothing);
  readonly #options: SendPlannerOptions;
  #cancel: (() => void) | null = null;
  #delay = planDelay;
  #asking = false;
  #changed = false;
  #stopped = false;

  constructor(options: SendPlannerOptions) {
    this.#options = options;
  }

  /** Something that counts has changed. `now` for a single deed, as opposed to one key of many. */
  touch(when: 'now' | 'soon' = 'soon'): void {
    this.#stopped = false;
    this.#cancel?.();
    this.#cancel = this.#options.clock.after(when === 'now' ? 0 : this.#delay, () => {
      this.#cancel = null;
      void this.#ask();
    });
  }

  /** Forgets the question that waits; an answer on its way is not shown any more. */
  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = null;
  }

  async #ask(): Promise<void> {
    if (this.#asking) {
      this.#changed = true;
      return;
    }
    const question = this.#options.read();
    if (question === null) {
      this.plan.setState(nothing);
      return;
    }
    this.#asking = true;
    this.#changed = false;
    this.#delay = question.text.length > longText ? longPlanDelay : planDelay;
    const preparation = await this.#options.client.request('chat.prepare', question).catch(() => null);
    this.#asking = false;
    if (this.#stopped) return;
    this.plan.setState({
      preparation,
      empty: question.text.trim() === '' && question.attachments.length === 0,
    });
    if (this.#changed) this.touch();
  }
}
