import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../../shared/clock.ts';
import type { LaneId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import { maxLanes } from '../../../../shared/workspaceLimits.ts';
import { RequestError } from '../../../app/client.ts';
import { FakeMain } from '../../../app/testing/FakeMain.ts';
import { ConversationStore } from '../store/ConversationStore.ts';
import { assistantMessage, connectionId, conversationId, entry, lane, laneId } from '../testing/messages.ts';
import { userMessage } from '../testing/messages.ts';
import { answersMark, synthesise, synthesisPrompt } from './synthesise.ts';

const answer = (text: string) => assistantMessage({ parts: [{ type: 'text', block: 0, text }] });
const [first, second] = [answer('It costs $& and $1.'), answer('It is free.')];
const sources = [
  { laneId, reply: first },
  { laneId: newId<LaneId>(), reply: second },
];
const choice = { connectionId, modelId: 'merger' };

/** A conversation with so many lanes, all of them empty. */
async function openStore(count: number) {
  const lanes = Array.from({ length: count }, (_, position) => ({
    lane: lane({ id: position === 0 ? laneId : newId<LaneId>(), position }),
    page: { entries: [], hasMore: false },
  }));
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
      lanes,
      live: [],
    }))
    .answer('lanes.add', ({ position = count }) => ({
      lane: lane({ id: newId<LaneId>(), position }),
      page: { entries: [], hasMore: false },
    }))
    .answer('lanes.remove', () => ({}))
    .answer('chat.send', ({ text }) => ({
      entries: [{ laneId, added: [entry(userMessage(text))] }],
    }));
  const store = new ConversationStore({
    id: conversationId,
    client: main,
    clock: systemClock,
    onNextFrame: () => undefined,
  });
  await store.open();
  return { main, store };
}

test('the prompt holds every answer under its name, whatever signs are in it', () => {
  const names = new Map([
    [first.id, 'Ash'],
    [second.id, 'Answer B'],
  ]);
  expect(synthesisPrompt(`Merge:\n${answersMark}`, sources, names)).toBe(
    'Merge:\n### Ash\n\nIt costs $& and $1.\n\n### Answer B\n\nIt is free.',
  );
});

describe('sending a synthesis', () => {
  test('adds a lane on the path of the first answer and asks it alone', async () => {
    const { main, store } = await openStore(2);
    const place = await synthesise(store, { choice, sources, prompt: 'Merge' });
    expect(main.inputsOf('lanes.add')).toMatchObject([{ choice, from: first.id }]);
    expect(main.inputsOf('chat.send')).toMatchObject([{ laneIds: [place?.laneId] }]);
    expect(main.inputsOf('chat.send')).toMatchObject([{ text: 'Merge', sources: [first.id, second.id] }]);
    const { lanes, messages } = store.state.getState();
    expect(lanes).toHaveLength(3);
    expect(place === null ? undefined : messages.get(place.messageId)).toMatchObject({ role: 'user' });
  });

  test('goes into the lane of the first answer where there is no room', async () => {
    const { main, store } = await openStore(maxLanes);
    await synthesise(store, { choice, sources, prompt: 'Merge' });
    expect(main.inputsOf('lanes.add')).toEqual([]);
    expect(main.inputsOf('chat.send')).toMatchObject([{ laneIds: [laneId] }]);
  });

  test('leaves no lane behind when it is refused', async () => {
    const { main, store } = await openStore(2);
    const info = { code: 'chat/prompt-too-large' as const, message: '', retryable: false };
    main.answer('chat.send', () => Promise.reject(new RequestError(info)));
    await expect(synthesise(store, { choice, sources, prompt: 'Merge' })).rejects.toMatchObject({ info });
    expect(store.state.getState().lanes).toHaveLength(2);
    expect(main.inputsOf('lanes.remove')).toHaveLength(1);
  });
});
