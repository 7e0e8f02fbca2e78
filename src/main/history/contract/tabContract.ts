import { describe, expect, it } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { ConversationId, TabId } from '../../../shared/ids.ts';
import { makeTab, notFound } from './contractWorld.ts';
import type { ContractWorld } from './contractWorld.ts';

export function describeTabs(world: ContractWorld): void {
  describe('tabs', () => {
    it('replaces all tabs and gives them back in their order', async () => {
      const [first, second] = [await world.createChat(), await world.createChat()];
      const tabs = [
        makeTab(second.conversation.id, { position: 0, draft: 'half a thought' }),
        makeTab(first.conversation.id, { position: 1, pinned: true, active: false }),
      ];
      await world.history.saveTabs([...tabs].reverse());
      expect(await world.history.listTabs()).toEqual(tabs);
      await world.history.saveTabs(tabs.slice(0, 1));
      expect(await world.history.listTabs()).toEqual(tabs.slice(0, 1));
    });

    it('saves a draft without touching the rest, and knows no draft without a tab', async () => {
      const { conversation } = await world.createChat();
      const tab = makeTab(conversation.id);
      await world.history.saveTabs([tab]);
      await world.history.saveDraft(tab.id, 'later');
      expect(await world.history.listTabs()).toEqual([
        { ...tab, draft: 'later', updatedAt: expect.any(Number) as number },
      ]);
      await expect(world.history.saveDraft(newId<TabId>(), 'lost')).rejects.toMatchObject(notFound);
    });

    it('drops an empty conversation with its last tab, and keeps one that holds a message', async () => {
      const [empty, full, untabbed] = [
        await world.createChat(),
        await world.createChat(),
        await world.createChat(),
      ];
      await world.exchange(full.lane, ['a', 'b']);
      await world.history.saveTabs([makeTab(empty.conversation.id), makeTab(full.conversation.id)]);
      await world.history.saveTabs([]);
      await expect(world.history.getConversation(empty.conversation.id)).rejects.toMatchObject(notFound);
      await expect(world.history.getLane(empty.lane.id)).rejects.toMatchObject(notFound);
      expect((await world.history.getConversation(full.conversation.id)).laneCount).toBe(1);
      expect((await world.history.getConversation(untabbed.conversation.id)).laneCount).toBe(1);
    });

    it('leaves out a tab whose conversation is gone', async () => {
      const { conversation } = await world.createChat();
      const tab = makeTab(conversation.id);
      await world.history.saveTabs([makeTab(newId<ConversationId>()), tab]);
      expect(await world.history.listTabs()).toEqual([tab]);
    });
  });
}
