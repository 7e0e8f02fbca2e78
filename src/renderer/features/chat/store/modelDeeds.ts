/** Which models answer: another one beside the others, or in the place of one. */
import type { LaneId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { ConversationStore, ModelChoice } from './ConversationStore.ts';
import { laneOf, withLane, withSwitch } from './conversationState.ts';

/** Puts another model beside the others, on the first lane's path up to its last reply that has ended. */
export async function addLane(store: ConversationStore, choice: ModelChoice): Promise<boolean> {
  const state = store.state.getState();
  const [first] = state.lanes;
  const settled = first?.path.findLast(({ id }) => state.messages.get(id)?.role === 'assistant');
  return store.move(() =>
    store.client.request('lanes.add', {
      id: newId<LaneId>(),
      conversationId: store.id,
      choice,
      from: settled?.id ?? null,
    }),
  );
}

/**
 * Lets another model answer in a lane from now on. What a lane with messages loses by that is asked first, while main
 * still knows both models, and told afterwards; a report that does not come never holds the switch up.
 */
export async function chooseModel(
  store: ConversationStore,
  laneId: LaneId,
  choice: ModelChoice,
): Promise<void> {
  const view = laneOf(store.state.getState(), laneId);
  const report =
    view === undefined || view.path.length === 0
      ? null
      : await store.client.request('lanes.switchReport', { id: laneId, choice }).catch(() => null);
  await store.attempt(async () => {
    await store.client.request('lanes.choose', { id: laneId, choice });
    store.change((state) => ({
      ...withSwitch(withLane(state, laneId, choice), laneId, report),
      notice: null,
    }));
  });
}

/** Takes the line of what a lane loses away. */
export function dismissSwitch(store: ConversationStore, laneId: LaneId): void {
  store.change((state) => withSwitch(state, laneId, null));
}
