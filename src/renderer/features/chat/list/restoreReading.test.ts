import { describe, expect, test } from 'vitest';
import type { LaneId, MessageId, TabId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { ReadingPlace } from '../../../../shared/settings.ts';
import { systemClock } from '../../../../shared/clock.ts';
import { RequestError } from '../../../app/client.ts';
import { FakeMain } from '../../../app/testing/FakeMain.ts';
import { ConversationStore } from '../store/ConversationStore.ts';
import { conversationId, lane, userMessage } from '../testing/messages.ts';
import { beginReading, loadPlaces, placesLoaded } from './restoreReading.ts';

const pageLength = 60;

/** A lane of many prompts, read page by page, as main would. */
async function openLong(count: number) {
  const messages = Array.from({ length: count }, (_, index) => userMessage(`Prompt ${String(index)}`));
  const one = lane({ headId: messages.at(-1)?.id ?? null });
  const pageBefore = (end: number) => ({
    entries: messages
      .slice(Math.max(0, end - pageLength), end)
      .map((message) => ({ message, siblingIds: [message.id] })),
    hasMore: end > pageLength,
  });
  const main = new FakeMain()
    .answer('conversations.open', () => ({
      conversation: {
        id: conversationId,
        title: '',
        titleSource: 'auto',
        pinned: false,
        trashedAt: null,
        createdAt: 0,
        updatedAt: 0,
        deviceId: newId(),
      },
      lanes: [{ lane: one, page: pageBefore(count) }],
      live: [],
    }))
    .answer('messages.page', ({ beforeId }) => pageBefore(messages.findIndex(({ id }) => id === beforeId)));
  const store = new ConversationStore({
    id: conversationId,
    client: main,
    clock: systemClock,
    onNextFrame: (callback) => {
      callback();
    },
  });
  await store.open();
  const place = (index: number): ReadingPlace => ({
    laneId: one.id,
    messageId: messages[index]?.id ?? newId<MessageId>(),
    offset: 7,
  });
  return { main, store, laneId: one.id, place };
}

describe('coming back to a place', () => {
  test('reads the pages down to it, and no further', async () => {
    const { main, store, place } = await openLong(400);
    expect(placesLoaded(store, [place(399)])).toBe(true);
    expect(placesLoaded(store, [place(200)])).toBe(false);
    await loadPlaces(store, [place(200)]);
    expect(placesLoaded(store, [place(200)])).toBe(true);
    expect(main.inputsOf('messages.page')).toHaveLength(3);
  });

  test('gives up what is gone, too far, or cannot be read', async () => {
    const { main, store, place } = await openLong(4000);
    await loadPlaces(store, [{ ...place(0), laneId: newId<LaneId>() }]);
    expect(main.inputsOf('messages.page')).toHaveLength(0);
    await loadPlaces(store, [place(0)]);
    expect(main.inputsOf('messages.page')).toHaveLength(49);
    const other = await openLong(400);
    other.main.answer('messages.page', () => {
      throw new RequestError({ code: 'history/locked', message: 'locked', retryable: true });
    });
    await loadPlaces(other.store, [other.place(0)]);
    expect(other.main.inputsOf('messages.page')).toHaveLength(1);
  });
});

test('each tab of a conversation begins where it was read itself', async () => {
  const { store, laneId, place } = await openLong(50);
  const [one, other] = [newId<TabId>(), newId<TabId>()];
  beginReading(store, one, [place(10)]);
  expect(store.readingPosition(laneId)).toMatchObject({ offset: 1800, rows: [] });
  const exact = { offset: 1234, rows: [] };
  store.rememberPosition(laneId, exact);
  beginReading(store, one, [place(10)]);
  expect(store.readingPosition(laneId)).toBe(exact);
  beginReading(store, other, []);
  expect(store.readingPosition(laneId)).toBeUndefined();
});
