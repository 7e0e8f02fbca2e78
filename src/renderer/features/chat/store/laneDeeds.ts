/**
 * What is done with whole lanes: taken off, brought back, shown in another way. A lane is only a path through the tree, so
 * taking one off loses nothing, and bringing it back is to add it again where its path ended.
 */
import type { ConversationView } from '../../../../shared/conversation.ts';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import type { ConversationState, LaneView, TakenOff } from './conversationState.ts';
import { growingIn, laneOf, withLanePage, withoutLane } from './conversationState.ts';
import type { ConversationStore } from './ConversationStore.ts';

/** The replies that grow in these lanes and in no other. */
function growingOnlyIn(state: ConversationState, gone: readonly LaneView[]): readonly MessageId[] {
  const others = state.lanes.filter((view) => !gone.includes(view));
  const kept = new Set(others.map((view) => growingIn(state, view)));
  const growing = gone.map((view) => growingIn(state, view)).filter((id) => id !== undefined);
  return [...new Set(growing)].filter((id) => !kept.has(id));
}

async function takeOff(store: ConversationStore, lanes: readonly LaneView[], kept: LaneId | null) {
  await store.attempt(async () => {
    // Nobody would see what a lane without a place still writes, and somebody would pay for it.
    for (const messageId of growingOnlyIn(store.state.getState(), lanes)) {
      await store.client.request('chat.stop', { messageId });
    }
    const gone: LaneView[] = [];
    try {
      for (const view of lanes) {
        await store.client.request('lanes.remove', { id: view.lane.id });
        gone.push(view);
      }
    } finally {
      store.change((state) => removed(state, { lanes: gone, kept }));
    }
  });
}

/** Without the lanes that are gone, but with the way back to them. */
function removed(state: ConversationState, takenOff: TakenOff): ConversationState {
  if (takenOff.lanes.length === 0) return state;
  return takenOff.lanes.reduce<ConversationState>((left, { lane }) => withoutLane(left, lane.id), {
    ...state,
    takenOff,
  });
}

/** Takes a lane off the screen. Its messages stay in the tree, and an undo is offered. */
export async function takeLaneOff(store: ConversationStore, laneId: LaneId): Promise<void> {
  const view = laneOf(store.state.getState(), laneId);
  if (view !== undefined) await takeOff(store, [view], null);
}

/** Goes on with this lane alone: takes the others off, and an undo is offered. */
export async function goOnWith(store: ConversationStore, laneId: LaneId): Promise<void> {
  const others = store.state.getState().lanes.filter(({ lane }) => lane.id !== laneId);
  if (others.length > 0) await takeOff(store, others, laneId);
}

/** Brings back what was taken off last, each lane at its place and on its path. What main refuses stays to be undone. */
export async function bringLanesBack(store: ConversationStore): Promise<void> {
  const { takenOff } = store.state.getState();
  if (takenOff === null) return;
  await store.attempt(async () => {
    for (const view of takenOff.lanes) {
      const { id, conversationId, connectionId, modelId, position, parameters, headId } = view.lane;
      const page = await store.client.request('lanes.add', {
        id,
        conversationId,
        choice: { connectionId, modelId },
        from: view.path.at(-1)?.id ?? headId,
        position,
        ...(parameters === undefined ? {} : { parameters }),
      });
      store.change((state) => broughtBack(withLanePage(state, page), view));
    }
  });
}

function broughtBack(state: ConversationState, view: LaneView): ConversationState {
  const lanes = state.takenOff?.lanes.filter((other) => other !== view) ?? [];
  const takenOff = state.takenOff === null || lanes.length === 0 ? null : { ...state.takenOff, lanes };
  return { ...state, takenOff };
}

/** Takes the offer of an undo away. */
export function dismissTakenOff(store: ConversationStore): void {
  store.change((state) => ({ ...state, takenOff: null }));
}

/** How lanes are shown where a conversation does not say. */
const usualView: ConversationView = { layout: 'columns', scrolling: 'free' };

/** How the lanes of this conversation are shown. */
export function viewOf({ settings }: Pick<ConversationState, 'settings'>): ConversationView {
  return settings.view ?? usualView;
}

/** Shows the lanes in another way, at once; what main cannot keep is as it was again, with the reason above the composer. */
export async function showLanes(store: ConversationStore, change: Partial<ConversationView>): Promise<void> {
  await keepView(store, { ...viewOf(store.state.getState()), ...change });
}

/** The same for the whole of it, where something of it is to be absent. */
export async function keepView(store: ConversationStore, view: ConversationView): Promise<void> {
  const before = store.state.getState().settings;
  store.change((state) => ({ ...state, settings: { ...state.settings, view } }));
  const kept = await store.attempt(() =>
    store.client.request('conversations.configure', { id: store.id, view }),
  );
  if (kept) return;
  store.change((state) =>
    state.settings.view === view
      ? { ...state, settings: { ...state.settings, ...beforeView(before) } }
      : state,
  );
}

function beforeView({ view }: ConversationState['settings']): { readonly view: ConversationView } {
  return { view: view ?? usualView };
}
