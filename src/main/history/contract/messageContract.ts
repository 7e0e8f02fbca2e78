import { describe, expect, it } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { MessageId, RunId } from '../../../shared/ids.ts';
import { at, makePrompt, makeReply } from '../historyFixtures.ts';
import { notFound } from './contractWorld.ts';
import type { ContractWorld } from './contractWorld.ts';

export function describeMessages(world: ContractWorld): void {
  describe('messages and turns', () => {
    it('gives back a message exactly', async () => {
      const { conversation, lane } = await world.createChat();
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
      await world.history.beginTurn({
        conversationId: conversation.id,
        prompts: [prompt],
        replies: [reply],
        heads: [{ laneId: lane.id, headId: reply.id }],
      });
      expect(await world.history.getMessage(prompt.id)).toEqual(prompt);
      expect(await world.history.getMessage(reply.id)).toEqual(reply);
      expect(await world.history.readPath(reply.id)).toEqual([prompt, reply]);
      await expect(world.history.getMessage(newId<MessageId>())).rejects.toMatchObject(notFound);
      await expect(world.history.readPath(newId<MessageId>())).rejects.toMatchObject(notFound);
    });

    it('writes all of a turn or nothing', async () => {
      const { conversation, lane } = await world.createChat();
      const prompt = makePrompt(conversation.id, null, 'unwritten');
      const orphan = makeReply(lane, newId<MessageId>());
      await expect(
        world.history.beginTurn({
          conversationId: conversation.id,
          prompts: [prompt],
          replies: [orphan],
          heads: [{ laneId: lane.id, headId: orphan.id }],
        }),
      ).rejects.toMatchObject(notFound);
      await expect(world.history.getMessage(prompt.id)).rejects.toMatchObject(notFound);
      expect(await world.history.getLane(lane.id)).toEqual(lane);
      expect(await world.history.search({ query: 'unwritten', before: null, limit: 5 })).toEqual([]);
    });

    it('finishes a reply: final form, searchable, and again with another form', async () => {
      const { lane } = await world.createChat();
      const { reply } = await world.exchange(lane, ['ask', 'the zebra answer']);
      expect(await world.history.getMessage(reply.id)).toEqual(reply);
      expect(await world.history.search({ query: 'zebra', before: null, limit: 5 })).toHaveLength(1);
      await world.history.finishReply({
        ...reply,
        parts: [{ type: 'text', block: 0, text: 'the okapi answer' }],
      });
      expect(await world.history.search({ query: 'zebra', before: null, limit: 5 })).toEqual([]);
      expect(await world.history.search({ query: 'okapi', before: null, limit: 5 })).toHaveLength(1);
      await expect(world.history.finishReply({ ...reply, id: newId<MessageId>() })).rejects.toMatchObject(
        notFound,
      );
    });

    it('takes journal entries of several runs, also late and unknown ones', async () => {
      const { conversation, lane } = await world.createChat();
      const prompt = makePrompt(conversation.id, null, 'ask');
      const reply = makeReply(lane, prompt.id);
      await world.history.beginTurn({
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
        world.history.appendJournal([entry(reply.id, 1), entry(reply.id, 2)]),
        world.history.appendJournal([entry(newId<MessageId>(), 1)]),
        world.history.appendJournal([entry(reply.id, 3)]),
      ]);
      await world.history.finishReply({ ...reply, status: 'cancelled', stopReason: 'cancelled' });
      await world.history.appendJournal([entry(reply.id, 4)]);
      expect(await world.history.getMessage(reply.id)).toMatchObject({ status: 'cancelled', parts: [] });
    });

    it('carries calls out in the order in which they were made', async () => {
      const { conversation, lane } = await world.createChat();
      const prompts = Array.from({ length: 20 }, (_, n) => makePrompt(conversation.id, null, `ordered ${n}`));
      const results = prompts.flatMap((prompt) => [
        world.history.beginTurn({
          conversationId: conversation.id,
          prompts: [prompt],
          replies: [],
          heads: [{ laneId: lane.id, headId: prompt.id }],
        }),
        world.history.getLane(lane.id).then(({ headId }) => headId),
      ]);
      const hits = world.history.search({ query: 'ordered', before: null, limit: 50 });
      const heads = (await Promise.all(results)).filter((value) => value !== undefined);
      expect(heads).toEqual(prompts.map((prompt) => prompt.id));
      expect(await hits).toHaveLength(20);
    });
  });
}
