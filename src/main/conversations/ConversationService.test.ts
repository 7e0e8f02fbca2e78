import { beforeEach, describe, expect, it } from 'vitest';
import type { AssistantMessage, UserMessage } from '../../shared/conversation.ts';
import { mainWindowId, newId } from '../../shared/ids.ts';
import type { ConnectionId, ConversationId, LaneId, MessageId, RunId, TurnId } from '../../shared/ids.ts';
import { emptyReply } from '../../shared/stream.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import { maxLanes } from '../../shared/workspaceLimits.ts';
import type { History } from '../history/History.ts';
import { openLocalHistory } from '../history/openLocalHistory.ts';
import { ConversationService } from './ConversationService.ts';
import type { LiveReplies } from './LiveReplies.ts';
import { MessageReader } from './MessageReader.ts';

/** What streams, as the test says. */
class StatedReplies implements LiveReplies {
  readonly stopped: ConversationId[] = [];
  readonly live = new Map<MessageId, AssistantMessage>();
  readonly runId = newId<RunId>();

  snapshot(id: MessageId): ReturnType<LiveReplies['snapshot']> {
    const message = this.live.get(id);
    if (message === undefined) return null;
    const { conversationId } = message;
    return { message, live: { runId: this.runId, messageId: id, conversationId, seq: 7 } };
  }

  isStreaming(id: ConversationId): boolean {
    return [...this.live.values()].some(({ conversationId }) => conversationId === id);
  }

  async stopConversation(id: ConversationId): Promise<void> {
    this.stopped.push(id);
  }
}

let clock: ManualClock;
const conversationId = newId<ConversationId>();
const left = newId<LaneId>();
const right = newId<LaneId>();
const choice = { connectionId: newId<ConnectionId>(), modelId: 'model' };

let history: History;
let replies: StatedReplies;
let messages: MessageReader;
let conversations: ConversationService;
let told: unknown[];
let gone: string[];

beforeEach(async () => {
  clock = new ManualClock();
  history = openLocalHistory();
  replies = new StatedReplies();
  messages = new MessageReader(history, replies);
  told = [];
  const emit = (name: string, payload: unknown): void => void told.push([name, payload]);
  gone = [];
  const onGone = (owners: readonly string[]): void => void gone.push(...owners);
  conversations = new ConversationService({ history, messages, replies, clock, emit, onGone });
  await conversations.create(conversationId, [{ id: left, ...choice }]);
});

/** One prompt and a reply that streams, at the end of the left lane. */
async function beginReply(): Promise<{ readonly prompt: UserMessage; readonly reply: AssistantMessage }> {
  const now = clock.now();
  const base = {
    conversationId,
    turnId: newId<TurnId>(),
    createdAt: now,
    updatedAt: now,
    deviceId: history.deviceId,
  };
  const prompt: UserMessage = {
    ...base,
    id: newId<MessageId>(),
    parentId: null,
    role: 'user',
    parts: [{ type: 'text', block: 0, text: 'A question' }],
  };
  const reply: AssistantMessage = {
    ...base,
    ...emptyReply,
    parts: [],
    usage: null,
    id: newId<MessageId>(),
    parentId: prompt.id,
    role: 'assistant',
    laneId: left,
    status: 'streaming',
    model: { ...choice, provider: 'openai', modelName: 'Model', connectionName: 'Server' },
    error: null,
    timing: { startedAt: now, firstDeltaAt: null, endedAt: null },
  };
  const heads = [{ laneId: left, headId: reply.id }];
  await history.beginTurn({ conversationId, prompts: [prompt], replies: [reply], heads });
  return { prompt, reply };
}

function withText(reply: AssistantMessage, text: string): AssistantMessage {
  return { ...reply, parts: [{ type: 'text', block: 0, text }] };
}

describe('opening', () => {
  it('shows a streaming reply as it is now, with the number of its last batch', async () => {
    const { reply } = await beginReply();
    const now = withText(reply, 'So far');
    replies.live.set(reply.id, now);
    const opened = await conversations.open(conversationId, 10);
    expect(opened.lanes[0]?.page.entries.at(-1)?.message).toEqual(now);
    expect(opened.live).toEqual([{ runId: replies.runId, messageId: reply.id, conversationId, seq: 7 }]);
  });

  it('names a reply once that two lanes share', async () => {
    const { reply } = await beginReply();
    replies.live.set(reply.id, reply);
    await conversations.addLane({ id: right, conversationId, from: reply.id }, choice);
    const opened = await conversations.open(conversationId, 10);
    expect(opened.lanes).toHaveLength(2);
    expect(opened.live).toHaveLength(1);
  });

  it('reads a reply again that ended while it was being read', async () => {
    const { reply } = await beginReply();
    const stale = await history.readLane(left, 10);
    const done: AssistantMessage = { ...withText(reply, 'All of it'), status: 'done', stopReason: 'end' };
    await history.finishReply(done);
    const { page, live } = await messages.complete(stale);
    expect(page.entries.at(-1)?.message).toMatchObject({ status: 'done', parts: done.parts });
    expect(live).toEqual([]);
  });
});

