/**
 * The conversations that are open in this window. A store outlives its tab's panes, so a reply goes on growing while
 * another tab is looked at, at the price of its state alone; idle ones that were not looked at for long are let go, because
 * main has everything. One subscription a window: events find their conversation here.
 */
import type { Clock } from '../../../../shared/clock.ts';
import { systemClock } from '../../../../shared/clock.ts';
import type { ConversationId } from '../../../../shared/ids.ts';
import type { Client } from '../../../app/client.ts';
import type { ModelChoice } from './ConversationStore.ts';
import { ConversationStore } from './ConversationStore.ts';
import { readQueue } from './queueDeeds.ts';

/** Idle conversations that are kept in memory, the one in sight included: who goes to and fro between a few waits for none. */
const idleLimit = 4;
/** Chosen models that the picker lists first. */
const recentLimit = 6;

export interface ChatRegistryOptions {
  readonly client: Client;
  readonly clock: Clock;
  readonly onNextFrame: (callback: () => void) => void;
}

export class ChatRegistry {
  readonly #options: ChatRegistryOptions;
  /** In the order in which they were last asked for. */
  readonly #stores = new Map<ConversationId, ConversationStore>();
  readonly #stopListening: readonly (() => void)[];
  #recent: readonly ModelChoice[] = [];

  constructor(options: ChatRegistryOptions) {
    this.#options = options;
    this.#stopListening = [
      options.client.on('run.updated', (batch) => this.#stores.get(batch.conversationId)?.receive(batch)),
      options.client.on('message.changed', ({ message }) =>
        this.#stores.get(message.conversationId)?.receiveMessage(message),
      ),
      options.client.on('conversation.changed', ({ summary: { conversation } }) =>
        this.#stores.get(conversation.id)?.receiveConversation(conversation),
      ),
      options.client.on('conversation.moved', ({ id }) => void this.#stores.get(id)?.reread()),
      options.client.on('queue.changed', ({ conversationId, queue }) =>
        this.#stores.get(conversationId)?.change((state) => ({ ...state, queue })),
      ),
      options.client.on('conversation.removed', ({ id }) => this.#stores.delete(id)),
    ];
  }

  /** The models chosen in this window, newest first. */
  get recent(): readonly ModelChoice[] {
    return this.#recent;
  }

  /** Notes that a model was chosen. */
  noteChoice(choice: ModelChoice): void {
    const others = this.#recent.filter(
      ({ connectionId, modelId }) => connectionId !== choice.connectionId || modelId !== choice.modelId,
    );
    this.#recent = [choice, ...others].slice(0, recentLimit);
  }

  /** The store of a conversation; reads the conversation when it is asked for the first time. */
  get(id: ConversationId): ConversationStore {
    const known = this.#stores.get(id);
    const store = known ?? new ConversationStore({ id, ...this.#options });
    this.#stores.delete(id);
    this.#stores.set(id, store);
    if (known === undefined) {
      void store.open();
      void readQueue(store);
      this.#letGo();
    }
    return store;
  }

  /** Stops listening; for tests and for the end of the window. */
  dispose(): void {
    for (const stop of this.#stopListening) stop();
    this.#stores.clear();
  }

  #letGo(): void {
    const idle = [...this.#stores.values()].filter((store) => !store.busy).slice(0, -idleLimit);
    for (const store of idle) this.#stores.delete(store.id);
  }
}

/** Before the next paint, or after a quarter of a second where nothing is painted, so that a hidden window piles nothing up. */
export function nextWindowFrame(callback: () => void): void {
  const run = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    callback();
  };
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, 250);
}

const registries = new WeakMap<Client, ChatRegistry>();

/** The registry of a window, which is the one that listens to its client. Made when the first chat is shown. */
export function chatRegistryOf(client: Client): ChatRegistry {
  const known = registries.get(client);
  if (known !== undefined) return known;
  const registry = new ChatRegistry({ client, clock: systemClock, onNextFrame: nextWindowFrame });
  registries.set(client, registry);
  return registry;
}
