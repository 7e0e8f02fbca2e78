import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import type { LaneId, MessageId, RunId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { RouteOutput } from '../../../../shared/ipc/routes.ts';
import type { StreamEvent } from '../../../../shared/stream.ts';
import { RequestError } from '../../../app/client.ts';
import { FakeMain } from '../../../app/testing/FakeMain.ts';
import { assistantMessage, conversationId, entry, lane, laneId, userMessage } from '../testing/messages.ts';
import { trashBranch } from './branchDeeds.ts';
import { ConversationStore } from './ConversationStore.ts';
import { isStreaming, messageOf } from './conversationState.ts';
import { addLane } from './modelDeeds.ts';
import { editPrompt, retryReply } from './replyDeeds.ts';

const conversation: RouteOutput<'conversations.open'>['conversation'] = {
  id: conversationId,
  title: 'Test',
  titleSource: 'auto',
  pinned: false,
  trashedAt: null,
  createdAt: 0,
  updatedAt: 0,
  deviceId: newId(),
};

const opening = (lanes: RouteOutput<'conversations.open'>['lanes']) => () => ({
  conversation,
  lanes,
  live: [],
});
const emptyLane = { lane: lane(), page: { entries: [], hasMore: false } };

/** A store whose frames come when the test says so. */
function setUp() {
  const main = new FakeMain().answer('conversations.open', opening([emptyLane]));
  const frames: (() => void)[] = [];
  const store = new ConversationStore({
    id: conversationId,
    client: main,
    clock: { now: () => 5, after: () => () => undefined },
    onNextFrame: (callback) => frames.push(callback),
  });
  const paint = () => {
    for (const frame of frames.splice(0)) frame();
  };
  const batch = (messageId: MessageId, seq: number, events: readonly StreamEvent[]) => {
    store.receive({ runId: newId<RunId>(), conversationId, messageId, seq, events });
  };
  const shown = () =>
    store.state
      .getState()
      .lanes.map((view) =>
        view.path.map(({ id }) => messageOf(store.state.getState(), id)?.parts[0]?.text ?? ''),
      );
  return { main, store, paint, batch, shown, frames };
}

const text = (delta: string): StreamEvent => ({ type: 'text', block: 0, delta });

describe('sending', () => {
  test('shows the prompt at once and keeps its place when main names it', async () => {
    const { main, store, shown } = setUp();
    await store.open();
    const prompt = userMessage('Hello');
    const reply = assistantMessage({ status: 'streaming', turnId: prompt.turnId });
    let confirm: () => void = () => undefined;
    const confirmed = new Promise<void>((resolve) => {
      confirm = resolve;
    });
    main.answer('chat.send', async () => {
      await confirmed;
      return { entries: [{ laneId, added: [entry(prompt), entry(reply)] }] };
    });

    const sent = store.send('Hello');
    expect(shown()).toEqual([['Hello']]);
    const key = store.state.getState().lanes[0]?.path[0]?.key;
    confirm();

    expect(await sent).toBe(true);
    const path = store.state.getState().lanes[0]?.path ?? [];
    expect(path.map((item) => item.id)).toEqual([prompt.id, reply.id]);
    expect(path[0]?.key).toBe(key);
    expect(isStreaming(store.state.getState())).toBe(true);
  });

  test('takes the prompt off again and says why when main refuses it', async () => {
    const { main, store, shown } = setUp();
    await store.open();
    const error = new AppError('history/disk-full', 'No space left.', { retryable: true }).toInfo();
    main.answer('chat.send', () => {
      throw new RequestError(error);
    });
    expect(await store.send('Hello')).toBe(false);
    expect(shown()).toEqual([[]]);
    expect(store.state.getState()).toMatchObject({ sending: false, notice: error });
    expect(store.state.getState().messages.size).toBe(0);
  });

  test('asks main nothing for an empty prompt or a lane without a model', async () => {
    const { main, store } = setUp();
    await store.open();
    expect(await store.send(' \n')).toBe(false);
    expect(store.state.getState().notice?.code).toBe('chat/empty-prompt');
    main.answer('conversations.open', opening([{ ...emptyLane, lane: lane({ modelId: null }) }]));
    await store.open();
    expect(await store.send('Hello')).toBe(false);
    expect(store.state.getState().notice?.code).toBe('chat/no-model');
    expect(main.inputsOf('chat.send')).toEqual([]);
  });

  test('makes one message per distinct head, as main does', async () => {
    const { main, store } = setUp();
    const shared = assistantMessage();
    const other = assistantMessage();
    const page = (message: typeof shared) => ({ entries: [entry(message)], hasMore: false });
    const lanes = [
      { lane: lane(), page: page(shared) },
      { lane: lane({ id: newId<LaneId>(), position: 1 }), page: page(shared) },
      { lane: lane({ id: newId<LaneId>(), position: 2 }), page: page(other) },
    ];
    main.answer('conversations.open', opening(lanes)).answer('chat.send', () => ({ entries: [] }));
    await store.open();
    const sent = store.send('Hello');
    const ends = store.state.getState().lanes.map((view) => view.path.at(-1)?.id);
    expect(ends[0]).toBe(ends[1]);
    expect(ends[0]).not.toBe(ends[2]);
    await sent;
  });
});

describe('streaming', () => {
  async function streaming() {
    const parts = setUp();
    const settled = assistantMessage({ parts: [{ type: 'text', block: 0, text: 'Before' }] });
    const reply = assistantMessage({ status: 'streaming' });
    parts.main.answer(
      'conversations.open',
      opening([{ lane: lane(), page: { entries: [entry(settled), entry(reply)], hasMore: false } }]),
    );
    await parts.store.open();
    return { ...parts, settled, reply };
  }

  test('applies a burst of batches as one change, at the next frame', async () => {
    const { store, paint, batch, reply, shown } = await streaming();
    let changes = 0;
    store.state.subscribe(() => {
      changes += 1;
    });
    batch(reply.id, 1, [text('One')]);
    batch(reply.id, 2, [text(' two')]);
    batch(reply.id, 3, [text(' three')]);
    expect(shown()).toEqual([['Before', '']]);
    paint();
    expect(shown()).toEqual([['Before', 'One two three']]);
    expect(changes).toBe(1);
  });

  test('leaves the path and every settled message untouched', async () => {
    const { store, paint, batch, reply, settled } = await streaming();
    const before = store.state.getState();
    batch(reply.id, 1, [text('One')]);
    paint();
    const after = store.state.getState();
    expect(after.lanes).toBe(before.lanes);
    expect(after.messages).toBe(before.messages);
    expect(messageOf(after, settled.id)).toBe(settled);
  });

  test('reads the message again over a gap', async () => {
    const { main, store, paint, batch, reply, shown } = await streaming();
    main.answer('messages.get', () => ({
      message: { ...reply, parts: [{ type: 'text', block: 0, text: 'One two' }] },
      live: { runId: newId<RunId>(), messageId: reply.id, conversationId, seq: 2 },
    }));
    batch(reply.id, 3, [text(' three')]);
    paint();
    await expect.poll(shown).toEqual([['Before', 'One two three']]);
    expect(main.inputsOf('messages.get')).toHaveLength(1);
    expect(store.busy).toBe(true);
  });

  test('keeps what arrives before the answer that names the message', async () => {
    const { main, store, paint, batch, shown } = setUp();
    await store.open();
    const prompt = userMessage('Hello');
    const reply = assistantMessage({ status: 'streaming' });
    main.answer('chat.send', () => {
      batch(reply.id, 1, [text('Early')]);
      paint();
      return { entries: [{ laneId, added: [entry(prompt), entry(reply)] }] };
    });
    await store.send('Hello');
    paint();
    expect(shown()).toEqual([['Hello', 'Early']]);
  });

  test('never goes back to a stream that has ended', async () => {
    const { main, store, paint, batch, reply, shown } = await streaming();
    const final = {
      ...reply,
      status: 'done' as const,
      parts: [{ type: 'text' as const, block: 0, text: 'Done' }],
    };
    batch(reply.id, 1, [text('Do')]);
    store.receiveMessage(final);
    batch(reply.id, 2, [text('ne')]);
    paint();
    main.answer('lanes.selectBranch', () => ({
      lane: lane(),
      page: { entries: [entry(reply)], hasMore: false },
    }));
    await store.selectBranch(laneId, reply.id);
    expect(shown().at(0)?.at(-1)).toBe('Done');
    expect(isStreaming(store.state.getState())).toBe(false);
  });

  test('stops every reply that grows', async () => {
    const { main, store, reply } = await streaming();
    main.answer('chat.stop', () => ({}));
    await store.stop();
    expect(main.inputsOf('chat.stop')).toEqual([{ messageId: reply.id }]);
  });
});

describe('paths', () => {
  test('puts older pages above, and keeps them when the end of the path changes', async () => {
    const { main, store } = setUp();
    const [a, b, c, d] = [userMessage('a'), assistantMessage(), userMessage('c'), assistantMessage()];
    const retried = assistantMessage();
    main.answer(
      'conversations.open',
      opening([{ lane: lane(), page: { entries: [entry(c), entry(d)], hasMore: true } }]),
    );
    main.answer('messages.page', () => ({ entries: [entry(a), entry(b)], hasMore: false }));
    main.answer('chat.retry', () => ({
      lane: lane(),
      page: { entries: [entry(c), entry(retried, [d.id, retried.id])], hasMore: true },
    }));
    await store.open();
    await store.loadOlder(laneId);
    await retryReply(store, laneId, d.id);
    const view = store.state.getState().lanes[0];
    expect(view?.path.map((item) => item.id)).toEqual([a.id, b.id, c.id, retried.id]);
    expect(view?.path.at(-1)?.siblingIds).toEqual([d.id, retried.id]);
    expect(view?.hasMore).toBe(false);
    await store.loadOlder(laneId);
    expect(main.inputsOf('messages.page')).toHaveLength(1);
  });

  test('a new branch is offered in every lane that passes there', async () => {
    const { main, store } = setUp();
    const prompt = userMessage('a');
    const edited = userMessage('b');
    const second = lane({ id: newId<LaneId>(), position: 1 });
    const page = { entries: [entry(prompt)], hasMore: false };
    main.answer(
      'conversations.open',
      opening([
        { lane: lane(), page },
        { lane: second, page },
      ]),
    );
    main.answer('chat.editPrompt', () => ({
      lane: lane(),
      page: { entries: [entry(edited, [prompt.id, edited.id])], hasMore: false },
    }));
    await store.open();
    await editPrompt(store, laneId, prompt.id, 'b');
    const { lanes } = store.state.getState();
    expect(lanes.map((view) => view.lane.id)).toEqual([laneId, second.id]);
    expect(lanes[1]?.path[0]).toMatchObject({ id: prompt.id, siblingIds: [prompt.id, edited.id] });
  });

  test('a model is added on the path up to the last finished reply', async () => {
    const { main, store } = setUp();
    const done = assistantMessage();
    const open = assistantMessage({ status: 'streaming' });
    const entries = [entry(userMessage('a')), entry(done), entry(userMessage('b')), entry(open)];
    main.answer('conversations.open', opening([{ lane: lane(), page: { entries, hasMore: false } }]));
    main.answer('lanes.add', ({ id }) => ({
      lane: lane({ id: newId<LaneId>(), position: 1, modelId: id }),
      page: { entries: entries.slice(0, 2), hasMore: false },
    }));
    await store.open();
    await addLane(store, { connectionId: null, modelId: 'x' });
    expect(main.inputsOf('lanes.add')).toMatchObject([{ from: done.id }]);
    expect(store.state.getState().lanes).toHaveLength(2);
  });
});

describe('what moves elsewhere', () => {
  test('is read again, but only after a prompt that is on its way has found its place', async () => {
    const { main, store, shown } = setUp();
    await store.open();
    const prompt = userMessage('Hello');
    const reply = assistantMessage({ parentId: prompt.id });
    const added = [entry(prompt), entry(reply)];
    let confirm: () => void = () => undefined;
    const confirmed = new Promise<void>((resolve) => {
      confirm = resolve;
    });
    main.answer('chat.send', async () => {
      await confirmed;
      return { entries: [{ laneId, added }] };
    });
    const sent = store.send('Hello');
    main.answer('conversations.open', opening([{ lane: lane(), page: { entries: added, hasMore: false } }]));
    await store.reread();
    expect(main.inputsOf('conversations.open')).toHaveLength(1);
    expect(shown()).toEqual([['Hello']]);
    confirm();
    await sent;
    expect(main.inputsOf('conversations.open')).toHaveLength(2);
    await expect
      .poll(() => store.state.getState().lanes[0]?.path.map(({ id }) => id))
      .toEqual([prompt.id, reply.id]);
  });

  test('takes the offer to undo away where the branch is back', async () => {
    const { main, store } = setUp();
    await store.open();
    const prompt = userMessage('Hello');
    const trashed = {
      rootId: prompt.id,
      conversationId,
      conversationTitle: 'Test',
      excerpt: 'Hello',
      messages: 1,
      trashedAt: 1,
    };
    main.answer('branches.trash', () => trashed);
    expect(await trashBranch(store, prompt.id)).toBe(true);
    expect(store.state.getState().trashed).toEqual(trashed);
    main.answer(
      'conversations.open',
      opening([{ lane: lane(), page: { entries: [entry(prompt)], hasMore: false } }]),
    );
    await store.reread();
    expect(store.state.getState().trashed).toBeNull();
  });
});