describe('changing', () => {
  it('tells the window of a new name and a pin', async () => {
    await beginReply();
    await conversations.rename(conversationId, 'A name');
    await conversations.pin(conversationId, true);
    expect(told).toMatchObject([
      [
        'conversation.changed',
        { summary: { conversation: { title: 'A name', titleSource: 'user' }, laneCount: 1 } },
      ],
      ['conversation.changed', { summary: { conversation: { pinned: true }, streaming: false } }],
    ]);
  });

  it('stops the replies of what goes to the trash, and brings it back', async () => {
    await beginReply();
    await conversations.trash(conversationId);
    expect(replies.stopped).toEqual([conversationId]);
    expect(told).toEqual([['conversation.removed', { id: conversationId }]]);
    await expect(conversations.list({ trashed: true, before: null, limit: 10 })).resolves.toHaveLength(1);
    await conversations.restore(conversationId);
    await expect(conversations.list({ trashed: false, before: null, limit: 10 })).resolves.toHaveLength(1);
  });

  it('deletes for good from the trash only', async () => {
    await beginReply();
    await expect(conversations.purge(conversationId)).rejects.toMatchObject({ code: 'internal' });
    await conversations.trash(conversationId);
    expect(gone).toEqual([]);
    await conversations.purge(conversationId);
    expect(gone).toEqual([conversationId, left]);
    await expect(conversations.open(conversationId, 10)).rejects.toMatchObject({ code: 'history/not-found' });
  });
});

describe('lanes', () => {
  it('adds a lane at the right, on the path it is given', async () => {
    const { prompt, reply } = await beginReply();
    const { lane, page } = await conversations.addLane(
      { id: right, conversationId, from: prompt.id },
      choice,
    );
    expect(lane).toMatchObject({ id: right, position: 1, headId: prompt.id });
    expect(page.entries.map(({ message }) => message.id)).toEqual([prompt.id]);
    const moved = await conversations.selectBranch({ id: right, messageId: reply.id, limit: 10 });
    expect(moved.page.entries.map(({ message }) => message.id)).toEqual([prompt.id, reply.id]);
  });

  it('adds a lane where it stood, with its parameters, and no more than fit', async () => {
    const parameters = { temperature: 0.5 };
    const place = { id: right, conversationId, from: null, position: 0, parameters };
    await conversations.addLane(place, choice, mainWindowId);
    expect(told.at(-1)).toEqual(['conversation.moved', { id: conversationId, by: mainWindowId }]);
    await expect(history.getLane(right)).resolves.toMatchObject({ position: 0, parameters });
    for (let count = 2; count < maxLanes; count += 1) {
      await conversations.addLane({ id: newId(), conversationId, from: null }, choice);
    }
    await expect(
      conversations.addLane({ id: newId(), conversationId, from: null }, choice),
    ).rejects.toMatchObject({ code: 'chat/too-many-lanes', details: { limit: maxLanes } });
  });

  it('keeps how lanes are shown and what a new chat was made with', async () => {
    const id = newId<ConversationId>();
    const view = { layout: 'grid', scrolling: 'synced' } as const;
    await conversations.create(id, [{ id: newId(), ...choice, parameters: { topP: 0.1 } }], { view });
    const { conversation, lanes } = await conversations.open(id, 10);
    expect([conversation.view, lanes[0]?.lane.parameters]).toEqual([view, { topP: 0.1 }]);
    await conversations.configure(id, { view: { ...view, layout: 'focus' } });
    expect((await history.getConversation(id)).conversation.view).toEqual({ ...view, layout: 'focus' });
  });

  it('changes the model of a lane and takes a lane away, but not the last one', async () => {
    await conversations.addLane({ id: right, conversationId, from: null }, choice);
    await conversations.chooseModel(right, { connectionId: null, modelId: null });
    await expect(history.getLane(right)).resolves.toMatchObject({ connectionId: null, modelId: null });
    await conversations.removeLane(right);
    await expect(conversations.removeLane(left)).rejects.toThrow();
  });

  it('forgets what belongs to a lane only when it cannot be brought back any more', async () => {
    const place = { id: right, conversationId, from: null };
    await conversations.addLane(place, choice);
    await conversations.removeLane(right);
    await conversations.addLane(place, choice);
    clock.advance(3_600_000);
    expect(gone).toEqual([]);
    await conversations.removeLane(right);
    clock.advance(3_600_000);
    expect(gone).toEqual([right]);
  });

  it('forgets it at the latest when the app closes', async () => {
    await conversations.addLane({ id: right, conversationId, from: null }, choice);
    await conversations.removeLane(right);
    conversations.close();
    expect(gone).toEqual([right]);
  });
});
