/** The contract of what comparing, branching and chaining keep: branches in the trash, saved things, queues, runs, votes. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { LaneId, MessageId, WindowId } from '../../../shared/ids.ts';
import type { PipelineRun } from '../../../shared/pipeline.ts';
import type { QueuedPrompt } from '../../../shared/queue.ts';
import type { SavedItem } from '../../../shared/saved.ts';
import type { Vote } from '../../../shared/vote.ts';
import { at, makeConversation, makeDoneReply, makeLane, makePrompt, makeReply } from '../historyFixtures.ts';
import { makeTab, notFound, textsOf } from './contractWorld.ts';
import type { ContractWorld } from './contractWorld.ts';

function describeBranches(world: ContractWorld): void {
  describe('branches in the trash', () => {
    it('are nowhere to be seen, and come back as they were', async () => {
      const { conversation, lane } = await world.createChat();
      await world.exchange(lane, ['first', 'answer'], at(1));
      const { prompt } = await world.exchange(lane, ['second', 'hidden pearl'], at(2));
      const before = await world.history.readLane(lane.id, 10);
      const branch = await world.history.trashBranch(prompt.id, at(3));
      expect(branch).toEqual({
        rootId: prompt.id,
        conversationId: conversation.id,
        conversationTitle: conversation.title,
        excerpt: 'second',
        messages: 2,
        trashedAt: at(3),
      });
      const { entries } = await world.history.readLane(lane.id, 10);
      expect(textsOf(entries.map(({ message }) => message))).toEqual(['first', 'answer']);
      expect(await world.history.search({ query: 'pearl', before: null, limit: 5 })).toEqual([]);
      expect((await world.history.readArchive(conversation.id)).messages).toHaveLength(2);
      expect(await world.history.listReplies(conversation.id, 10)).toHaveLength(1);
      expect(await world.history.listTrashedBranches()).toEqual([branch]);
      await expect(world.history.selectBranch(lane.id, prompt.id, 10)).rejects.toMatchObject(notFound);

      expect(await world.history.restoreBranch(prompt.id)).toBe(conversation.id);
      expect(await world.history.readLane(lane.id, 10)).toEqual(before);
      expect(await world.history.search({ query: 'pearl', before: null, limit: 5 })).toHaveLength(1);
      expect(await world.history.listTrashedBranches()).toEqual([]);
    });

    it('leave a lane that has gone on since where it is', async () => {
      const { lane } = await world.createChat();
      await world.exchange(lane, ['first', 'answer'], at(1));
      const { prompt } = await world.exchange(lane, ['second', 'old end'], at(2));
      await world.history.trashBranch(prompt.id, at(3));
      await world.exchange(lane, ['other', 'new end'], at(4));
      await world.history.restoreBranch(prompt.id);
      const { entries } = await world.history.readLane(lane.id, 10);
      expect(textsOf(entries.map(({ message }) => message))).toEqual(['first', 'answer', 'other', 'new end']);
      expect(entries[2]?.siblingIds).toHaveLength(2);
    });

    it('bring back what they hang on, and go for good with what hangs on them', async () => {
      const { conversation, lane } = await world.createChat();
      const outer = await world.exchange(lane, ['outer', 'a'], at(1));
      const inner = await world.exchange(lane, ['inner', 'b'], at(2));
      await world.history.trashBranch(inner.prompt.id, at(3));
      await world.history.trashBranch(outer.prompt.id, at(4));
      await world.history.restoreBranch(inner.prompt.id);
      expect(await world.history.listTrashedBranches()).toEqual([]);
      expect((await world.history.readArchive(conversation.id)).messages).toHaveLength(4);

      await world.history.trashBranch(inner.prompt.id, at(5));
      await world.history.trashBranch(outer.prompt.id, at(6));
      await world.history.purgeBranch(outer.prompt.id);
      expect(await world.history.listTrashedBranches()).toEqual([]);
      await expect(world.history.getMessage(inner.reply.id)).rejects.toMatchObject(notFound);
      await expect(world.history.purgeBranch(outer.prompt.id)).rejects.toMatchObject(notFound);
    });

    it('take in nothing new, and no reply that is being written', async () => {
      const { conversation, lane } = await world.createChat();
      const prompt = makePrompt(conversation.id, null, 'asked');
      const reply = makeReply(lane, prompt.id);
      const heads = [{ laneId: lane.id, headId: reply.id }];
      const turn = { conversationId: conversation.id, prompts: [prompt], replies: [reply], heads };
      await world.history.beginTurn(turn);
      await expect(world.history.trashBranch(prompt.id, at(1))).rejects.toMatchObject({ code: 'chat/busy' });
      await world.history.finishReply(makeDoneReply(lane, prompt.id, 'done', { id: reply.id }));
      await world.history.trashBranch(prompt.id, at(2));
      const late = makePrompt(conversation.id, reply.id, 'late');
      await expect(
        world.history.beginTurn({ ...turn, prompts: [late], replies: [], heads: [] }),
      ).rejects.toMatchObject(notFound);
    });

    it('go with their conversation', async () => {
      const { conversation, lane } = await world.createChat();
      const { prompt } = await world.exchange(lane, ['a', 'b']);
      await world.history.trashBranch(prompt.id, at(3));
      await world.history.updateConversation(conversation.id, { trashedAt: at(4) }, at(4));
      expect(await world.history.listTrashedBranches()).toEqual([]);
      await world.history.purgeConversation(conversation.id);
      await expect(world.history.restoreBranch(prompt.id)).rejects.toMatchObject(notFound);
    });
  });

  describe('a whole conversation that comes in', () => {
    it('is there at once with everything in it, and counts no cost', async () => {
      const conversation = makeConversation({ view: { layout: 'focus', scrolling: 'synced' } });
      const lane = makeLane(conversation.id);
      const prompt = makePrompt(conversation.id, null, 'brought along');
      const reply = makeDoneReply(lane, prompt.id, 'answer', { origin: { kind: 'copied', of: newId() } });
      const archive = {
        conversation,
        lanes: [{ ...lane, headId: reply.id }],
        messages: [prompt, reply].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      };
      await world.history.importArchive(archive);
      expect(await world.history.readArchive(conversation.id)).toEqual(archive);
      expect(await world.history.search({ query: 'brought', before: null, limit: 5 })).toHaveLength(1);
      expect((await world.history.sumCosts({})).replies).toBe(0);
    });
  });
}

const set: SavedItem = {
  kind: 'model-set',
  item: { id: newId(), name: 'Both', lanes: [{ connectionId: newId(), modelId: 'm' }], updatedAt: at(1) },
};
const prompt: SavedItem = {
  kind: 'prompt',
  item: { id: newId(), kind: 'snippet', name: 'Hi', folder: '', text: 'Hi {{name}}', updatedAt: at(1) },
};

function makeRun({ conversation, lane }: Awaited<ReturnType<ContractWorld['createChat']>>): PipelineRun {
  return {
    id: newId(),
    conversationId: conversation.id,
    laneId: lane.id,
    pipeline: {
      id: newId(),
      name: 'Draft',
      description: '',
      variables: [],
      stages: [{ steps: [{ name: 'Draft', prompt: '{{input}}', model: null }] }],
      updatedAt: at(0),
    },
    input: 'text',
    variables: { tone: 'calm' },
    state: 'running',
    steps: [{ key: { stage: 0, step: 0, part: null }, status: 'running', messageId: newId(), model: null }],
    inputId: newId(),
    createdAt: at(0),
    endedAt: null,
  };
}

/** Declares the suite over a fresh history each time. */
export function describeWorkspace(world: ContractWorld): void {
  describeBranches(world);

  describe('what is saved to be used again', () => {
    it('is kept by kind, replaced by id and deleted', async () => {
      await world.history.putSaved([set]);
      await world.history.putSaved([prompt]);
      expect(await world.history.listSaved('model-set')).toEqual([set]);
      const renamed = { ...prompt, item: { ...prompt.item, name: 'Hello' } } as SavedItem;
      await world.history.putSaved([renamed]);
      expect(await world.history.listSaved('prompt')).toEqual([renamed]);
      await world.history.deleteSaved('prompt', prompt.item.id);
      await world.history.deleteSaved('pipeline', set.item.id);
      expect(await world.history.listSaved('prompt')).toEqual([]);
      expect(await world.history.listSaved('model-set')).toEqual([set]);
    });
  });

  describe('queues', () => {
    it('keep their order, and go with their conversation', async () => {
      const { conversation, lane } = await world.createChat();
      const queued = (text: string): QueuedPrompt => ({
        id: newId(),
        laneIds: [lane.id],
        text,
        attachments: [],
        createdAt: at(1),
      });
      const items = [queued('b'), queued('a'), queued('c')];
      await world.history.saveQueue(conversation.id, items);
      expect(await world.history.readQueue(conversation.id)).toEqual(items);
      expect(await world.history.listQueues()).toEqual([conversation.id]);
      await world.history.saveQueue(conversation.id, items.slice(1));
      expect(await world.history.readQueue(conversation.id)).toEqual(items.slice(1));
      await world.history.updateConversation(conversation.id, { trashedAt: at(4) }, at(4));
      await world.history.purgeConversation(conversation.id);
      expect(await world.history.listQueues()).toEqual([]);
    });
  });

  describe('runs of pipelines', () => {
    it('are kept as they are now, and found again while they run', async () => {
      const chat = await world.createChat();
      const run = makeRun(chat);
      await world.history.savePipelineRun(run);
      expect(await world.history.listRunningPipelines()).toEqual([run]);
      const waiting: PipelineRun = { ...run, state: 'waiting' };
      await world.history.savePipelineRun(waiting);
      expect(await world.history.listRunningPipelines()).toEqual([]);
      expect(await world.history.getPipelineRun(run.id)).toEqual(waiting);
      expect(await world.history.listPipelineRuns(chat.conversation.id)).toEqual([waiting]);
      await expect(world.history.getPipelineRun(newId())).rejects.toMatchObject(notFound);
    });

    it('go with the branch that they began in, and with their conversation', async () => {
      const chat = await world.createChat();
      const { prompt: input } = await world.exchange(chat.lane, ['input', 'a']);
      const { prompt: other } = await world.exchange(chat.lane, ['other', 'b']);
      const [purged, kept] = [input, makePrompt(chat.conversation.id, null, 'kept')];
      await world.history.beginTurn({
        conversationId: chat.conversation.id,
        prompts: [kept],
        replies: [],
        heads: [],
      });
      const runs = [other, purged, kept].map(({ id }) => ({ ...makeRun(chat), inputId: id }));
      for (const run of runs) await world.history.savePipelineRun(run);
      await world.history.trashBranch(purged.id, at(3));
      expect(await world.history.listPipelineRuns(chat.conversation.id)).toHaveLength(3);
      await world.history.purgeBranch(purged.id);
      expect(await world.history.listPipelineRuns(chat.conversation.id)).toEqual(runs.slice(2));
      await world.history.updateConversation(chat.conversation.id, { trashedAt: at(4) }, at(4));
      await world.history.purgeConversation(chat.conversation.id);
      expect(await world.history.listPipelineRuns(chat.conversation.id)).toEqual([]);
    });

    it('stay in their conversation', async () => {
      const [here, there] = [await world.createChat(), await world.createChat()];
      const run = makeRun(here);
      await world.history.savePipelineRun(run);
      const taken = { ...makeRun(there), id: run.id };
      await expect(world.history.savePipelineRun(taken)).rejects.toMatchObject(notFound);
      expect(await world.history.getPipelineRun(run.id)).toEqual(run);
    });

    it('are kept together with the messages of a stage, or not at all', async () => {
      const chat = await world.createChat();
      const conversationId = chat.conversation.id;
      const run = makeRun(chat);
      const turn = { conversationId, prompts: [], replies: [], heads: [], run };
      await world.history.beginTurn(turn);
      expect(await world.history.getPipelineRun(run.id)).toEqual(run);
      const nowhere = [{ laneId: newId<LaneId>(), headId: newId<MessageId>() }];
      const later: PipelineRun = { ...run, state: 'done' };
      await expect(world.history.beginTurn({ ...turn, heads: nowhere, run: later })).rejects.toMatchObject(
        notFound,
      );
      expect(await world.history.getPipelineRun(run.id)).toEqual(run);
    });
  });

  describe('votes', () => {
    it('outlive their conversation, and are taken back', async () => {
      const { conversation, lane } = await world.createChat();
      const { reply } = await world.exchange(lane, ['a', 'b']);
      const other = { messageId: newId<typeof reply.id>(), model: { ...reply.model, modelId: 'other' } };
      const vote: Vote = {
        id: newId(),
        conversationId: conversation.id,
        turnId: reply.turnId,
        replies: [{ messageId: reply.id, model: reply.model }, other],
        verdict: { kind: 'better', messageId: reply.id },
        tag: 'code',
        createdAt: at(1),
      };
      await world.history.putVote(vote);
      await world.history.putVote({ ...vote, verdict: { kind: 'both' } });
      await world.history.updateConversation(conversation.id, { trashedAt: at(4) }, at(4));
      await world.history.purgeConversation(conversation.id);
      expect(await world.history.listVotes()).toEqual([{ ...vote, verdict: { kind: 'both' } }]);
      await world.history.deleteVote(vote.id);
      expect(await world.history.listVotes()).toEqual([]);
    });
  });

  describe('tabs of several windows', () => {
    it('are replaced a window at a time', async () => {
      const { conversation, lane } = await world.createChat();
      const second = newId<WindowId>();
      const reading = [{ laneId: lane.id, messageId: newId<never>(), offset: 12.5 }];
      const [left, right] = [
        makeTab(conversation.id, { reading }),
        makeTab(conversation.id, { position: 1 }),
      ];
      await world.history.saveTabs([left]);
      await world.history.saveTabs([right], second);
      const moved = { ...right, windowId: second };
      expect(await world.history.listTabs()).toEqual([left, moved]);
      await world.history.saveTabs([]);
      expect(await world.history.listTabs()).toEqual([moved]);
      await world.history.saveTabs([moved]);
      expect(await world.history.listTabs()).toEqual([right]);
    });
  });
}
