/**
 * Coming back to where a tab was read: the pages down to that place are read again before its list is drawn, so that the list
 * appears there and does not jump. A place that is gone, or further up than a person would wait for, is given up.
 */
import type { ReadingPlace } from '../../../../shared/settings.ts';
import type { TabId } from '../../../../shared/ids.ts';
import { laneOf } from '../store/conversationState.ts';
import type { ConversationStore } from '../store/ConversationStore.ts';

/** How many messages are read to come back to a place in a lane. */
const furthest = 3000;

/** How high a row is taken to be before any is measured, in pixels. */
const roughRow = 180;

/** The tab that a conversation was shown in last: what its store remembers of scrolling is this tab's. */
const lastTab = new WeakMap<ConversationStore, TabId>();

function isLoaded(store: ConversationStore, { laneId, messageId }: ReadingPlace): boolean {
  const view = laneOf(store.state.getState(), laneId);
  return view?.path.some(({ id }) => id === messageId) ?? true;
}

/** Whether every place can be gone to at once. Nothing is missing of a lane that is gone. */
export function placesLoaded(store: ConversationStore, places: readonly ReadingPlace[]): boolean {
  return places.every((place) => isLoaded(store, place));
}

/** Reads the pages down to the places. Never rejects: what cannot be read is given up. */
export async function loadPlaces(store: ConversationStore, places: readonly ReadingPlace[]): Promise<void> {
  await Promise.all(
    places.map(async (place) => {
      while (!isLoaded(store, place)) {
        const before = laneOf(store.state.getState(), place.laneId);
        if (before === undefined || !before.hasMore || before.path.length >= furthest) return;
        await store.loadOlder(place.laneId);
        const after = laneOf(store.state.getState(), place.laneId);
        if (after?.path.length === before.path.length) return;
      }
    }),
  );
}

/**
 * Readies a store for the lists of a tab. Another tab of the same conversation may have scrolled it elsewhere, and a fresh one
 * knows nothing: both begin about where this tab was read, and the list goes to the pixel once its rows are measured.
 */
export function beginReading(store: ConversationStore, tabId: TabId, places: readonly ReadingPlace[]): void {
  if (lastTab.get(store) === tabId) return;
  lastTab.set(store, tabId);
  for (const { lane } of store.state.getState().lanes) store.rememberPosition(lane.id, null);
  store.rememberPosition('turns', null);
  for (const { laneId, messageId } of places) {
    const view = laneOf(store.state.getState(), laneId);
    const index = view?.path.findIndex(({ id }) => id === messageId) ?? -1;
    if (index < 0) continue;
    const about = { offset: index * roughRow, rows: [] };
    store.rememberPosition(laneId, about);
    store.rememberPosition('turns', about);
  }
}
