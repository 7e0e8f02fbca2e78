import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import type { Conversation } from '../../shared/conversation.ts';
import { newId } from '../../shared/ids.ts';
import type { Budgets, Price } from '../../shared/money.ts';
import { settingsSchema } from '../../shared/settings.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import type { History } from '../history/History.ts';
import { makeConversation, makeLane, makePrompt, makeReply } from '../history/historyFixtures.ts';
import { openLocalHistory } from '../history/openLocalHistory.ts';
import { CostService } from './CostService.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 23, 12);
const price: Price = { input: 1, output: 1, source: 'catalogue' };
const total = { usd: 0, replies: 0, unknown: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0 };

const cloud = { id: newId<Connection['id']>(), name: 'Cloud' };
const other = { id: newId<Connection['id']>(), name: 'Other' };

let history: History;
let costs: CostService;
let conversation: Conversation;

/** Writes a reply that has cost `usd` (null: at an unknown price). */
async function spend(
  usd: number | null,
  { at = now, connection = cloud, into = conversation } = {},
): Promise<void> {
  const lane = makeLane(into.id, { connectionId: connection.id });
  await history.addLane(lane);
  const prompt = makePrompt(into.id, null, 'Hello', { createdAt: at });
  const model = {
    connectionId: connection.id,
    modelId: 'm',
    provider: 'openai',
    modelName: 'M',
    connectionName: connection.name,
  };
  const reply = makeReply(lane, prompt.id, { createdAt: at, model });
  await history.beginTurn({ conversationId: into.id, prompts: [prompt], replies: [reply], heads: [] });
  await history.finishReply({
    ...reply,
    status: 'done',
    usage: { input: 10, cacheRead: 5, output: 3 },
    ...(usd !== null && { cost: { usd, price, estimated: false } }),
  });
}

async function setBudgets(budgets: Budgets): Promise<void> {
  await history.saveSettings({ ...settingsSchema.parse({}), budgets });
}

beforeEach(async () => {
  history = openLocalHistory();
  costs = new CostService({ history, clock: new ManualClock(now), offset: () => hour });
  conversation = makeConversation();
  await history.createConversation(conversation, [makeLane(conversation.id)]);
  await history.saveConnection({
    ...cloud,
    provider: 'openai',
    createdAt: 0,
    updatedAt: 0,
  });
});

describe('summary', () => {
  it('is full of zeros where nothing was spent', async () => {
    const { today, month, days, connections } = await costs.summary();
    expect(today).toEqual(total);
    expect(month).toEqual(total);
    expect(days).toHaveLength(23);
    expect(connections).toEqual([]);
  });

  it('tells days apart by the local clock', async () => {
    await spend(1, { at: Date.UTC(2026, 10, 22, 22, 59) });
    await spend(2, { at: Date.UTC(2026, 10, 22, 23, 0) });
    await spend(4, { at: Date.UTC(2026, 9, 31, 22, 59) });
    await spend(8, { at: Date.UTC(2026, 9, 31, 23, 0) });
    const { today, month, days } = await costs.summary();
    expect(today.usd).toBe(2);
    expect(month.usd).toBe(11);
    expect(days.filter(({ total: { usd } }) => usd > 0).map(({ day }) => day)).toEqual([
      '2026-11-01',
      '2026-11-22',
      '2026-11-23',
    ]);
  });

  it('counts tokens, and replies without a price', async () => {
    await spend(null);
    await spend(0.5);
    expect((await costs.summary()).today).toEqual({
      usd: 0.5,
      replies: 2,
      unknown: 1,
      inputTokens: 30,
      cachedTokens: 10,
      outputTokens: 6,
    });
  });

  it('names the connections that there still are', async () => {
    await spend(1);
    await spend(3, { connection: other });
    const { connections } = await costs.summary();
    expect(connections.map(({ connectionId, name, total: { usd } }) => [connectionId, name, usd])).toEqual([
      [other.id, '', 3],
      [cloud.id, 'Cloud', 1],
    ]);
  });
});

describe('conversation', () => {
  it('adds up one conversation, whenever it was', async () => {
    const another = makeConversation();
    await history.createConversation(another, [makeLane(another.id)]);
    await spend(1, { at: Date.UTC(2025, 0, 1) });
    await spend(2);
    await spend(4, { into: another });
    expect((await costs.conversation(conversation.id)).usd).toBe(3);
  });
});

describe('standing', () => {
  const plan = (estimateUsd: number | null) => ({
    conversationId: conversation.id,
    lanes: [{ connectionId: cloud.id, estimateUsd }],
  });

  it('is within where no budget was set', async () => {
    await spend(1000);
    expect(await costs.standing(plan(1000))).toEqual({
      level: 'within',
      scope: null,
      spentUsd: 0,
      limitUsd: null,
    });
  });

  it('holds a conversation against its whole life, and a month against itself', async () => {
    await setBudgets({ conversation: { hard: 10 }, month: { hard: 10 } });
    await spend(9.5, { at: Date.UTC(2026, 5, 1) });
    await spend(0.4);
    expect(await costs.standing(plan(0.05))).toMatchObject({ level: 'within', scope: 'conversation' });
    expect(await costs.standing(plan(0.2))).toMatchObject({ level: 'hard', scope: 'conversation' });
  });

  it('holds a connection against what goes to it alone', async () => {
    await setBudgets({ connections: { [cloud.id]: { hard: 1 } } });
    await spend(5, { connection: other });
    await spend(0.5);
    const lanes = [
      { connectionId: cloud.id, estimateUsd: 0.3 },
      { connectionId: other.id, estimateUsd: 9 },
    ];
    const broadcast = { conversationId: conversation.id, lanes };
    expect(await costs.standing(broadcast)).toEqual({
      level: 'within',
      scope: 'connection',
      spentUsd: 0.5,
      limitUsd: 1,
    });
    const twice = { ...broadcast, lanes: [...lanes, { connectionId: cloud.id, estimateUsd: 0.3 }] };
    expect((await costs.standing(twice)).level).toBe('hard');
  });

  it('takes an unknown estimate for nothing, and still sees a budget that is used up', async () => {
    await setBudgets({ month: { soft: 1, hard: 2 } });
    await spend(0.5);
    expect((await costs.standing(plan(null))).level).toBe('within');
    await spend(1.5);
    expect(await costs.standing(plan(null))).toMatchObject({ level: 'hard', scope: 'month', limitUsd: 2 });
  });
});
