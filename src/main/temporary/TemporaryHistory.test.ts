import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { AssistantMessage, Conversation, Lane, UserMessage } from '../../shared/conversation.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId, ConversationId, LaneId, RunId, TabId, WindowId } from '../../shared/ids.ts';
import type { PipelineRun } from '../../shared/pipeline.ts';
import type { Tab } from '../../shared/settings.ts';
import type { Vote } from '../../shared/vote.ts';
import { describeHistory } from '../history/contract/historyContract.ts';
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
import { TemporaryHistory } from './TemporaryHistory.ts';
import { TemporaryFixture } from './testing/TemporaryFixture.ts';

const notFound = { code: 'history/not-found' };
const file = {
  hash: 'cd'.repeat(32),
  name: 'a.png',
  mediaType: 'image/png',
  kind: 'image',
  size: 3,
} as const;
const bytes = { hash: file.hash, mediaType: 'image/png', data: new Uint8Array([1, 2, 3]) };
const otherWindow = newId<WindowId>();

async function withOneOpen(): Promise<History> {
  const history = new TemporaryHistory({
    stored: openLocalHistory(),
    openMemory: async () => openLocalHistory(),
    now: () => at(0),
    onEnding: () => Promise.resolve(),
    onGone: () => Promise.resolve(),
  });
  const conversation = makeConversation({ temporary: true });
  await history.createConversation(conversation, [makeLane(conversation.id)]);
  return history;
}

describeHistory('ordinary conversations beside a temporary one', withOneOpen);

let world: TemporaryFixture;
let history: TemporaryHistory;

beforeEach(() => {
  world = new TemporaryFixture();
  ({ history } = world);
});

afterEach(() => world.close());

interface Chat {
  readonly conversation: Conversation;
  readonly lane: Lane;
}

async function create(change: Partial<Conversation> = {}): Promise<Chat> {
  const conversation = makeConversation({ temporary: true, ...change });
  const lane = makeLane(conversation.id);
  await history.createConversation(conversation, [lane]);
  return { conversation, lane };
}

async function createOrdinary(): Promise<Chat> {
  const conversation = makeConversation();
  const lane = makeLane(conversation.id);
  await history.createConversation(conversation, [lane]);
  return { conversation, lane };
}

async function exchange(
  { lane }: Chat,
  parentId: UserMessage['parentId'] = null,
  change: Partial<AssistantMessage> = {},
): Promise<{ readonly prompt: UserMessage; readonly reply: AssistantMessage }> {
  const prompt = makePrompt(lane.conversationId, parentId, 'asked', { attachments: [file] });
  const reply = makeReply(lane, prompt.id, { createdAt: change.createdAt ?? at(0) });
  const heads = [{ laneId: lane.id, headId: reply.id }];
  await history.beginTurn({
    conversationId: lane.conversationId,
    prompts: [prompt],
    replies: [reply],
    heads,
  });
  const done = makeDoneReply(lane, prompt.id, 'answer', { id: reply.id, turnId: reply.turnId, ...change });
  await history.finishReply(done);
  return { prompt, reply: done };
}

/** A change that makes a reply cost something. */
function priced(usd: number, createdAt = at(0)): Partial<AssistantMessage> {
  const model = { ...makeReply(makeLane(newId()), newId()).model, provider: 'openai' };
  const price = { input: 1, output: 1, source: 'catalogue' } as const;
  return { createdAt, model, usage: { input: 10, output: 5 }, cost: { usd, price, estimated: false } };
}

function tabOf({ conversation }: Chat, change: Partial<Tab> = {}): Tab {
  const tab = { id: newId<TabId>(), position: 0, pinned: false, active: true, draft: '', updatedAt: at(0) };
  return { ...tab, conversationId: conversation.id, ...change };
}

test('a temporary conversation never takes the place of one that is kept', async () => {
  const ordinary = await createOrdinary();
  const { reply } = await exchange(ordinary);
  const taken = { ...ordinary.conversation, temporary: true as const };
  await expect(history.createConversation(taken, [makeLane(taken.id)])).rejects.toMatchObject({
    code: 'internal',
  });
  await history.keep(taken.id);
  expect(await history.getMessage(reply.id)).toEqual(reply);
});

