/** The contract of what stands beside the messages: files, notes of models, costs, what went over the wire. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AttachmentRef } from '../../../shared/attachment.ts';
import type { AssistantMessage } from '../../../shared/conversation.ts';
import { newId } from '../../../shared/ids.ts';
import type { ConnectionId, ConversationId, MessageId } from '../../../shared/ids.ts';
import type { Inspection } from '../../../shared/inspection.ts';
import { at, makeConversation, makeLane, makePrompt, makeReply } from '../historyFixtures.ts';
import { makeTab } from './contractWorld.ts';
import type { ContractWorld } from './contractWorld.ts';

const bytes = new Uint8Array([137, 80, 78, 71, 0, 255]);
const hash = createHash('sha256').update(bytes).digest('hex');
const file: AttachmentRef = {
  hash,
  name: 'plan.png',
  mediaType: 'image/png',
  kind: 'image',
  size: 6,
  width: 2,
};

const inspection: Inspection = {
  requests: [
    {
      method: 'POST',
      url: 'https://example.com/v1/responses',
      headers: { authorization: '•••' },
      body: '{}',
      startedMs: 0,
      hops: [{ hop: 'dns', atMs: 1.5 }],
      response: { status: 200, headers: { 'x-request-id': 'r' }, atMs: 20 },
      failure: null,
    },
  ],
  firstDeltaMs: 30,
  endedMs: 90,
};

export function describeKeeping(world: ContractWorld): void {
  describe('files', () => {
    it('come back byte for byte, are stored once, and are missed by name', async () => {
      await world.history.saveAttachment({ hash, mediaType: 'image/png', data: bytes });
      await world.history.saveAttachment({ hash, mediaType: 'text/plain', data: bytes });
      expect(await world.history.readAttachment(hash)).toEqual({ hash, mediaType: 'image/png', data: bytes });
      await expect(world.history.readAttachment('00'.repeat(32))).rejects.toMatchObject({
        code: 'attachment/missing',
      });
    });

    it('are named by prompts and drafts', async () => {
      const { conversation, lane } = await world.createChat();
      const prompt = makePrompt(conversation.id, null, 'look', { attachments: [file] });
      await world.history.beginTurn({
        conversationId: conversation.id,
        prompts: [prompt],
        replies: [],
        heads: [{ laneId: lane.id, headId: prompt.id }],
      });
      expect(await world.history.getMessage(prompt.id)).toEqual(prompt);

      const tab = makeTab(conversation.id, { attachments: [file] });
      await world.history.saveTabs([tab]);
      expect(await world.history.listTabs()).toEqual([tab]);
      await world.history.saveDraft(tab.id, 'words only');
      expect(await world.history.listTabs()).toMatchObject([{ draft: 'words only', attachments: [file] }]);
      await world.history.saveDraft(tab.id, '', []);
      expect(await world.history.listTabs()).toMatchObject([{ draft: '' }]);
      expect((await world.history.listTabs())[0]).not.toHaveProperty('attachments');
    });
  });

  describe('parameters', () => {
    it('are kept for a conversation and for a lane', async () => {
      const { conversation, lane } = await world.createChat();
      const parameters = { system: 'Be brief.', temperature: 0.5, stop: ['END'] };
      const contextStrategy = { kind: 'drop-oldest' } as const;
      const stored = await world.history.updateConversation(
        conversation.id,
        { parameters, contextStrategy },
        5,
      );
      expect(stored.conversation).toMatchObject({ parameters, contextStrategy });
      const changed = { ...lane, parameters: { maxOutput: 100 } };
      expect(await world.history.updateLane(lane.id, { parameters: { maxOutput: 100 } })).toEqual(changed);
      expect(await world.history.listLanes(conversation.id)).toEqual([changed]);
      await world.history.updateConversation(conversation.id, { title: 'Other' }, 6);
      expect((await world.history.getConversation(conversation.id)).conversation).toMatchObject({
        parameters,
      });
    });
  });

  describe('notes of models', () => {
    it('are replaced, and go with their connection', async () => {
      const noted = {
        connectionId: newId<ConnectionId>(),
        modelId: 'm',
        override: { contextWindow: 1000 },
        learned: { refusedParameters: ['temperature'], tokenRatio: 1.1 },
      };
      await world.history.saveModelNotes({ ...noted, override: null, learned: {} });
      await world.history.saveModelNotes(noted);
      expect(await world.history.listModelNotes()).toEqual([noted]);
      await world.history.deleteConnection(noted.connectionId);
      expect(await world.history.listModelNotes()).toEqual([]);
    });
  });

  describe('what went over the wire', () => {
    it('is kept for a reply that is there, and only for one', async () => {
      const { lane } = await world.createChat();
      const { reply } = await world.exchange(lane, ['ask', 'tell']);
      await world.history.saveInspection(reply.id, { ...inspection, requests: [] });
      await world.history.saveInspection(reply.id, inspection);
      await world.history.saveInspection(newId<MessageId>(), inspection);
      expect(await world.history.readInspection(reply.id)).toEqual(inspection);
      expect(await world.history.readInspection(newId<MessageId>())).toBeNull();
    });
  });

  describe('costs', () => {
    const [cheap, dear] = [newId<ConnectionId>(), newId<ConnectionId>()];

    interface Spent {
      readonly connectionId: ConnectionId;
      readonly usd: number | null;
      readonly time: number;
      readonly provider?: string;
    }

    async function spend({ connectionId, usd, time, provider = 'openai' }: Spent): Promise<ConversationId> {
      const conversation = makeConversation();
      const lane = makeLane(conversation.id);
      await world.history.createConversation(conversation, [lane]);
      const prompt = makePrompt(conversation.id, null, 'ask', { createdAt: time });
      const model = { connectionId, modelId: 'm', provider, modelName: 'M', connectionName: 'C' };
      const reply = makeReply(lane, prompt.id, { createdAt: time, model });
      await world.history.beginTurn({
        conversationId: conversation.id,
        prompts: [prompt],
        replies: [reply],
        heads: [{ laneId: lane.id, headId: reply.id }],
      });
      const price = { input: 1, output: 2, source: 'catalogue' } as const;
      const done: AssistantMessage = {
        ...reply,
        status: 'done',
        usage: { input: 10, output: 5, cacheRead: 3, cacheWrite: 1 },
        ...(usd !== null && { cost: { usd, price, estimated: false } }),
      };
      await world.history.finishReply(done);
      await world.history.finishReply(done);
      return conversation.id;
    }

    it('add up by conversation, connection and day, and say what they lack', async () => {
      const first = await spend({ connectionId: cheap, usd: 0.25, time: at(10) });
      await spend({ connectionId: dear, usd: 2, time: at(20) });
      await spend({ connectionId: cheap, usd: null, time: at(30) });
      await spend({ connectionId: cheap, usd: null, time: at(30), provider: 'demo' });
      const total = { replies: 1, unknown: 0, inputTokens: 14, cachedTokens: 3, outputTokens: 5 };
      const { history } = world;
      expect(await history.sumCosts({ conversationId: first })).toEqual({ ...total, usd: 0.25 });
      expect(await history.sumCosts({})).toMatchObject({
        usd: 2.25,
        replies: 3,
        unknown: 1,
        inputTokens: 42,
      });
      expect(await history.sumCosts({ connectionId: cheap, from: at(10), to: at(30) })).toMatchObject({
        usd: 0.25,
        replies: 1,
      });
      expect(await history.sumCostsByConnection({ from: at(0) })).toEqual([
        { key: dear, total: { ...total, usd: 2 } },
        { key: cheap, total: expect.objectContaining({ usd: 0.25, replies: 2, unknown: 1 }) as unknown },
      ]);
      expect(
        (await history.sumCostsByDay([at(0), at(20), at(20), at(40)])).map((day) => day.total.usd),
      ).toEqual([0.25, 0, 2]);
    });

    it('stay when their conversation goes', async () => {
      const id = await spend({ connectionId: cheap, usd: 1.5, time: at(10) });
      await world.history.updateConversation(id, { trashedAt: at(11) }, at(11));
      await world.history.purgeConversation(id);
      expect(await world.history.sumCosts({})).toMatchObject({ usd: 1.5 });
    });
  });
}
