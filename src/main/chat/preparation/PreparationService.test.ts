/** What a planned send takes, on a real history. A token is a character here, so that every figure can be read off. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { AttachmentRef } from '../../../shared/attachment.ts';
import type { Connection } from '../../../shared/connection.ts';
import type { AssistantMessage, Conversation, Lane } from '../../../shared/conversation.ts';
import { newId } from '../../../shared/ids.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { ContextStrategy } from '../../../shared/parameters.ts';
import type { PlannedSend } from '../../costs/CostKeeper.ts';
import type { History } from '../../history/History.ts';
import { at, makeConversation, makeDoneReply, makeLane, makePrompt } from '../../history/historyFixtures.ts';
import { openLocalHistory } from '../../history/openLocalHistory.ts';
import type { PreflightInput } from '../../preflight/preflight.ts';
import { ContextMeter } from '../requests/ContextMeter.ts';
import { PreparationService } from './PreparationService.ts';
import type { PlannedTokens } from './PreparationService.ts';

const connection: Connection = {
  id: newId<ConnectionId>(),
  name: 'Work',
  provider: 'openai',
  createdAt: 1,
  updatedAt: 1,
};
const demo: Connection = { ...connection, id: newId<ConnectionId>(), name: 'Demo', provider: 'demo' };

let history: History;
let conversation: Conversation;
let lane: Lane;
let model: Partial<ModelInfo>;
let ratio: number;
let checked: PreflightInput[];
let priced: PlannedTokens[];
let planned: PlannedSend[];
let counted: string[];
let now: number;
let preparation: PreparationService;

beforeEach(async () => {
  history = openLocalHistory({ kind: 'memory' });
  conversation = makeConversation();
  lane = makeLane(conversation.id, { connectionId: connection.id, modelId: 'm' });
  await history.createConversation(conversation, [lane]);
  [model, ratio, checked, priced, planned, counted, now] = [{}, 1, [], [], [], [], at(1000)];
  preparation = new PreparationService({
    history,
    connectionOf: async (id) => (id === demo.id ? demo : connection),
    knowModel: async (_connection, id) => ({
      model: { id, name: id, ...model },
      limits: { replayFamily: null, refusedParameters: [] },
    }),
    check: async (send) => {
      checked.push(send);
      return { repairs: [], problems: [] };
    },
    estimateUsd: (_model, tokens) => {
      priced.push(tokens);
      return model.price === undefined ? null : tokens.inputTokens / 100;
    },
    standing: async (plan) => {
      planned.push(plan);
      return { level: 'within', scope: null, spentUsd: 0, limitUsd: null };
    },
    meter: new ContextMeter({
      count: async (text) => {
        counted.push(text);
        return text.length;
      },
    }),
    ratios: { of: () => ratio },
    now: () => now,
  });
});

/** Writes one finished exchange at the end of the lane. */
async function exchange(ask: string, tell: string, change: Partial<AssistantMessage> = {}): Promise<void> {
  const { headId } = await history.getLane(lane.id);
  const prompt = makePrompt(conversation.id, headId, ask);
  const made = {
    connectionId: connection.id,
    modelId: 'm',
    provider: 'openai',
    modelName: 'M',
    connectionName: 'W',
  };
  const reply = makeDoneReply(lane, prompt.id, tell, { model: made, ...change });
  await history.beginTurn({
    conversationId: conversation.id,
    prompts: [prompt],
    replies: [reply],
    heads: [{ laneId: lane.id, headId: reply.id }],
  });
}

function prepare(text: string, attachments: AttachmentRef[] = [], lanes: readonly Lane[] = [lane]) {
  const laneIds = lanes.map(({ id }) => id);
  return preparation.prepare({ conversationId: conversation.id, laneIds, text, attachments });
}

const price = { input: 1, output: 2, source: 'catalogue' } as const;

