/**
 * What a list knew when it was last in sight: how high its rows were and how much room it had. With that, a list that comes back
 * draws the right rows in its first render. Without it, it would be drawn once to be measured, a second time with the rows that
 * were guessed, and a third time with the right ones, each with a layout of its own.
 */
import type { Rect, VirtualItem } from '@tanstack/react-virtual';
import type { ConversationStore, ReadingPlace } from '../store/ConversationStore.ts';

type Key = VirtualItem['key'];

/** For as long as the conversation is kept, by the name of the list. */
const known = new WeakMap<ConversationStore, Map<ReadingPlace, VirtualItem[]>>();

/** The room that the list in sight had last. The next one stands in the same place, even where its conversation is new. */
let lastRoom: Rect = { width: 0, height: 0 };

/** The rows of a list that were measured, as they were. Empty where the list was never in sight. */
export function knownRows(store: ConversationStore, place: ReadingPlace): VirtualItem[] {
  return known.get(store)?.get(place) ?? [];
}

/** The room that a new list will probably have; it measures that itself when it stands. */
export function probableRoom(): Rect {
  return lastRoom;
}

/** Keeps what is known of a list that is taken down. */
export function keepRows(
  store: ConversationStore,
  place: ReadingPlace,
  list: { readonly rows: VirtualItem[]; readonly room: Rect | null },
): void {
  const lists = known.get(store) ?? new Map<ReadingPlace, VirtualItem[]>();
  known.set(store, lists.set(place, list.rows));
  if (list.room !== null && list.room.height > 0) lastRoom = list.room;
}

interface Heights {
  readonly count: number;
  readonly keyOf: (index: number) => Key;
  readonly rows: readonly VirtualItem[];
  /** Pixels of a row that was never measured. */
  readonly estimatedRow: number;
  /** Pixels above and below all rows together. */
  readonly padding: number;
}

/** How far a list is scrolled when it stands at its end, in pixels. */
export function endOffset({ count, keyOf, rows, estimatedRow, padding }: Heights): number {
  const sizes = new Map(rows.map(({ key, size }) => [key, size]));
  let height = padding;
  for (let index = 0; index < count; index += 1) height += sizes.get(keyOf(index)) ?? estimatedRow;
  return Math.max(height - lastRoom.height, 0);
}
