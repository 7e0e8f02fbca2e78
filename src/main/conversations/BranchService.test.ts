import { beforeEach, describe, expect, it } from 'vitest';
import type { Lane, Message } from '../../shared/conversation.ts';
import { maxPromptLength } from '../../shared/conversation.ts';
import { mainWindowId, newId } from '../../shared/ids.ts';
import type { ConversationId, LaneId, MessageId, PipelineRunId } from '../../shared/ids.ts';
import { plainText } from '../../shared/stream.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import type { History } from '../history/History.ts';
import {
  at,
  makeConversation,
  makeDoneReply,
  makeLane,
  makePrompt,
  makeReply,
} from '../history/historyFixtures.ts';
import { openLocalHistory } from '../history/openLocalHistory.ts';
import { BranchService } from './BranchService.ts';
import { MessageReader } from './MessageReader.ts';

const conversation = makeConversation({ title: 'Trip', parameters: { temperature: 0.2 } });
const cost = {
  usd: 0.5,
  price: { input: 1, output: 1, source: 'catalogue' },
  estimated: false,
} as const;

let history: History;
let branches: BranchService;
let lane: Lane;
let told: unknown[];
let prompt: Message;
let reply: Message;

async function wordsOf(id: LaneId): Promise<readonly string[]> {
  const { entries } = await history.readLane(id, 100);
  return entries.map(({ message }) => plainText(message.parts));
}

beforeEach(async () => {
  history = openLocalHistory({ kind: 'memory' });
  told = [];
  const nothingStreams = {
    snapshot: () => null,
    isStreaming: () => false,
    stopConversation: async () => undefined,
  };
  branches = new BranchService({
    history,
    messages: new MessageReader(history, nothingStreams),
    replies: nothingStreams,
    clock: new ManualClock(at(10)),
    emit: (name, payload) => {
      told.push([name, payload]);
    },
  });
  lane = makeLane(conversation.id);
  await history.createConversation(conversation, [lane]);
  const asked = makePrompt(conversation.id, null, 'Where to?', { createdAt: at(1) });
  const answer = makeDoneReply(lane, asked.id, 'Oslo', { cost, createdAt: at(2) });
  await history.beginTurn({
    conversationId: conversation.id,
    prompts: [asked],
    replies: [answer],
    heads: [{ laneId: lane.id, headId: answer.id }],
  });
  [prompt, reply] = [asked, answer];
});

