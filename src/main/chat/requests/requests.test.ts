/** A request as it reaches the provider, made on a real history of everything that was set. */
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { newId } from '../../../shared/ids.ts';
import type { ConnectionId, LaneId, TurnId } from '../../../shared/ids.ts';
import type { ContextStrategy } from '../../../shared/parameters.ts';
import { ChatFixture } from '../testing/ChatFixture.ts';

let chat: ChatFixture;
let laneId: LaneId;

beforeEach(async () => {
  chat = await ChatFixture.open();
  laneId = (await chat.lanes())[0]?.id ?? newId<LaneId>();
});

/** Has one prompt answered with some words. */
async function exchange(prompt: string, answer: string): Promise<void> {
  await chat.sendOne(prompt);
  chat.provider.last.text(answer);
  chat.provider.last.finish();
  await chat.settle();
}

describe('parameters', () => {
  it('are sent only when set, the lane before the conversation', async () => {
    const { history, conversationId } = chat;
    await history.updateConversation(
      conversationId,
      { parameters: { system: 'Be brief.', temperature: 0.2, extraBody: '{"seed":7}' } },
      1,
    );
    await history.updateLane(laneId, { parameters: { temperature: 0.9, stop: ['END'] } });
    await chat.sendOne('Hello');
    expect(chat.provider.last.request).toEqual({
      modelId: 'm1',
      messages: [{ role: 'user', text: 'Hello' }],
      system: 'Be brief.',
      parameters: { temperature: 0.9, stop: ['END'] },
      extraBody: { seed: 7 },
      model: { id: 'm1', name: 'm1' },
    });
  });

  it('bring the values of their headers from the keychain, those of the lane first', async () => {
    const { history, conversationId } = chat;
    chat.headers.set(conversationId, { 'X-Team': 'blue', 'X-Forgotten': 'no' });
    chat.headers.set(laneId, { 'X-Team': 'red' });
    await history.updateConversation(conversationId, { parameters: { headerNames: ['X-Team'] } }, 1);
    await chat.sendOne('Hello');
    expect(chat.provider.last.request.headers).toEqual({ 'X-Team': 'red' });
  });

  it('that a wire has no place for are left out, and the reply says so', async () => {
    chat.refusedByWire = ['stop'];
    await chat.history.updateLane(laneId, { parameters: { temperature: 0.9, stop: ['END'] } });
    const { id } = await chat.sendOne('Hello');
    expect(chat.provider.last.request.parameters).toEqual({ temperature: 0.9 });
    chat.provider.last.finish();
    await chat.settle();
    expect((await chat.reply(id)).notices).toEqual([{ kind: 'parameter-dropped', parameter: 'stop' }]);
  });

  it.each(['[1]', '{"a":', 'null', '7'])(
    'are refused when the extra body is no object: %s',
    async (extraBody) => {
      await chat.history.updateLane(laneId, { parameters: { extraBody } });
      const { id } = await chat.sendOne('Hello');
      await chat.settle();
      expect(await chat.reply(id)).toMatchObject({
        status: 'error',
        error: { code: 'chat/invalid-extra-body' },
      });
      expect(chat.provider.streams).toHaveLength(0);
    },
  );
});

