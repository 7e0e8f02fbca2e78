import { describe, expect, it } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { ConversationId } from '../../../shared/ids.ts';
import { at, makeConversation, makeLane } from '../historyFixtures.ts';
import { makeTab, notFound } from './contractWorld.ts';
import type { ContractWorld } from './contractWorld.ts';

export function describeConversations(world: ContractWorld): void {
  describe('conversations', () => {
    it('creates and reads one', async () => {
      const { conversation } = await world.createChat({ title: 'Größe 中文 \u0000 "quoted"' });
      expect(await world.history.getConversation(conversation.id)).toEqual({ conversation, laneCount: 1 });
    });

    it('writes nothing of a conversation when one of its lanes is refused', async () => {
      const conversation = makeConversation();
      const stray = makeLane(newId<ConversationId>());
      await expect(
        world.history.createConversation(conversation, [makeLane(conversation.id), stray]),
      ).rejects.toMatchObject(notFound);
      await expect(world.history.getConversation(conversation.id)).rejects.toMatchObject(notFound);
    });

    it('lists those with a message: pinned ones first, then the newest', async () => {
      const chats = [
        await world.createChat(),
        await world.createChat(),
        await world.createChat(),
        await world.createChat(),
      ];
      for (const [index, { lane }] of chats.slice(0, 3).entries()) {
        await world.exchange(lane, ['a', 'b'], at(1000 * (index + 1)));
      }
      const [oldest, middle, newest] = chats.map(({ conversation }) => conversation.id);
      if (oldest === undefined || middle === undefined || newest === undefined) throw new Error('too few');
      await world.history.updateConversation(oldest, { pinned: true }, at(9000));

      const list = await world.history.listConversations({ trashed: false, before: null, limit: 10 });
      expect(list.map(({ conversation }) => conversation.id)).toEqual([oldest, newest, middle]);
    });

    it('pages through everything exactly once, also where times are equal', async () => {
      const ids: ConversationId[] = [];
      for (let index = 0; index < 9; index += 1) {
        const { conversation, lane } = await world.createChat();
        await world.exchange(lane, ['a', 'b'], at(1000 + Math.floor(index / 4)));
        ids.push(conversation.id);
      }
      const seen: ConversationId[] = [];
      let before: number | null = null;
      for (;;) {
        const page = await world.history.listConversations({ trashed: false, before, limit: 3 });
        seen.push(...page.map(({ conversation }) => conversation.id));
        before = page.at(-1)?.conversation.updatedAt ?? null;
        if (before === null) break;
      }
      expect(seen).toEqual([...ids].reverse());
    });

    it('changes title, pin and trash without moving a conversation in the list', async () => {
      const { conversation, lane } = await world.createChat();
      await world.exchange(lane, ['a', 'b'], at(1000));
      const changed = await world.history.updateConversation(
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
        deviceId: world.history.deviceId,
      });
      expect(await world.history.getConversation(conversation.id)).toEqual(changed);
      expect(await world.history.listConversations({ trashed: false, before: null, limit: 10 })).toEqual([]);
      expect(await world.history.listConversations({ trashed: true, before: null, limit: 10 })).toEqual([
        changed,
      ]);
    });

    it('deletes for good only from the trash, with everything in it', async () => {
      const { conversation, lane } = await world.createChat();
      const { prompt } = await world.exchange(lane, ['perishable', 'b']);
      await world.exchange(lane, ['c', 'd']);
      await world.history.saveTabs([makeTab(conversation.id)]);
      await expect(world.history.purgeConversation(conversation.id)).rejects.toMatchObject({
        code: 'internal',
      });
      await world.history.updateConversation(conversation.id, { trashedAt: at(2000) }, at(2000));
      await world.history.purgeConversation(conversation.id);

      await expect(world.history.getConversation(conversation.id)).rejects.toMatchObject(notFound);
      await expect(world.history.getLane(lane.id)).rejects.toMatchObject(notFound);
      await expect(world.history.getMessage(prompt.id)).rejects.toMatchObject(notFound);
      expect(await world.history.listTabs()).toEqual([]);
      expect(await world.history.search({ query: 'perishable', before: null, limit: 5 })).toEqual([]);
    });

    it('gives a whole conversation as an archive', async () => {
      const { conversation, lane } = await world.createChat();
      const first = await world.exchange(lane, ['one', 'two']);
      const second = await world.exchange(lane, ['three', 'four']);
      const archive = await world.history.readArchive(conversation.id);
      expect(archive.lanes).toEqual([{ ...lane, headId: second.reply.id }]);
      expect(archive.messages).toEqual([first.prompt, first.reply, second.prompt, second.reply]);
      expect(archive.conversation.id).toBe(conversation.id);
    });
  });
}
