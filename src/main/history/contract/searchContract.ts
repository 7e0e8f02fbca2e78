import { describe, expect, it } from 'vitest';
import { at } from '../historyFixtures.ts';
import type { ContractWorld } from './contractWorld.ts';

export function describeSearch(world: ContractWorld): void {
  describe('search', () => {
    async function find(query: string): Promise<readonly string[]> {
      const hits = await world.history.search({ query, before: null, limit: 20 });
      return hits.map((hit) => hit.snippet.map((piece) => piece.text).join(''));
    }

    it('finds messages with all words, the newest first, the last word as a beginning', async () => {
      const { lane } = await world.createChat();
      await world.exchange(lane, ['red apples and pears', 'green apples'], at(1000));
      await world.exchange(lane, ['pears only', 'apple pie with pears'], at(2000));
      expect(await find('pears apples')).toEqual(['red apples and pears']);
      expect(await find('PEARS app')).toEqual(['apple pie with pears', 'red apples and pears']);
      expect(await find('app pears')).toEqual([]);
      expect(await find('"apple pie"')).toEqual(['apple pie with pears']);
      expect(await find('"pie apple"')).toEqual([]);
    });

    it('finds Chinese words of two characters, accents left out, and Arabic without vowel signs', async () => {
      const { lane } = await world.createChat();
      await world.exchange(lane, ['我喜欢喝绿茶和咖啡', 'Crème brûlée à la carte'], at(1000));
      await world.exchange(lane, ['مَرْحَبًا بالعالم', '東京タワーへ行く'], at(2000));
      expect(await find('绿茶')).toEqual(['我喜欢喝绿茶和咖啡']);
      expect(await find('茶绿')).toEqual([]);
      expect(await find('creme BRULEE')).toEqual(['Crème brûlée à la carte']);
      expect(await find('مرحبا')).toEqual(['مَرْحَبًا بالعالم']);
      expect(await find('タワ')).toEqual(['東京タワーへ行く']);
    });

    it('marks what was found', async () => {
      const { lane } = await world.createChat();
      const { prompt } = await world.exchange(lane, ['some words, then a Needle here', 'b'], at(1000));
      const [hit] = await world.history.search({ query: 'need', before: null, limit: 5 });
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
      const { conversation, lane } = await world.createChat();
      await world.exchange(lane, ['hidden treasure', 'b']);
      await world.history.updateConversation(conversation.id, { trashedAt: at(1) }, at(1));
      expect(await find('treasure')).toEqual([]);
      await world.history.updateConversation(conversation.id, { trashedAt: null }, at(2));
      expect(await find('treasure')).toEqual(['hidden treasure']);
    });

    it('pages by time without missing or repeating a hit', async () => {
      const { lane } = await world.createChat();
      for (let index = 0; index < 7; index += 1) {
        await world.exchange(lane, [`word p${index}`, `word r${index}`], at(1000 + Math.floor(index / 2)));
      }
      const seen: string[] = [];
      let before: number | null = null;
      for (;;) {
        const page = await world.history.search({ query: 'word', before, limit: 3 });
        seen.push(...page.map((hit) => hit.messageId));
        before = page.at(-1)?.createdAt ?? null;
        if (before === null) break;
      }
      expect(new Set(seen).size).toBe(14);
      expect(seen).toHaveLength(14);
    });

    it('answers what holds no word with nothing', async () => {
      const { lane } = await world.createChat();
      await world.exchange(lane, ['a', 'b']);
      const empty = ['', '   ', '"', '""', '"" ""', '*', '-', '()', ': ^ +', '!!!', '\u0000', '😀', '\ud800'];
      for (const query of empty) expect(await find(query)).toEqual([]);
    });
  });
}