async function over(id: ConversationId): Promise<void> {
  await expect.poll(() => world.gone).toContain(id);
}

describe('a temporary conversation', () => {
  test('says so, stands in no list, and is found by no search', async () => {
    const chat = await create();
    await exchange(chat);
    expect((await history.getConversation(chat.conversation.id)).conversation.temporary).toBe(true);
    expect((await history.readArchive(chat.conversation.id)).conversation.temporary).toBe(true);
    const renamed = await history.updateConversation(chat.conversation.id, { title: 'new' }, at(1));
    expect(renamed.conversation).toMatchObject({ title: 'new', temporary: true });
    expect(await history.listConversations({ trashed: false, before: null, limit: 5 })).toEqual([]);
    expect(await history.search({ query: 'asked', before: null, limit: 5 })).toEqual([]);
  });

  test('works as any other: lanes, branches, pages, journal', async () => {
    const chat = await create();
    const { prompt, reply } = await exchange(chat);
    const lane = { ...makeLane(chat.conversation.id), position: 1, headId: reply.id };
    await history.addLane(lane);
    expect(await history.listLanes(chat.conversation.id)).toHaveLength(2);
    await history.updateLane(lane.id, { modelId: 'other' });
    expect((await history.getLane(lane.id)).modelId).toBe('other');
    expect((await history.readLane(lane.id, 5)).entries).toHaveLength(2);
    expect(await history.readPath(reply.id)).toHaveLength(2);
    expect(await history.getMessage(prompt.id)).toEqual(prompt);
    expect((await history.readTree(chat.conversation.id)).segments).toHaveLength(1);
    const run = runIn(chat);
    await history.beginTurn({
      conversationId: chat.conversation.id,
      prompts: [],
      replies: [],
      heads: [],
      run,
    });
    expect(await history.getPipelineRun(run.id)).toEqual(run);
    await history.trashBranch(reply.id, at(5));
    expect(await history.listTrashedBranches()).toMatchObject([{ rootId: reply.id }]);
    expect(await history.restoreBranch(reply.id)).toBe(chat.conversation.id);
    await history.removeLane(lane.id);
    expect(await history.listLanes(chat.conversation.id)).toHaveLength(1);
  });

  test('may be copied into another one, which is temporary too', async () => {
    const chat = await create();
    const { prompt } = await exchange(chat);
    const archive = await history.readArchive(chat.conversation.id);
    const conversation = { ...archive.conversation, id: newId<ConversationId>() };
    const copy = { ...prompt, id: newId<typeof prompt.id>(), conversationId: conversation.id };
    const lane = { ...chat.lane, id: newId<LaneId>(), conversationId: conversation.id, headId: copy.id };
    await history.importArchive({ conversation, lanes: [lane], messages: [copy] });
    expect((await history.readLane(lane.id, 5)).entries).toHaveLength(1);
    expect(world.onDisk()).not.toContain(copy.id);
  });

  test('takes the journals of several replies apart', async () => {
    const [temporary, conversation] = [await create(), makeConversation()];
    const lane = makeLane(conversation.id);
    await history.createConversation(conversation, [lane]);
    const entries = await Promise.all(
      [temporary.lane, lane].map(async (one) => {
        const prompt = makePrompt(one.conversationId, null, 'asked');
        const reply = makeReply(one, prompt.id);
        const turn = { conversationId: one.conversationId, prompts: [prompt], replies: [reply], heads: [] };
        await history.beginTurn(turn);
        const event = { type: 'text', block: 0, delta: `journal-of-${one.id}` } as const;
        return { runId: newId<RunId>(), messageId: reply.id, seq: 1, events: [event] };
      }),
    );
    await history.appendJournal(entries);
    expect(world.onDisk()).toContain(`journal-of-${lane.id}`);
    expect(world.onDisk()).not.toContain(`journal-of-${temporary.lane.id}`);
  });
});

