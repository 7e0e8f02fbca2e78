/**
 * Editing time: what changes the tree of a conversation. Nothing is overwritten; every deed ends in another path of a lane,
 * or in a branch in the trash that can be brought back.
 */
import type { ConversationId, LaneId, MessageId, TurnId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { ConversationStore, ModelChoice } from './ConversationStore.ts';
import type { ConversationState } from './conversationState.ts';
import { laneOf, messageOf } from './conversationState.ts';
import { refuseEmpty } from './refuseEmpty.ts';
import { editPrompt } from './replyDeeds.ts';

/** Saves other words for a message as a branch beside it, and asks no model. */
export async function saveAsBranch(
  store: ConversationStore,
  laneId: LaneId,
  messageId: MessageId,
  text: string,
): Promise<boolean> {
  if (refuseEmpty(store, messageId, text)) return false;
  return store.move(() => store.client.request('branches.edit', { laneId, messageId, text }));
}

/** Saves other words for a message as a branch, and asks what followed it once more: a prompt itself, or the one after a reply. */
export async function saveAndResend(
  store: ConversationStore,
  laneId: LaneId,
  messageId: MessageId,
  text: string,
): Promise<boolean> {
  if (messageOf(store.state.getState(), messageId)?.role === 'user') {
    return editPrompt(store, laneId, messageId, text);
  }
  if (refuseEmpty(store, messageId, text)) return false;
  const turnId = newId<TurnId>();
  return store.move(() =>
    store.client.request('branches.editAndResend', { laneId, messageId, turnId, text }),
  );
}

/** Whether a prompt follows a message on a lane's path, so that it could be sent again below other words. */
export function isPromptBelow(state: ConversationState, laneId: LaneId, messageId: MessageId): boolean {
  const path = laneOf(state, laneId)?.path ?? [];
  const index = path.findIndex(({ id }) => id === messageId);
  const next = index < 0 ? undefined : path[index + 1];
  return next !== undefined && messageOf(state, next.id)?.role === 'user';
}

/** Throws a message and everything below it into the trash, where Undo finds it. */
export async function trashBranch(store: ConversationStore, messageId: MessageId): Promise<boolean> {
  return store.attempt(async () => {
    const trashed = await store.client.request('branches.trash', { messageId });
    await store.reread();
    store.change((state) => ({ ...state, trashed, notice: null }));
  });
}

/** Brings back the branch that was thrown away last, and the lanes that ended in it. */
export async function undoTrash(store: ConversationStore): Promise<boolean> {
  const { trashed } = store.state.getState();
  if (trashed === null) return false;
  return store.attempt(async () => {
    await store.client.request('branches.restore', { rootId: trashed.rootId });
    await store.reread();
    store.change((state) => ({ ...state, trashed: null, notice: null }));
  });
}

/** Takes the offer to undo away. */
export function dismissTrashed(store: ConversationStore): void {
  store.change((state) => ({ ...state, trashed: null }));
}

/** Copies a lane's path down to a message into a conversation of its own. Null when main refuses. */
export async function forkAt(
  store: ConversationStore,
  laneId: LaneId,
  messageId: MessageId,
): Promise<ConversationId | null> {
  const id = newId<ConversationId>();
  const done = await store.attempt(() =>
    store.client.request('conversations.fork', { id, laneId, messageId }),
  );
  return done ? id : null;
}

/** Puts another model beside the others, on the path down to a message. */
export async function addLaneFrom(
  store: ConversationStore,
  choice: ModelChoice,
  from: MessageId,
): Promise<boolean> {
  return store.move(() =>
    store.client.request('lanes.add', { id: newId<LaneId>(), conversationId: store.id, choice, from }),
  );
}