describe('a context that does not fit', () => {
  // The fixture counts a token a character; a message takes eight more.
  async function fill(strategy: ContextStrategy | null): Promise<void> {
    chat.models.set('m1', { contextWindow: 192, maxOutput: 48 });
    await exchange('a'.repeat(40), 'A'.repeat(10));
    await exchange('b'.repeat(40), 'B'.repeat(10));
    if (strategy === null) return;
    await chat.history.updateConversation(chat.conversationId, { contextStrategy: strategy }, 1);
  }

  it('is sent whole where nothing else was said: the server has the last word', async () => {
    await fill(null);
    const { id } = await chat.sendOne('c'.repeat(40));
    expect(chat.provider.last.request.messages).toHaveLength(5);
    expect((await chat.reply(id)).notices).toBeUndefined();
  });

  it('loses its oldest turns, and says where', async () => {
    await fill({ kind: 'drop-oldest' });
    const { id } = await chat.sendOne('c'.repeat(40));
    chat.provider.last.finish();
    await chat.settle();
    const sent = chat.provider.last.request.messages.map(({ text }) => text[0]);
    expect(sent).toEqual(['b', 'B', 'c']);
    const reply = await chat.reply(id);
    const path = await chat.history.readPath(id);
    expect(reply.notices).toEqual([
      { kind: 'context-cut', droppedMessages: 2, firstKeptId: path[2]?.id, summarised: false },
    ]);
  });

  it('goes on from a summary, which is written once', async () => {
    const strategy = { kind: 'summarise', connectionId: newId<ConnectionId>(), modelId: 'small' } as const;
    await fill(strategy);
    const { id } = await chat.sendOne('c'.repeat(40));
    const asked = chat.provider.last;
    expect(asked.request.modelId).toBe('small');
    expect(asked.request.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    asked.text('It was about a.');
    asked.finish();
    await chat.settle();
    await chat.settle();
    expect(chat.provider.last.request.messages[0]?.text).toContain('It was about a.');
    chat.provider.last.finish();
    await chat.settle();
    expect((await chat.reply(id)).notices).toMatchObject([{ kind: 'context-cut', summarised: true }]);
    const before = chat.provider.streams.length;
    await chat.chat.retry({ laneId, messageId: id, choice: null });
    await chat.begin();
    expect(chat.provider.streams).toHaveLength(before + 1);
  });

  it.each([
    ['as its server says', { input: 30, output: 4 }, { inputTokens: 30, outputTokens: 4 }],
    ['as it is counted here, where the server says nothing', null, { outputTokens: 'About a.'.length }],
  ])('pays for its summary %s', async (_name, usage, tokens) => {
    chat.usdPerToken = 0.01;
    await fill({ kind: 'summarise', connectionId: newId<ConnectionId>(), modelId: 'small' });
    const { conversationId } = chat;
    const before = await chat.history.sumCosts({ conversationId });
    await chat.sendOne('c'.repeat(40));
    chat.provider.last.text('About a.');
    if (usage !== null) chat.provider.last.push({ type: 'usage', usage });
    chat.provider.last.push({ type: 'stop', reason: 'end' });
    await chat.settle();
    await chat.settle();
    const after = await chat.history.sumCosts({ conversationId });
    expect(after.replies).toBe(before.replies + 1);
    expect(after.usd).toBeGreaterThan(before.usd);
    expect({
      inputTokens: after.inputTokens - before.inputTokens,
      outputTokens: after.outputTokens - before.outputTokens,
    }).toMatchObject(tokens);
  });
});

describe('a file of an earlier message', () => {
  it('that a model cannot take is told with its first reply, and not with every one after it', async () => {
    const hash = 'ab'.repeat(32);
    const file = { hash, name: 'a.png', mediaType: 'image/png', kind: 'image', size: 1 } as const;
    await chat.history.saveAttachment({ hash, mediaType: 'image/png', data: new Uint8Array([1]) });
    const { conversationId } = chat;
    const prompt = { conversationId, turnId: newId<TurnId>(), laneIds: [laneId], text: 'What is it?' };
    await chat.chat.send({ ...prompt, attachments: [file] });
    await chat.begin();
    chat.provider.last.finish();
    await chat.settle();
    await chat.history.updateLane(laneId, { modelId: 'm2' });
    chat.files = 'left-out';
    const notices = [];
    for (const words of ['And now?', 'And then?']) {
      const { id } = await chat.sendOne(words);
      chat.provider.last.finish();
      await chat.settle();
      notices.push((await chat.reply(id)).notices);
    }
    expect(notices).toEqual([[{ kind: 'attachment-changed', name: 'a.png', change: 'left-out' }], undefined]);
  });
});

describe('around a request', () => {
  it('a refused parameter is remembered, and the reply says so', async () => {
    const { id } = await chat.sendOne('Hello');
    const details = { parameter: 'temperature' };
    chat.provider.last.fail(new AppError('provider/bad-request', 'test', { details }));
    await chat.settle();
    chat.provider.last.text('Hi');
    chat.provider.last.finish();
    await chat.settle();
    expect(chat.refused).toEqual(['m1 temperature']);
    expect(await chat.reply(id)).toMatchObject({
      status: 'done',
      notices: [{ kind: 'parameter-dropped', parameter: 'temperature' }],
    });
  });

  it('a wait can be cancelled, and is stored as cancelled', async () => {
    const { id } = await chat.sendOne('Hello');
    const details = { retryAfterSeconds: 30 };
    chat.provider.last.fail(new AppError('provider/rate-limited', 'test', { details }));
    await chat.settle();
    expect(chat.provider.streams).toHaveLength(1);
    await chat.chat.stop({ messageId: id });
    expect(await chat.reply(id)).toMatchObject({ status: 'cancelled', notices: [{ kind: 'retrying' }] });
    expect(chat.provider.streams).toHaveLength(1);
  });

  it('is recorded, priced with what the server said, and otherwise with what was counted here', async () => {
    chat.usdPerToken = 0.5;
    const priced = await chat.sendOne('Hello');
    chat.provider.last.text('Hi');
    chat.provider.last.finish();
    await chat.settle();
    expect((await chat.reply(priced.id)).cost).toMatchObject({ usd: 4, estimated: false });
    const cut = await chat.sendOne('Hello');
    chat.provider.last.text('Half');
    await chat.settle();
    await chat.chat.stop({ messageId: cut.id });
    const stored = await chat.reply(cut.id);
    // Four characters are four tokens here, and a fifth more by the ratio of a model of which nothing was learned.
    expect(stored.usage).toMatchObject({ output: 5, estimated: true });
    expect(stored.cost).toMatchObject({ estimated: true });
    expect(chat.recorded).toEqual([priced.id, cut.id]);
  });

  it('teaches how its model counts, where the request had been counted here', async () => {
    const { connection } = chat;
    const words = 'a'.repeat(1000);
    await chat.sendOne(words);
    chat.provider.last.push({ type: 'usage', usage: { input: 900, output: 1, cacheRead: 600 } });
    chat.provider.last.finish();
    await chat.settle();
    expect(chat.notes.learned(connection.id, 'm1')).toEqual({});
    await chat.meter.text(words);
    const { id } = await chat.sendOne('b');
    await chat.chat.stop({ messageId: id });
    await chat.chat.retry({ laneId, messageId: id, choice: null });
    await chat.begin();
    await Promise.all(chat.provider.last.request.messages.map(({ text }) => chat.meter.text(text)));
    chat.provider.last.push({ type: 'usage', usage: { input: 902, output: 1, cacheRead: 600 } });
    chat.provider.last.push({ type: 'stop', reason: 'end' });
    await chat.settle();
    expect(chat.notes.learned(connection.id, 'm1').tokenRatio).toBeCloseTo(1.5, 1);
  });

  it('has no price where none is known', async () => {
    const { id } = await chat.sendOne('Hello');
    chat.provider.last.finish();
    await chat.settle();
    expect(await chat.reply(id)).not.toHaveProperty('cost');
  });
});