describe('a planned send', () => {
  it('takes the path, the prompt and the system prompt, as the model counts', async () => {
    await exchange('four', 'sixsix');
    await history.updateConversation(conversation.id, { parameters: { system: 'brief' } }, 1);
    ratio = 2;
    model = { contextWindow: 1000 };
    const { lanes } = await prepare('abc');
    expect(lanes).toMatchObject([{ laneId: lane.id, inputTokens: 2 * (4 + 6 + 5 + 3), window: 1000 }]);
    expect(checked[0]?.messages.map(({ role, text }) => [role, text])).toEqual([
      ['user', 'four'],
      ['assistant', 'sixsix'],
      ['user', 'abc'],
    ]);
  });

  it('counts what stands above only once', async () => {
    await exchange('first', 'second');
    await prepare('a');
    await prepare('ab');
    expect(counted.toSorted()).toEqual(['a', 'ab', 'first', 'second']);
  });

  it('counts files that go as text by their bytes, and pictures as pictures', async () => {
    const file: AttachmentRef = {
      hash: 'ab'.repeat(32),
      name: 'a',
      mediaType: 'text/plain',
      kind: 'text',
      size: 300,
    };
    expect((await prepare('', [file])).lanes[0]?.inputTokens).toBe(100);
    expect((await prepare('', [{ ...file, kind: 'image' }])).lanes[0]?.inputTokens).toBe(1600);
  });

  it('takes nothing for the demo, whose price is no question', async () => {
    const tried = makeLane(conversation.id, { connectionId: demo.id, modelId: 'demo', position: 1 });
    await history.addLane(tried);
    expect(await prepare('abc', [], [tried])).toMatchObject({ totalUsd: 0, lanes: [{ estimateUsd: 0 }] });
  });

  it('has an estimate where a price is known, and a total of those that are', async () => {
    const other = makeLane(conversation.id, { connectionId: connection.id, modelId: 'n', position: 1 });
    const empty = makeLane(conversation.id, { connectionId: null, modelId: null, position: 2 });
    await history.addLane(other);
    await history.addLane(empty);
    expect(await prepare('abc', [], [lane, other, empty])).toMatchObject({ totalUsd: null });
    model = { price };
    const both = await prepare('abc', [], [lane, other, empty]);
    expect(both.lanes.map(({ estimateUsd }) => estimateUsd)).toEqual([0.03, 0.03]);
    expect(both.totalUsd).toBeCloseTo(0.06);
    expect(planned.at(-1)?.lanes).toEqual([
      { connectionId: connection.id, estimateUsd: 0.03 },
      { connectionId: connection.id, estimateUsd: 0.03 },
    ]);
  });

  it('expects a reply like the last ones, no longer than was allowed', async () => {
    await prepare('a');
    await exchange('a', 'b', { usage: { input: 1, output: 100 } });
    await exchange('a', 'b', { usage: { input: 1, output: 300 } });
    await prepare('a');
    await history.updateLane(lane.id, { parameters: { maxOutput: 50 } });
    await prepare('a');
    expect(priced.map(({ expectedOutput }) => expectedOutput)).toEqual([500, 200, 50]);
  });

  it('reckons with a warm cache of the same model, and with a cold one after a while', async () => {
    model = { cachesPrompts: true };
    const timing = { startedAt: at(0), firstDeltaAt: null, endedAt: at(1000) };
    await exchange('a'.repeat(40), 'b', {
      usage: { input: 1, output: 1, cacheRead: 20, cacheWrite: 5 },
      timing,
    });
    await prepare('c');
    now = at(1000 + 6 * 60_000);
    await prepare('c');
    model = {};
    now = at(1000);
    await prepare('c');
    expect(priced.map(({ cachedTokens }) => cachedTokens)).toEqual([25, 0, 0]);
  });

  it.each<[ContextStrategy, boolean]>([
    [{ kind: 'drop-oldest' }, false],
    [{ kind: 'summarise', connectionId: connection.id, modelId: 's' }, true],
  ])('says what %o would leave out', async (contextStrategy, summarised) => {
    // Ninety would fit, but each message takes eight more, as in the request that will be cut.
    model = { contextWindow: 115, maxOutput: 20 };
    await exchange('a'.repeat(30), 'b'.repeat(10));
    await exchange('c'.repeat(30), 'd'.repeat(10));
    await history.updateConversation(conversation.id, { contextStrategy }, 1);
    const { lanes } = await prepare('e'.repeat(10));
    expect(lanes[0]).toMatchObject({
      inputTokens: 50,
      repairs: [{ kind: 'context-cut', droppedMessages: 2, summarised }],
    });
    expect(checked.at(-1)?.room).toBeNull();
  });

  it('leaves nothing out where nothing was said, and lets the check see the room', async () => {
    model = { contextWindow: 80, maxOutput: 20 };
    await exchange('a'.repeat(100), 'b');
    const { lanes } = await prepare('c');
    expect(lanes[0]).toMatchObject({ inputTokens: 102, repairs: [] });
    expect(checked.at(-1)?.room).toBe(60);
  });
});
