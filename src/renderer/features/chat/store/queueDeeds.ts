/**
 * Prompts that wait their turn. Main keeps them and sends them; every answer and every `queue.changed` is the whole queue, so
 * the last one that arrives is the truth.
 */
import type { AttachmentRef } from '../../../../shared/attachment.ts';
import type { LaneId, QueuedPromptId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { Queue } from '../../../../shared/queue.ts';
import type { ConversationStore } from './ConversationStore.ts';
import { refuse } from './refusals.ts';

/** What is put at the end of the queue. */
export interface NewQueuedPrompt {
  readonly laneIds: readonly LaneId[];
  readonly text: string;
  readonly attachments: readonly AttachmentRef[];
}

/** Reads what waits. Where it cannot be read, opening the conversation itself has said why. */
export async function readQueue(store: ConversationStore): Promise<void> {
  const queue = await store.client.request('queue.read', { conversationId: store.id }).catch(() => null);
  if (queue !== null) store.change((state) => ({ ...state, queue }));
}

/** Puts a prompt at the end. Resolves to false when it was refused; then all of it belongs back into the composer. */
export async function addToQueue(
  store: ConversationStore,
  { laneIds, text, attachments }: NewQueuedPrompt,
): Promise<boolean> {
  const { lanes } = store.state.getState();
  const refusal = refuse(
    text,
    attachments,
    lanes.filter(({ lane }) => laneIds.includes(lane.id)),
  );
  if (refusal !== null) {
    store.change((state) => ({ ...state, notice: refusal }));
    return false;
  }
  return take(store, () =>
    store.client.request('queue.add', {
      conversationId: store.id,
      id: newId<QueuedPromptId>(),
      laneIds: [...laneIds],
      text,
      attachments: [...attachments],
    }),
  );
}

/** Gives a waiting prompt other words. */
export async function editQueued(
  store: ConversationStore,
  id: QueuedPromptId,
  text: string,
): Promise<boolean> {
  return take(store, () => store.client.request('queue.edit', { conversationId: store.id, id, text }));
}

/** Takes a prompt out of the queue. */
export async function withdrawQueued(store: ConversationStore, id: QueuedPromptId): Promise<boolean> {
  return take(store, () => store.client.request('queue.withdraw', { conversationId: store.id, id }));
}

/** Stops what streams in the prompt's lanes and sends it now, before all others. */
export async function steerQueued(store: ConversationStore, id: QueuedPromptId): Promise<boolean> {
  return take(store, () => store.client.request('queue.steer', { conversationId: store.id, id }));
}

/** Lets a queue that is held go on. */
export async function resumeQueue(store: ConversationStore): Promise<boolean> {
  return take(store, () => store.client.request('queue.resume', { conversationId: store.id }));
}

async function take(store: ConversationStore, action: () => Promise<Queue>): Promise<boolean> {
  return store.attempt(async () => {
    const queue = await action();
    store.change((state) => ({ ...state, queue }));
  });
}