describe('editing', () => {
  it('saves other words for a prompt beside it, and asks nobody', async () => {
    const page = await branches.edit({ laneId: lane.id, messageId: prompt.id, text: 'When?' }, mainWindowId);
    expect(await wordsOf(lane.id)).toEqual(['When?']);
    expect(page.page.entries[0]?.siblingIds).toEqual([prompt.id, page.lane.headId]);
    expect(page.page.entries[0]?.message.turnId).not.toBe(prompt.turnId);
    expect(await history.getMessage(prompt.id)).toEqual(prompt);
    expect(told).toEqual([['conversation.moved', { id: conversation.id, by: mainWindowId }]]);
  });

  it('leaves the run behind that a prompt has started', async () => {
    const step = {
      runId: newId<PipelineRunId>(),
      role: 'input',
      name: '',
      part: null,
      final: false,
    } as const;
    const input = makePrompt(conversation.id, reply.id, 'About trains', { step });
    await history.beginTurn({
      conversationId: conversation.id,
      prompts: [input],
      replies: [],
      heads: [{ laneId: lane.id, headId: input.id }],
    });
    const page = await branches.edit({ laneId: lane.id, messageId: input.id, text: 'About ships' });
    expect(page.page.entries.at(-1)?.message).not.toHaveProperty('step');
    expect(await history.getMessage(input.id)).toMatchObject({ step });
  });

  it('saves other words for a reply beside it, and says whose they are', async () => {
    const page = await branches.edit({ laneId: lane.id, messageId: reply.id, text: 'Bergen' });
    expect(await wordsOf(lane.id)).toEqual(['Where to?', 'Bergen']);
    const edited = page.page.entries[1];
    expect(edited?.siblingIds).toEqual([reply.id, edited?.message.id]);
    expect(edited?.message).toMatchObject({ origin: { kind: 'edited', of: reply.id }, usage: null });
    expect(edited?.message).not.toHaveProperty('cost');
    expect(await history.getMessage(reply.id)).toEqual(reply);
  });

  it.each([
    ['chat/empty-prompt', ' \n'],
    ['chat/prompt-too-large', 'x'.repeat(maxPromptLength + 1)],
  ])('answers %s and writes nothing', async (code, text) => {
    const edit = { laneId: lane.id, messageId: prompt.id, text };
    await expect(branches.edit(edit)).rejects.toMatchObject({ code });
    expect(await wordsOf(lane.id)).toEqual(['Where to?', 'Oslo']);
  });

  it('saves a prompt that has lost its words and kept its files', async () => {
    const file = {
      hash: 'a'.repeat(64),
      name: 'map.png',
      mediaType: 'image/png',
      kind: 'image',
      size: 1,
    } as const;
    const withFile = makePrompt(conversation.id, reply.id, 'On this map?', { attachments: [file] });
    await history.beginTurn({
      conversationId: conversation.id,
      prompts: [withFile],
      replies: [],
      heads: [{ laneId: lane.id, headId: withFile.id }],
    });
    const page = await branches.edit({ laneId: lane.id, messageId: withFile.id, text: ' ' });
    expect(page.page.entries.at(-1)?.message).toMatchObject({ attachments: [file], parts: [] });
    expect(await wordsOf(lane.id)).toEqual(['Where to?', 'Oslo', '']);
  });

  it('leaves a reply alone that is being written, and messages of other conversations', async () => {
    const streaming = makeReply(lane, prompt.id);
    await history.beginTurn({
      conversationId: conversation.id,
      prompts: [],
      replies: [streaming],
      heads: [{ laneId: lane.id, headId: streaming.id }],
    });
    const edit = { laneId: lane.id, messageId: streaming.id, text: 'x' };
    await expect(branches.edit(edit)).rejects.toMatchObject({ code: 'chat/busy' });
    const other = makeConversation();
    const otherLane = makeLane(other.id);
    await history.createConversation(other, [otherLane]);
    const foreign = { laneId: otherLane.id, messageId: prompt.id, text: 'x' };
    await expect(branches.edit(foreign)).rejects.toMatchObject({ code: 'history/not-found' });
  });
});

describe('forking', () => {
  it('takes the path along into a conversation of its own, and leaves its costs behind', async () => {
    const id = newId<ConversationId>();
    const source = makePrompt(conversation.id, reply.id, 'Sum up', { sources: [reply.id], createdAt: at(3) });
    await history.beginTurn({
      conversationId: conversation.id,
      prompts: [source],
      replies: [],
      heads: [{ laneId: lane.id, headId: source.id }],
    });
    const before = await history.readArchive(conversation.id);
    await branches.fork(id, { laneId: lane.id, messageId: source.id });

    const { conversation: forked, lanes, messages } = await history.readArchive(id);
    expect(forked).toMatchObject({ title: 'Trip', parameters: { temperature: 0.2 } });
    expect(lanes).toMatchObject([{ connectionId: lane.connectionId, modelId: lane.modelId, position: 0 }]);
    expect(await wordsOf(lanes[0]?.id ?? newId<LaneId>())).toEqual(['Where to?', 'Oslo', 'Sum up']);
    const known = new Set<MessageId>(before.messages.map((message) => message.id));
    expect(messages.some((message) => known.has(message.id))).toBe(false);
    const [, copiedReply, copiedPrompt] = messages;
    expect(copiedReply).not.toHaveProperty('cost');
    expect(copiedPrompt).toMatchObject({ sources: [copiedReply?.id] });
    expect(await history.readArchive(conversation.id)).toEqual(before);
    expect(told).toMatchObject([['conversation.changed', { summary: { conversation: { id } } }]]);
  });
});

describe('throwing away', () => {
  it('moves the lane, tells the windows and comes back', async () => {
    await branches.trash(reply.id, mainWindowId);
    expect(await wordsOf(lane.id)).toEqual(['Where to?']);
    await branches.restore(reply.id, mainWindowId);
    expect(await wordsOf(lane.id)).toEqual(['Where to?', 'Oslo']);
    const moved = ['conversation.moved', { id: conversation.id, by: mainWindowId }];
    expect(told).toEqual([moved, moved]);
    await branches.trash(reply.id);
    await branches.purge(reply.id);
    expect(await branches.listTrashed()).toEqual([]);
    expect((await branches.tree(conversation.id)).segments).toMatchObject([{ messages: 1 }]);
  });
});