describe('tabs and drafts of it', () => {
  test('are found again by a window that loads, beside the others, and never by a start', async () => {
    const [chat, ordinary] = [await create(), makeConversation()];
    await history.createConversation(ordinary, [makeLane(ordinary.id)]);
    const tab = tabOf(chat, { position: 1 });
    const other = { ...tabOf(chat), conversationId: ordinary.id };
    await history.saveTabs([other, tab]);
    await history.saveDraft(tab.id, 'half a thought', [file]);
    const drafted = {
      ...tab,
      draft: 'half a thought',
      attachments: [file],
      updatedAt: expect.any(Number) as number,
    };
    expect(await history.listTabs()).toEqual([other, drafted]);
    await history.saveDraft(tab.id, 'other words');
    expect(await history.listTabs()).toMatchObject([{}, { draft: 'other words', attachments: [file] }]);
    await world.restart();
    expect(await world.history.listTabs()).toEqual([other]);
  });

  test('may move to another window, and with the last one the conversation goes', async () => {
    const chat = await create();
    const { reply } = await exchange(chat);
    const tab = tabOf(chat);
    await history.saveTabs([tab]);
    await history.saveTabs([tab], otherWindow);
    await history.saveTabs([]);
    expect(await history.listTabs()).toEqual([{ ...tab, windowId: otherWindow }]);
    expect(await history.getMessage(reply.id)).toEqual(reply);
    await history.saveTabs([], otherWindow);
    await over(chat.conversation.id);
    await expect(history.getConversation(chat.conversation.id)).rejects.toMatchObject(notFound);
    await expect(history.getMessage(reply.id)).rejects.toMatchObject(notFound);
    await history.saveTabs([tab]);
    expect(await history.listTabs()).toEqual([]);
  });
});

describe('what comes late for one that is gone', () => {
  test('goes nowhere', async () => {
    const chat = await create();
    const { prompt, reply } = await exchange(chat);
    const tab = tabOf(chat);
    await history.saveTabs([tab]);
    const before = world.fingerprint();
    let isOver: () => void = () => undefined;
    world.onEnding = () => new Promise((resolve) => (isOver = resolve));
    await history.saveTabs([]);
    const turn = { conversationId: chat.conversation.id, prompts: [prompt], replies: [], heads: [] };
    await expect(history.beginTurn(turn)).rejects.toMatchObject(notFound);
    await expect(history.keep(chat.conversation.id)).rejects.toMatchObject(notFound);
    isOver();
    await over(chat.conversation.id);
    await expect(history.finishReply(reply)).rejects.toMatchObject(notFound);
    await expect(history.addLane(makeLane(chat.conversation.id))).rejects.toMatchObject(notFound);
    await history.appendJournal([{ runId: newId(), messageId: reply.id, seq: 1, events: [] }]);
    await expect(history.saveDraft(tab.id, 'late')).rejects.toMatchObject(notFound);
    expect(world.fingerprint()).toBe(before);
  });
});

describe('files of it', () => {
  test('are read as any other, and written when something on the disk names them', async () => {
    await create();
    await history.holdAttachment(bytes);
    expect((await history.readAttachment(file.hash)).data).toEqual(bytes.data);
    await expect(world.stored.readAttachment(file.hash)).rejects.toMatchObject({
      code: 'attachment/missing',
    });
    await exchange(await createOrdinary());
    expect((await world.stored.readAttachment(file.hash)).data).toEqual(bytes.data);
  });

  test('are let go with the last temporary conversation', async () => {
    const chat = await create();
    await history.holdAttachment(bytes);
    await history.saveTabs([tabOf(chat)]);
    await history.saveTabs([]);
    await over(chat.conversation.id);
    await expect(history.readAttachment(file.hash)).rejects.toMatchObject({ code: 'attachment/missing' });
  });
});

