import { describe, expect, it } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { LaneId, MessageId } from '../../../shared/ids.ts';
import { at, makeDoneReply, makeLane, makePrompt } from '../historyFixtures.ts';
import { notFound, textsOf } from './contractWorld.ts';
import type { ContractWorld } from './contractWorld.ts';

export function describeLanes(world: ContractWorld): void {
  describe('lanes', () => {
    it('adds, changes, lists and removes lanes, but not the last one', async () => {
      const { conversation, lane } = await world.createChat();
      const second = makeLane(conversation.id, { position: 1, connectionId: null, modelId: null });
      await world.history.addLane(second);
      expect(await world.history.listLanes(conversation.id)).toEqual([lane, second]);
      const changed = await world.history.updateLane(second.id, { modelId: 'other' });
      expect(changed).toEqual({ ...second, modelId: 'other' });
      expect(await world.history.getLane(second.id)).toEqual(changed);
      await world.history.removeLane(lane.id);
      await expect(world.history.removeLane(second.id)).rejects.toMatchObject({ code: 'internal' });
      await expect(world.history.removeLane(newId<LaneId>())).rejects.toMatchObject(notFound);
    });

    it('refuses a head that is in another conversation', async () => {
      const [here, there] = [await world.createChat(), await world.createChat()];
      const { reply } = await world.exchange(there.lane, ['a', 'b']);
      await expect(world.history.updateLane(here.lane.id, { headId: reply.id })).rejects.toMatchObject(
        notFound,
      );
      expect(await world.history.getLane(here.lane.id)).toEqual(here.lane);
    });

    it('reads an empty path', async () => {
      const { lane } = await world.createChat();
      expect(await world.history.readLane(lane.id, 50)).toEqual({ entries: [], hasMore: false });
    });

    it('reads the newest part of a path and then what is above it', async () => {
      const { lane } = await world.createChat();
      for (const word of ['1', '2', '3']) await world.exchange(lane, [`ask ${word}`, `tell ${word}`]);
      const page = await world.history.readLane(lane.id, 3);
      expect(textsOf(page.entries.map((entry) => entry.message))).toEqual(['tell 2', 'ask 3', 'tell 3']);
      expect(page.hasMore).toBe(true);
      const above = await world.history.readLane(lane.id, 50, page.entries[0]?.message.id);
      expect(textsOf(above.entries.map((entry) => entry.message))).toEqual(['ask 1', 'tell 1', 'ask 2']);
      expect(above.hasMore).toBe(false);
      const nothing = await world.history.readLane(lane.id, 50, above.entries[0]?.message.id);
      expect(nothing).toEqual({ entries: [], hasMore: false });
    });

    it('counts edits of a prompt and retries of the same lane as siblings, and nothing else', async () => {
      const { conversation, lane } = await world.createChat();
      const other = makeLane(conversation.id, { position: 1 });
      await world.history.addLane(other);
      const [asked, edited] = [0, 1].map((n) =>
        makePrompt(conversation.id, null, `version ${n}`, { createdAt: at(n) }),
      );
      if (asked === undefined || edited === undefined) throw new Error('too few');
      const [mine, retried] = [2, 3].map((n) => makeDoneReply(lane, asked.id, `${n}`, { createdAt: at(n) }));
      if (mine === undefined || retried === undefined) throw new Error('too few');
      const theirs = makeDoneReply(other, asked.id, 'theirs', { createdAt: at(4) });
      await world.history.beginTurn({
        conversationId: conversation.id,
        prompts: [asked, edited],
        replies: [mine, retried, theirs],
        heads: [
          { laneId: lane.id, headId: retried.id },
          { laneId: other.id, headId: theirs.id },
        ],
      });
      expect((await world.history.readLane(lane.id, 10)).entries).toEqual([
        { message: asked, siblingIds: [asked.id, edited.id] },
        { message: retried, siblingIds: [mine.id, retried.id] },
      ]);
      expect((await world.history.readLane(other.id, 10)).entries[1]?.siblingIds).toEqual([theirs.id]);
    });

    it('follows a branch down to its newest leaf, its own replies first', async () => {
      const { conversation, lane } = await world.createChat();
      const other = makeLane(conversation.id, { position: 1 });
      await world.history.addLane(other);
      const { prompt, reply } = await world.exchange(lane, ['ask', 'tell'], at(1000));
      await world.exchange(lane, ['more', 'and more'], at(2000));
      const last = await world.history.getLane(lane.id);
      const theirs = makeDoneReply(other, prompt.id, 'theirs', { createdAt: at(9000) });
      const retry = makeDoneReply(lane, prompt.id, 'again', { createdAt: at(3000) });
      await world.history.beginTurn({
        conversationId: conversation.id,
        prompts: [],
        replies: [theirs, retry],
        heads: [{ laneId: lane.id, headId: retry.id }],
      });

      const back = await world.history.selectBranch(lane.id, reply.id, 10);
      expect(back.lane.headId).toBe(last.headId);
      expect(textsOf(back.page.entries.map((entry) => entry.message))).toEqual([
        'ask',
        'tell',
        'more',
        'and more',
      ]);
      expect((await world.history.selectBranch(lane.id, prompt.id, 10)).lane.headId).toBe(retry.id);
      expect((await world.history.selectBranch(lane.id, theirs.id, 10)).lane.headId).toBe(theirs.id);
      await expect(world.history.selectBranch(lane.id, newId<MessageId>(), 10)).rejects.toMatchObject(
        notFound,
      );
    });
  });
}
