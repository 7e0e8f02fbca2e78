/** What every implementation of the port owes. Run against the database in this thread and against workers. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import type {
  AssistantMessage,
  Conversation,
  Lane,
  Message,
  UserMessage,
} from '../../shared/conversation.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId, ConversationId, LaneId, MessageId, RunId, TabId } from '../../shared/ids.ts';
import type { Tab } from '../../shared/settings.ts';
import type { History } from './History.ts';
import { at, makeConversation, makeDoneReply, makeLane, makePrompt, makeReply } from './historyFixtures.ts';

interface Chat {
  readonly conversation: Conversation;
  readonly lane: Lane;
}

const notFound = { name: 'AppError', code: 'history/not-found' };

function makeTab(conversationId: ConversationId, change: Partial<Tab> = {}): Tab {
  return {
    id: newId(),
    conversationId,
    position: 0,
    pinned: false,
    active: true,
    draft: '',
    updatedAt: at(0),
    ...change,
  };
}

function textsOf(messages: readonly Message[]): readonly string[] {
  return messages.map((message) => message.parts.map((part) => part.text).join(''));
}

/** Declares the suite; `open` gives a fresh, empty history each time. */
export function describeHistory(name: string, open: () => Promise<History>): void {
  describe(`the contract of a history: ${name}`, () => {
    let history: History;

    beforeEach(async () => {
      history = await open();
    });
    afterEach(async () => {
      await history.close();
    });

    async function createChat(change: Partial<Conversation> = {}): Promise<Chat> {
      const conversation = makeConversation(change);
      const lane = makeLane(conversation.id);
      await history.createConversation(conversation, [lane]);
      return { conversation, lane };
    }

    /** Writes one finished exchange at the end of the lane. */
    async function exchange(
      lane: Lane,
      words: readonly [prompt: string, reply: string],
      time = at(1000),
    ): Promise<{ readonly prompt: UserMessage; readonly reply: AssistantMessage }> {
      const { conversationId } = lane;
      const { headId } = await history.getLane(lane.id);
      const prompt = makePrompt(conversationId, headId, words[0], { createdAt: time, updatedAt: time });
      const reply = makeReply(lane, prompt.id, { createdAt: time, updatedAt: time });
      await history.beginTurn({
        conversationId,
        prompts: [prompt],
        replies: [reply],
        heads: [{ laneId: lane.id, headId: reply.id }],
      });
      const done = makeDoneReply(lane, prompt.id, words[1], { ...reply, status: 'done', stopReason: 'end' });
      const finished = { ...done, parts: [{ type: 'text' as const, block: 0, text: words[1] }] };
      await history.finishReply(finished);
      return { prompt, reply: finished };
    }

    describe('connections and settings', () => {
      const demo: Connection = {
        id: newId<ConnectionId>(),
        name: 'Demo',
        provider: 'demo',
        createdAt: at(0),
        updatedAt: at(0),
      };
      const bedrock: Connection = {
        id: newId<ConnectionId>(),
        name: 'Work',
        provider: 'bedrock',
        region: 'us-east-1',
        auth: { kind: 'profile', profile: 'work' },
        createdAt: at(1),
        updatedAt: at(1),
      };

      it('keeps connections in the order in which they were made', async () => {
        await history.saveConnection(bedrock);
        await history.saveConnection(demo);
        expect(await history.listConnections()).toEqual([demo, bedrock]);
      });

      it('replaces a connection and deletes it, also twice', async () => {
        await history.saveConnection(demo);
        await history.saveConnection({ ...demo, name: 'Renamed' });
        expect(await history.listConnections()).toEqual([{ ...demo, name: 'Renamed' }]);
        await history.deleteConnection(demo.id);
        await history.deleteConnection(demo.id);
        expect(await history.listConnections()).toEqual([]);
      });

      it('has defaults for settings and keeps what is chosen', async () => {
        const settings = await history.loadSettings();
        expect(settings.theme).toBe('system');
        await history.saveSettings({ ...settings, theme: 'dark', textSize: 120 });
        expect(await history.loadSettings()).toEqual({ ...settings, theme: 'dark', textSize: 120 });
      });
    });

    describe('tabs', () => {
      it('replaces all tabs and gives them back in their order', async () => {
        const [first, second] = [await createChat(), await createChat()];
        const tabs = [
          makeTab(second.conversation.id, { position: 0, draft: 'half a thought' }),
          makeTab(first.conversation.id, { position: 1, pinned: true, active: false }),
        ];
        await history.saveTabs([...tabs].reverse());
        expect(await history.listTabs()).toEqual(tabs);
        await history.saveTabs(tabs.slice(0, 1));
        expect(await history.listTabs()).toEqual(tabs.slice(0, 1));
      });

      it('saves a draft without touching the rest, and knows no draft without a tab', async () => {
        const { conversation } = await createChat();
        const tab = makeTab(conversation.id);
        await history.saveTabs([tab]);
        await history.saveDraft(tab.id, 'later');
        expect(await history.listTabs()).toEqual([
          { ...tab, draft: 'later', updatedAt: expect.any(Number) as number },
        ]);
        await expect(history.saveDraft(newId<TabId>(), 'lost')).rejects.toMatchObject(notFound);
      });

      it('drops an empty conversation with its last tab, and keeps one that holds a message', async () => {
        const [empty, full, untabbed] = [await createChat(), await createChat(), await createChat()];
        await exchange(full.lane, ['a', 'b']);
        await history.saveTabs([makeTab(empty.conversation.id), makeTab(full.conversation.id)]);
        await history.saveTabs([]);
        await expect(history.getConversation(empty.conversation.id)).rejects.toMatchObject(notFound);
        await expect(history.getLane(empty.lane.id)).rejects.toMatchObject(notFound);
        expect((await history.getConversation(full.conversation.id)).laneCount).toBe(1);
        expect((await history.getConversation(untabbed.conversation.id)).laneCount).toBe(1);
      });

      it('leaves out a tab whose conversation is gone', async () => {
        const { conversation } = await createChat();
        const tab = makeTab(conversation.id);
        await history.saveTabs([makeTab(newId<ConversationId>()), tab]);
        expect(await history.listTabs()).toEqual([tab]);
      });
    });

    describe('conversations', () => {
      it('creates and reads one', async () => {
        const { conversation } = await createChat({ title: 'Größe 中文 \u0000 "quoted"' });
        expect(await history.getConversation(conversation.id)).toEqual({ conversation, laneCount: 1 });
      });

      it('writes nothing of a conversation when one of its lanes is refused', async () => {
        const conversation = makeConversation();
        const stray = makeLane(newId<ConversationId>());
        await expect(
          history.createConversation(conversation, [makeLane(conversation.id), stray]),
        ).rejects.toMatchObject(notFound);
        await expect(history.getConversation(conversation.id)).rejects.toMatchObject(notFound);
      });

      it('lists those with a message: pinned ones first, then the newest', async () => {
        const chats = [await createChat(), await createChat(), await createChat(), await createChat()];
        for (const [index, { lane }] of chats.slice(0, 3).entries()) {
          await exchange(lane, ['a', 'b'], at(1000 * (index + 1)));
        }
        const [oldest, middle, newest] = chats.map(({ conversation }) => conversation.id);
        if (oldest === undefined || middle === undefined || newest === undefined) throw new Error('too few');
        await history.updateConversation(oldest, { pinned: true }, at(9000));

        const list = await history.listConversations({ trashed: false, before: null, limit: 10 });
        expect(list.map(({ conversation }) => conversation.id)).toEqual([oldest, newest, middle]);
      });

      it('pages through everything exactly once, also where times are equal', async () => {
        const ids: ConversationId[] = [];
        for (let index = 0; index < 9; index += 1) {
          const { conversation, lane } = await createChat();
          await exchange(lane, ['a', 'b'], at(1000 + Math.floor(index / 4)));
          ids.push(conversation.id);
        }
        const seen: ConversationId[] = [];
        let before: number | null = null;
        for (;;) {
          const page = await history.listConversations({ trashed: false, before, limit: 3 });
          seen.push(...page.map(({ conversation }) => conversation.id));
          before = page.at(-1)?.conversation.updatedAt ?? null;
          if (before === null) break;
        }
        expect(seen).toEqual([...ids].reverse());
      });

      it('changes title, pin and trash without moving a conversation in the list', async () => {
        const { conversation, lane } = await createChat();
        await exchange(lane, ['a', 'b'], at(1000));
        const changed = await history.updateConversation(
          conversation.id,
          { title: 'Mine', titleSource: 'user', pinned: true, trashedAt: at(5000) },
          at(5000),
        );
        expect(changed.conversation).toEqual({
          ...conversation,
          title: 'Mine',
          titleSource: 'user',
          pinned: true,
          trashedAt: at(5000),
          updatedAt: at(1000),
          deviceId: history.deviceId,
        });
        expect(await history.getConversation(conversation.id)).toEqual(changed);
        expect(await history.listConversations({ trashed: false, before: null, limit: 10 })).toEqual([]);
        expect(await history.listConversations({ trashed: true, before: null, limit: 10 })).toEqual([
          changed,
        ]);
      });

      it('deletes for good only from the trash, with everything in it', async () => {
        const { conversation, lane } = await createChat();
        const { prompt } = await exchange(lane, ['perishable', 'b']);
        await exchange(lane, ['c', 'd']);
        await history.saveTabs([makeTab(conversation.id)]);
        await expect(history.purgeConversation(conversation.id)).rejects.toMatchObject({ code: 'internal' });
        await history.updateConversation(conversation.id, { trashedAt: at(2000) }, at(2000));
        await history.purgeConversation(conversation.id);

        await expect(history.getConversation(conversation.id)).rejects.toMatchObject(notFound);
        await expect(history.getLane(lane.id)).rejects.toMatchObject(notFound);
        await expect(history.getMessage(prompt.id)).rejects.toMatchObject(notFound);
        expect(await history.listTabs()).toEqual([]);
        expect(await history.search({ query: 'perishable', before: null, limit: 5 })).toEqual([]);
      });

      it('gives a whole conversation as an archive', async () => {
        const { conversation, lane } = await createChat();
        const first = await exchange(lane, ['one', 'two']);
        const second = await exchange(lane, ['three', 'four']);
        const archive = await history.readArchive(conversation.id);
        expect(archive.lanes).toEqual([{ ...lane, headId: second.reply.id }]);
        expect(archive.messages).toEqual([first.prompt, first.reply, second.prompt, second.reply]);
        expect(archive.conversation.id).toBe(conversation.id);
      });
    });

    describe('lanes', () => {
      it('adds, changes, lists and removes lanes, but not the last one', async () => {
        const { conversation, lane } = await createChat();
        const second = makeLane(conversation.id, { position: 1, connectionId: null, modelId: null });
        await history.addLane(second);
        expect(await history.listLanes(conversation.id)).toEqual([lane, second]);
        const changed = await history.updateLane(second.id, { modelId: 'other' });
        expect(changed).toEqual({ ...second, modelId: 'other' });
        expect(await history.getLane(second.id)).toEqual(changed);
        await history.removeLane(lane.id);
        await expect(history.removeLane(second.id)).rejects.toMatchObject({ code: 'internal' });
        await expect(history.removeLane(newId<LaneId>())).rejects.toMatchObject(notFound);
      });

      it('refuses a head that is in another conversation', async () => {
        const [here, there] = [await createChat(), await createChat()];
        const { reply } = await exchange(there.lane, ['a', 'b']);
        await expect(history.updateLane(here.lane.id, { headId: reply.id })).rejects.toMatchObject(notFound);
        expect(await history.getLane(here.lane.id)).toEqual(here.lane);
      });

      it('reads an empty path', async () => {
        const { lane } = await createChat();
        expect(await history.readLane(lane.id, 50)).toEqual({ entries: [], hasMore: false });
      });

      it('reads the newest part of a path and then what is above it', async () => {
        const { lane } = await createChat();
        for (const word of ['1', '2', '3']) await exchange(lane, [`ask ${word}`, `tell ${word}`]);
        const page = await history.readLane(lane.id, 3);
        expect(textsOf(page.entries.map((entry) => entry.message))).toEqual(['tell 2', 'ask 3', 'tell 3']);
        expect(page.hasMore).toBe(true);
        const above = await history.readLane(lane.id, 50, page.entries[0]?.message.id);
        expect(textsOf(above.entries.map((entry) => entry.message))).toEqual(['ask 1', 'tell 1', 'ask 2']);
        expect(above.hasMore).toBe(false);
        const nothing = await history.readLane(lane.id, 50, above.entries[0]?.message.id);
        expect(nothing).toEqual({ entries: [], hasMore: false });
      });

      it('counts edits of a prompt and retries of the same lane as siblings, and nothing else', async () => {
        const { conversation, lane } = await createChat();
        const other = makeLane(conversation.id, { position: 1 });
        await history.addLane(other);
        const [asked, edited] = [0, 1].map((n) =>
          makePrompt(conversation.id, null, `version ${n}`, { createdAt: at(n) }),
        );
        if (asked === undefined || edited === undefined) throw new Error('too few');
        const [mine, retried] = [2, 3].map((n) =>
          makeDoneReply(lane, asked.id, `${n}`, { createdAt: at(n) }),
        );
        if (mine === undefined || retried === undefined) throw new Error('too few');
        const theirs = makeDoneReply(other, asked.id, 'theirs', { createdAt: at(4) });
        await history.beginTurn({
          conversationId: conversation.id,
          prompts: [asked, edited],
          replies: [mine, retried, theirs],
          heads: [
            { laneId: lane.id, headId: retried.id },
            { laneId: other.id, headId: theirs.id },
          ],
        });
        expect((await history.readLane(lane.id, 10)).entries).toEqual([
          { message: asked, siblingIds: [asked.id, edited.id] },
          { message: retried, siblingIds: [mine.id, retried.id] },
        ]);
        expect((await history.readLane(other.id, 10)).entries[1]?.siblingIds).toEqual([theirs.id]);
      });

      it('follows a branch down to its newest leaf, its own replies first', async () => {
        const { conversation, lane } = await createChat();
        const other = makeLane(conversation.id, { position: 1 });
        await history.addLane(other);
        const { prompt, reply } = await exchange(lane, ['ask', 'tell'], at(1000));
        await exchange(lane, ['more', 'and more'], at(2000));
        const last = await history.getLane(lane.id);
        const theirs = makeDoneReply(other, prompt.id, 'theirs', { createdAt: at(9000) });
        const retry = makeDoneReply(lane, prompt.id, 'again', { createdAt: at(3000) });
        await history.beginTurn({
          conversationId: conversation.id,
          prompts: [],
          replies: [theirs, retry],
          heads: [{ laneId: lane.id, headId: retry.id }],
        });

        const back = await history.selectBranch(lane.id, reply.id, 10);
        expect(back.lane.headId).toBe(last.headId);
        expect(textsOf(back.page.entries.map((entry) => entry.message))).toEqual([
          'ask',
          'tell',
          'more',
          'and more',
        ]);
        expect((await history.selectBranch(lane.id, prompt.id, 10)).lane.headId).toBe(retry.id);
        expect((await history.selectBranch(lane.id, theirs.id, 10)).lane.headId).toBe(theirs.id);
        await expect(history.selectBranch(lane.id, newId<MessageId>(), 10)).rejects.toMatchObject(notFound);
      });
    });

    describe('messages and turns', () => {
      it('gives back a message exactly', async () => {
        const { conversation, lane } = await createChat();
        const prompt = makePrompt(conversation.id, null, 'نص 中文 é \u0000 \ud800 😀 \r\n`code`');
        const reply = makeReply(lane, prompt.id, {
          status: 'error',
          parts: [
            { type: 'reasoning', block: 0, kind: 'summary', text: 'hm' },
            { type: 'text', block: 1, text: 'partly' },
            { type: 'refusal', block: 2, text: 'no' },
          ],
          usage: { input: 10, output: 3, cacheRead: 4 },
          stopReason: 'length',
          requestId: 'req-1',
          servedModel: 'demo-2026',
          error: {
            code: 'provider/overloaded',
            message: 'm',
            retryable: true,
            details: { status: 529, host: 'h' },
          },
          timing: { startedAt: at(1), firstDeltaAt: at(2), endedAt: at(3) },
        });
        await history.beginTurn({
          conversationId: conversation.id,
          prompts: [prompt],
          replies: [reply],
          heads: [{ laneId: lane.id, headId: reply.id }],
        });
        expect(await history.getMessage(prompt.id)).toEqual(prompt);
        expect(await history.getMessage(reply.id)).toEqual(reply);
        expect(await history.readPath(reply.id)).toEqual([prompt, reply]);
        await expect(history.getMessage(newId<MessageId>())).rejects.toMatchObject(notFound);
        await expect(history.readPath(newId<MessageId>())).rejects.toMatchObject(notFound);
      });

      it('writes all of a turn or nothing', async () => {
        const { conversation, lane } = await createChat();
        const prompt = makePrompt(conversation.id, null, 'unwritten');
        const orphan = makeReply(lane, newId<MessageId>());
        await expect(
          history.beginTurn({
            conversationId: conversation.id,
            prompts: [prompt],
            replies: [orphan],
            heads: [{ laneId: lane.id, headId: orphan.id }],
          }),
        ).rejects.toMatchObject(notFound);
        await expect(history.getMessage(prompt.id)).rejects.toMatchObject(notFound);
        expect(await history.getLane(lane.id)).toEqual(lane);
        expect(await history.search({ query: 'unwritten', before: null, limit: 5 })).toEqual([]);
      });

      it('finishes a reply: final form, searchable, and again with another form', async () => {
        const { lane } = await createChat();
        const { reply } = await exchange(lane, ['ask', 'the zebra answer']);
        expect(await history.getMessage(reply.id)).toEqual(reply);
        expect(await history.search({ query: 'zebra', before: null, limit: 5 })).toHaveLength(1);
        await history.finishReply({
          ...reply,
          parts: [{ type: 'text', block: 0, text: 'the okapi answer' }],
        });
        expect(await history.search({ query: 'zebra', before: null, limit: 5 })).toEqual([]);
        expect(await history.search({ query: 'okapi', before: null, limit: 5 })).toHaveLength(1);
        await expect(history.finishReply({ ...reply, id: newId<MessageId>() })).rejects.toMatchObject(
          notFound,
        );
      });

      it('takes journal entries of several runs, also late and unknown ones', async () => {
        const { conversation, lane } = await createChat();
        const prompt = makePrompt(conversation.id, null, 'ask');
        const reply = makeReply(lane, prompt.id);
        await history.beginTurn({
          conversationId: conversation.id,
          prompts: [prompt],
          replies: [reply],
          heads: [{ laneId: lane.id, headId: reply.id }],
        });
        const runId = newId<RunId>();
        const entry = (messageId: MessageId, seq: number) => ({
          runId,
          messageId,
          seq,
          events: [{ type: 'text' as const, block: 0, delta: `${seq} ` }],
        });
        await Promise.all([
          history.appendJournal([entry(reply.id, 1), entry(reply.id, 2)]),
          history.appendJournal([entry(newId<MessageId>(), 1)]),
          history.appendJournal([entry(reply.id, 3)]),
        ]);
        await history.finishReply({ ...reply, status: 'cancelled', stopReason: 'cancelled' });
        await history.appendJournal([entry(reply.id, 4)]);
        expect(await history.getMessage(reply.id)).toMatchObject({ status: 'cancelled', parts: [] });
      });

      it('carries calls out in the order in which they were made', async () => {
        const { conversation, lane } = await createChat();
        const prompts = Array.from({ length: 20 }, (_, n) =>
          makePrompt(conversation.id, null, `ordered ${n}`),
        );
        const results = prompts.flatMap((prompt) => [
          history.beginTurn({
            conversationId: conversation.id,
            prompts: [prompt],
            replies: [],
            heads: [{ laneId: lane.id, headId: prompt.id }],
          }),
          history.getLane(lane.id).then(({ headId }) => headId),
        ]);
        const hits = history.search({ query: 'ordered', before: null, limit: 50 });
        const heads = (await Promise.all(results)).filter((value) => value !== undefined);
        expect(heads).toEqual(prompts.map((prompt) => prompt.id));
        expect(await hits).toHaveLength(20);
      });
    });

    describe('search', () => {
      async function find(query: string): Promise<readonly string[]> {
        const hits = await history.search({ query, before: null, limit: 20 });
        return hits.map((hit) => hit.snippet.map((piece) => piece.text).join(''));
      }

      it('finds messages with all words, the newest first, the last word as a beginning', async () => {
        const { lane } = await createChat();
        await exchange(lane, ['red apples and pears', 'green apples'], at(1000));
        await exchange(lane, ['pears only', 'apple pie with pears'], at(2000));
        expect(await find('pears apples')).toEqual(['red apples and pears']);
        expect(await find('PEARS app')).toEqual(['apple pie with pears', 'red apples and pears']);
        expect(await find('app pears')).toEqual([]);
        expect(await find('"apple pie"')).toEqual(['apple pie with pears']);
        expect(await find('"pie apple"')).toEqual([]);
      });

      it('finds Chinese words of two characters, accents left out, and Arabic without vowel signs', async () => {
        const { lane } = await createChat();
        await exchange(lane, ['我喜欢喝绿茶和咖啡', 'Crème brûlée à la carte'], at(1000));
        await exchange(lane, ['مَرْحَبًا بالعالم', '東京タワーへ行く'], at(2000));
        expect(await find('绿茶')).toEqual(['我喜欢喝绿茶和咖啡']);
        expect(await find('茶绿')).toEqual([]);
        expect(await find('creme BRULEE')).toEqual(['Crème brûlée à la carte']);
        expect(await find('مرحبا')).toEqual(['مَرْحَبًا بالعالم']);
        expect(await find('タワ')).toEqual(['東京タワーへ行く']);
      });

      it('marks what was found', async () => {
        const { lane } = await createChat();
        const { prompt } = await exchange(lane, ['some words, then a Needle here', 'b'], at(1000));
        const [hit] = await history.search({ query: 'need', before: null, limit: 5 });
        expect(hit).toMatchObject({
          conversationId: lane.conversationId,
          conversationTitle: 'A conversation',
          messageId: prompt.id,
          role: 'user',
          createdAt: at(1000),
          snippet: [
            { text: 'some words, then a ', match: false },
            { text: 'Needle', match: true },
            { text: ' here', match: false },
          ],
        });
      });

      it('leaves out the trash and finds it again when it is restored', async () => {
        const { conversation, lane } = await createChat();
        await exchange(lane, ['hidden treasure', 'b']);
        await history.updateConversation(conversation.id, { trashedAt: at(1) }, at(1));
        expect(await find('treasure')).toEqual([]);
        await history.updateConversation(conversation.id, { trashedAt: null }, at(2));
        expect(await find('treasure')).toEqual(['hidden treasure']);
      });

      it('pages by time without missing or repeating a hit', async () => {
        const { lane } = await createChat();
        for (let index = 0; index < 7; index += 1) {
          await exchange(lane, [`word p${index}`, `word r${index}`], at(1000 + Math.floor(index / 2)));
        }
        const seen: string[] = [];
        let before: number | null = null;
        for (;;) {
          const page = await history.search({ query: 'word', before, limit: 3 });
          seen.push(...page.map((hit) => hit.messageId));
          before = page.at(-1)?.createdAt ?? null;
          if (before === null) break;
        }
        expect(new Set(seen).size).toBe(14);
        expect(seen).toHaveLength(14);
      });

      it('answers what holds no word with nothing', async () => {
        const { lane } = await createChat();
        await exchange(lane, ['a', 'b']);
        const empty = [
          '',
          '   ',
          '"',
          '""',
          '"" ""',
          '*',
          '-',
          '()',
          ': ^ +',
          '!!!',
          '\u0000',
          '😀',
          '\ud800',
        ];
        for (const query of empty) expect(await find(query)).toEqual([]);
      });
    });
  });
}