describe('what it costs', () => {
  test('counts for budgets with all the rest, also when it is gone, and once when it is kept', async () => {
    const [gone, kept] = [await create(), await create()];
    const ordinary = await createOrdinary();
    const { reply } = await exchange(ordinary, null, priced(1));
    await exchange(gone, null, priced(2));
    await exchange(kept, null, priced(4, at(86_400_000)));
    await history.saveTabs([tabOf(gone), tabOf(kept, { position: 1 })]);
    const total = { usd: 10, replies: 4, unknown: 0, inputTokens: 40, cachedTokens: 0, outputTokens: 20 };
    await history.saveCost({
      id: newId(),
      conversationId: kept.conversation.id,
      connectionId: reply.model.connectionId,
      askedAt: at(86_400_000),
      usage: { input: 10, output: 5 },
      usd: 3,
    });
    const days = [at(0), at(86_400_000), at(2 * 86_400_000)];
    const check = async (): Promise<void> => {
      expect(await history.sumCosts({})).toEqual(total);
      expect(await history.sumCosts({ to: at(1) })).toMatchObject({ usd: 3 });
      expect(await history.sumCosts({ connectionId: newId<ConnectionId>() })).toMatchObject({ usd: 0 });
      expect(await history.sumCostsByConnection({})).toEqual([{ key: reply.model.connectionId, total }]);
      expect((await history.sumCostsByDay(days)).map((day) => day.total.usd)).toEqual([3, 7]);
    };
    await check();
    expect(await history.sumCosts({ conversationId: gone.conversation.id })).toMatchObject({ usd: 2 });
    await history.keep(kept.conversation.id);
    await check();
    await history.saveTabs([]);
    await over(gone.conversation.id);
    await check();
    await world.restart();
    expect(await world.history.sumCosts({})).toMatchObject({ usd: 8 });
  });
});

function runIn({ conversation, lane }: Chat): PipelineRun {
  const stages = [{ steps: [{ name: 'Draft', prompt: '{{input}}', model: null }] }];
  return {
    id: newId(),
    conversationId: conversation.id,
    laneId: lane.id,
    pipeline: { id: newId(), name: 'Draft', description: '', variables: [], stages, updatedAt: at(0) },
    input: 'text',
    variables: {},
    state: 'done',
    steps: [],
    inputId: newId(),
    createdAt: at(0),
    endedAt: at(1),
  };
}

/** A conversation with something in every place. */
async function full(): Promise<Chat> {
  const chat = await create();
  const { id } = chat.conversation;
  await history.holdAttachment(bytes);
  const first = await exchange(chat, null, priced(2));
  const second = await exchange(chat, first.reply.id);
  await history.trashBranch(second.prompt.id, at(9));
  await history.saveTabs([tabOf(chat)]);
  await history.saveTabs([tabOf(chat)], otherWindow);
  await history.saveQueue(id, [
    { id: newId(), laneIds: [chat.lane.id], text: 'waits', attachments: [file], createdAt: at(0) },
  ]);
  await history.saveInspection(first.reply.id, { requests: [], firstDeltaMs: 1, endedMs: 2 });
  const replies = [first.reply, first.reply].map(({ id: messageId, model }) => ({ messageId, model }));
  const vote: Vote = {
    id: newId(),
    conversationId: id,
    turnId: first.reply.turnId,
    replies,
    verdict: { kind: 'neither' },
    tag: '',
    createdAt: at(0),
  };
  await history.putVote(vote);
  await history.savePipelineRun(runIn(chat));
  return chat;
}

/** All that can be read of a conversation. */
async function everythingOf(from: History, { conversation, lane }: Chat): Promise<readonly unknown[]> {
  const { id } = conversation;
  const archive = await from.readArchive(id);
  const { temporary: _temporary, deviceId: _deviceId, ...rest } = archive.conversation;
  return [
    { ...archive, conversation: rest },
    await from.readLane(lane.id, 10),
    await from.listTrashedBranches(),
    await from.readQueue(id),
    await from.listPipelineRuns(id),
    await from.listVotes(),
    await from.listTabs(),
    await from.sumCosts({}),
    await Promise.all(archive.messages.map((message) => from.readInspection(message.id))),
    (await from.readAttachment(file.hash)).data,
  ];
}

describe('keeping it', () => {
  test('moves everything, the trash of branches included, and takes the mark off', async () => {
    const chat = await full();
    const before = await everythingOf(history, chat);
    await history.keep(chat.conversation.id);
    const { conversation } = await history.getConversation(chat.conversation.id);
    expect(conversation).not.toHaveProperty('temporary');
    expect(await everythingOf(world.stored, chat)).toEqual(before);
    const [branch] = await history.listTrashedBranches();
    await history.restoreBranch(branch?.rootId ?? newId());
    expect((await history.readArchive(chat.conversation.id)).messages).toHaveLength(4);
    await exchange(chat, (await history.getLane(chat.lane.id)).headId);
    await history.keep(chat.conversation.id);
    expect((await world.stored.readArchive(chat.conversation.id)).messages).toHaveLength(6);
  });

  it.each([
    'saveAttachment',
    'importArchive',
    'trashBranch',
    'saveQueue',
    'putVote',
    'savePipelineRun',
    'saveInspection',
    'saveTabs',
    'importCosts',
  ] as const)('leaves it temporary and complete when %s fails on a full disk', async (method) => {
    const chat = await full();
    const before = await everythingOf(history, chat);
    world.failing.add(method);
    await expect(history.keep(chat.conversation.id)).rejects.toMatchObject({ code: 'history/disk-full' });
    world.failing.clear();
    expect((await history.getConversation(chat.conversation.id)).conversation.temporary).toBe(true);
    expect(await everythingOf(history, chat)).toEqual(before);
    await expect(world.stored.getConversation(chat.conversation.id)).rejects.toMatchObject(notFound);
    expect(await world.stored.listVotes()).toEqual([]);
    await history.keep(chat.conversation.id);
    expect(await everythingOf(world.stored, chat)).toEqual(before);
  });

  test('can be tried again when not even the attempt could be taken back', async () => {
    const chat = await full();
    const before = await everythingOf(history, chat);
    for (const method of ['importCosts', 'purgeConversation'] as const) world.failing.add(method);
    await expect(history.keep(chat.conversation.id)).rejects.toMatchObject({ code: 'history/disk-full' });
    world.failing.clear();
    await history.keep(chat.conversation.id);
    expect(await everythingOf(world.stored, chat)).toEqual(before);
  });

  test('waits with what comes meanwhile, and loses none of it', async () => {
    const chat = await full();
    const { id } = chat.conversation;
    const { headId } = await history.getLane(chat.lane.id);
    const [, renamed] = await Promise.all([
      history.keep(id),
      history.updateConversation(id, { title: 'named meanwhile' }, at(9)),
      exchange(chat, headId),
      history.saveTabs([tabOf(chat, { draft: 'typed meanwhile' })]),
      history.keep(id),
    ]);
    expect(renamed.conversation).toMatchObject({ title: 'named meanwhile' });
    expect((await world.stored.getConversation(id)).conversation.title).toBe('named meanwhile');
    expect((await world.stored.readArchive(id)).messages).toHaveLength(4);
    expect(await world.stored.listTabs()).toContainEqual(
      expect.objectContaining({ draft: 'typed meanwhile' }),
    );
  });

  test('is refused while a reply is being written, from the moment it is begun', async () => {
    const chat = await create();
    const prompt = makePrompt(chat.conversation.id, null, 'asked');
    const reply = makeReply(chat.lane, prompt.id);
    const turn = { conversationId: chat.conversation.id, prompts: [prompt], replies: [reply], heads: [] };
    const begun = history.beginTurn(turn);
    await expect(history.keep(chat.conversation.id)).rejects.toMatchObject({ code: 'chat/temporary-busy' });
    await begun;
    expect(world.onDisk()).not.toContain(prompt.id);
    await expect(history.keep(newId())).rejects.toMatchObject(notFound);
  });
});
