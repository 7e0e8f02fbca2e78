import { beforeEach, describe, expect, it } from 'vitest';
import { maxPromptLength } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import { mainWindowId, newId } from '../../shared/ids.ts';
import type { LaneId, MessageId, TurnId } from '../../shared/ids.ts';
import { plainText } from '../../shared/stream.ts';
import { continuePrompt } from './ChatService.ts';
import { ChatFixture } from './testing/ChatFixture.ts';

let fixture: ChatFixture;
let laneId: LaneId;

async function open(models: readonly (string | null)[]): Promise<void> {
  fixture = await ChatFixture.open(models);
  laneId = (await fixture.lanes())[0]?.id ?? newId<LaneId>();
}

async function path(lane = laneId) {
  return (await fixture.history.readLane(lane, 50)).entries;
}

/** The words of a lane's path, a prompt marked with `>`. */
async function words(lane = laneId): Promise<readonly string[]> {
  return (await path(lane)).map(
    ({ message }) => (message.role === 'user' ? '> ' : '') + plainText(message.parts),
  );
}

async function answer(prompt: string, text: string): Promise<MessageId> {
  const { id } = await fixture.sendOne(prompt);
  fixture.provider.last.text(text);
  fixture.provider.last.finish();
  await fixture.settle();
  return id;
}

beforeEach(() => open(['m1']));

describe('send', () => {
  it('writes everything before a model is asked', async () => {
    const { conversationId } = fixture;
    await fixture.chat.send({ conversationId, turnId: newId<TurnId>(), laneIds: [laneId], text: 'Hello' });
    await fixture.settle();
    expect(fixture.provider.streams).toHaveLength(0);
    const [prompt, reply] = (await path()).map(({ message }) => message);
    expect(prompt).toMatchObject({ role: 'user', parts: [{ type: 'text', block: 0, text: 'Hello' }] });
    expect(reply).toMatchObject({
      role: 'assistant',
      parentId: prompt?.id,
      turnId: prompt?.turnId,
      laneId,
      status: 'streaming',
      model: { modelId: 'm1', modelName: 'Model m1', connectionName: 'Local', provider: 'openai-compatible' },
    });
    expect(fixture.runs.isStreaming(conversationId)).toBe(true);
    await fixture.begin();
    expect(fixture.provider.last.request).toEqual({
      modelId: 'm1',
      messages: [{ role: 'user', text: 'Hello' }],
      model: { id: 'm1', name: 'm1' },
    });
  });

  it('writes nothing when it may not be sent', async () => {
    const { conversationId } = fixture;
    fixture.guardFault = new AppError('chat/budget-reached', 'test');
    await expect(fixture.send('Hello')).rejects.toMatchObject({ code: 'chat/budget-reached' });
    expect((await fixture.history.readArchive(conversationId)).messages).toEqual([]);
    fixture.guardFault = null;
    await expect(fixture.send('Hello')).resolves.toHaveLength(1);
  });

  it('sends files along, also without a word, and keeps them when the prompt is edited', async () => {
    const { conversationId, history } = fixture;
    const data = new Uint8Array([1, 2, 3]);
    const hash = 'cd'.repeat(32);
    const file = { hash, name: 'a.png', mediaType: 'image/png', kind: 'image', size: 3 } as const;
    await history.saveAttachment({ hash, mediaType: 'image/png', data });
    const sent = {
      conversationId,
      turnId: newId<TurnId>(),
      laneIds: [laneId],
      text: '',
      attachments: [file],
    };
    await fixture.chat.send(sent);
    await fixture.begin();
    const whole = { kind: 'image', name: 'a.png', mediaType: 'image/png', data };
    expect(fixture.provider.last.request.messages).toEqual([
      { role: 'user', text: '', attachments: [whole] },
    ]);
    fixture.provider.last.finish();
    await fixture.settle();
    const [prompt] = (await path()).map(({ message }) => message);
    expect(prompt).toMatchObject({ attachments: [file], parts: [] });
    const messageId = prompt?.id ?? newId<MessageId>();
    await fixture.chat.editPrompt({ laneId, messageId, turnId: newId<TurnId>(), text: 'What is it?' });
    await fixture.begin();
    expect(fixture.provider.last.request.messages).toEqual([
      { role: 'user', text: 'What is it?', attachments: [whole] },
    ]);
  });

  it('streams to the window and to disk, and announces the end', async () => {
    const { id } = await fixture.sendOne('Hello');
    const stream = fixture.provider.last;
    stream.push({ type: 'start', model: 'm1-2026', requestId: 'r1' });
    stream.text('Hi');
    fixture.clock.advance(100);
    stream.text(' there');
    stream.finish();
    await fixture.settle();
    const stored = await fixture.reply(id);
    expect(stored).toMatchObject({
      status: 'done',
      parts: [{ type: 'text', block: 0, text: 'Hi there' }],
      usage: { input: 3, output: 5 },
      stopReason: 'end',
      servedModel: 'm1-2026',
      requestId: 'r1',
      error: null,
    });
    expect(fixture.heard('message.changed')).toEqual([{ message: stored }]);
    expect(fixture.heard('conversation.changed').map(({ summary }) => summary.streaming)).toEqual([
      true,
      false,
    ]);
    expect(fixture.heard('run.updated').map(({ seq }) => seq)).toEqual([1, 2, 3]);
    const found = await fixture.history.search({ query: 'there', before: null, limit: 5 });
    expect(found.map((hit) => hit.messageId)).toEqual([id]);
    expect(stream.closed).toBe(true);
  });

  it('notes when the request was sent, when it spoke and when it ended', async () => {
    const { conversationId } = fixture;
    await fixture.chat.send({ conversationId, turnId: newId<TurnId>(), laneIds: [laneId], text: 'Hello' });
    const begun = fixture.clock.now();
    fixture.clock.advance(5);
    await fixture.settle();
    const stream = fixture.provider.last;
    fixture.clock.advance(20);
    stream.text('Hi');
    await fixture.settle();
    fixture.clock.advance(30);
    stream.finish();
    await fixture.settle();
    const [, reply] = await path();
    expect(reply?.message).toMatchObject({
      timing: { startedAt: begun, firstDeltaAt: begun + 25, endedAt: begun + 55 },
    });
  });

  it('makes one prompt for lanes that stand at the same message, and one for each other place', async () => {
    await open(['m1', 'm2', 'm3']);
    const lanes = (await fixture.lanes()).map(({ id }) => id);
    await fixture.send('Together', lanes.slice(0, 2));
    for (const stream of fixture.provider.streams) {
      stream.text('Answer');
      stream.finish();
    }
    await fixture.settle();
    await fixture.send('Again', lanes);
    const paths = await Promise.all(lanes.map((id) => path(id)));
    const messages = paths.map((entries) => entries.map(({ message }) => message));
    const distinctAt = (depth: number): number => new Set(messages.map((one) => one[depth]?.id)).size;
    expect(messages.map((one) => one.length)).toEqual([4, 4, 2]);
    // One prompt in the two lanes that began together, replies and all that follows apart.
    expect([distinctAt(0), distinctAt(1)]).toEqual([2, 3]);
    expect(messages[0]?.[2]?.id).not.toBe(messages[1]?.[2]?.id);
    expect(new Set(messages.flatMap((one) => one.slice(-2).map(({ turnId }) => turnId))).size).toBe(1);
  });

  it('sends what was read before: partial replies too, but no reasoning', async () => {
    const first = await fixture.sendOne('Count');
    fixture.provider.last.push({ type: 'reasoning', block: 0, delta: 'thinking', kind: 'raw' });
    fixture.provider.last.text('one, two', 1);
    await fixture.settle();
    await fixture.chat.stop({ messageId: first.id });
    await fixture.sendOne('Go on');
    expect(fixture.provider.last.request.messages).toEqual([
      { role: 'user', text: 'Count' },
      { role: 'assistant', text: 'one, two' },
      { role: 'user', text: 'Go on' },
    ]);
  });

  it('names the conversation after its first prompt, until a person does', async () => {
    const title = async () =>
      (await fixture.history.getConversation(fixture.conversationId)).conversation.title;
    await answer('# Plan a **trip**\nto the sea', 'Sure');
    expect(await title()).toBe('Plan a trip');
    await answer('Something else', 'Yes');
    expect(await title()).toBe('Plan a trip');
    const [root] = await path();
    const edit = { laneId, messageId: root?.message.id ?? newId<MessageId>(), turnId: newId<TurnId>() };
    await fixture.chat.editPrompt({ ...edit, text: 'Plan a hike' });
    expect(await title()).toBe('Plan a hike');
    await fixture.begin();
    await fixture.runs.stopConversation(fixture.conversationId);
    const named = { title: 'Mine', titleSource: 'user' } as const;
    await fixture.history.updateConversation(fixture.conversationId, named, 1);
    await fixture.chat.editPrompt({ ...edit, text: 'Plan a swim' });
    expect(await title()).toBe('Mine');
  });

  it.each([
    ['chat/empty-prompt', ' \n\t', {}],
    ['chat/prompt-too-large', 'x'.repeat(maxPromptLength + 1), { limit: maxPromptLength }],
  ] as const)('answers %s and writes nothing', async (code, text, details) => {
    await expect(fixture.sendOne(text)).rejects.toMatchObject({ code, details });
    expect(await path()).toEqual([]);
    expect(fixture.told).toEqual([]);
  });

  it('sends the longest prompt that is allowed', async () => {
    await fixture.sendOne('x'.repeat(maxPromptLength));
    expect(fixture.provider.last.request.messages[0]?.text).toHaveLength(maxPromptLength);
  });

  it('needs a model in every lane, and a connection that is still there', async () => {
    await open(['m1', null]);
    await expect(fixture.send('Hello')).rejects.toMatchObject({ code: 'chat/no-model' });
    await fixture.history.deleteConnection(fixture.connection.id);
    await expect(fixture.send('Hello', [laneId])).rejects.toMatchObject({ code: 'connection/not-found' });
    await expect(fixture.send('Hello', [newId<LaneId>()])).rejects.toMatchObject({
      code: 'history/not-found',
    });
    expect(await path()).toEqual([]);
  });

  it('names the replies that a prompt brings together, and tells who has sent it', async () => {
    const first = await answer('First', 'Answer one');
    const turnId = newId<TurnId>();
    const { conversationId } = fixture;
    const sent = { conversationId, turnId, laneIds: [laneId], text: 'Sum up', sources: [first] };
    await fixture.chat.send(sent, mainWindowId);
    expect((await path())[2]?.message).toMatchObject({ role: 'user', sources: [first] });
    expect(fixture.told).toContainEqual({
      name: 'conversation.moved',
      payload: { id: conversationId, by: mainWindowId },
    });
  });

  it('lets one reply at a time into a lane', async () => {
    const results = await Promise.allSettled([fixture.send('One'), fixture.send('Two')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(fixture.send('Three')).rejects.toMatchObject({ code: 'chat/busy' });
    expect(fixture.provider.streams).toHaveLength(1);
    fixture.provider.last.finish();
    await fixture.settle();
    await fixture.send('Four');
    expect(fixture.provider.streams).toHaveLength(2);
  });

  it('does not continue from another lane’s reply before it has ended', async () => {
    const { id } = await fixture.sendOne('One');
    const [lane] = await fixture.lanes();
    if (lane === undefined) throw new Error('There is a lane.');
    const other = { ...lane, id: newId<LaneId>(), position: 1, headId: id };
    await fixture.history.addLane(other);
    await expect(fixture.send('Two', [other.id])).rejects.toMatchObject({ code: 'chat/busy' });
  });

  it('leaves the lane free when the turn cannot be written', async () => {
    fixture.faults.beginTurn = new AppError('history/disk-full', 'The disk is full.', { retryable: true });
    await expect(fixture.sendOne('Hello')).rejects.toMatchObject({ code: 'history/disk-full' });
    fixture.faults = {};
    await fixture.sendOne('Hello');
    expect(fixture.provider.streams).toHaveLength(1);
  });
});

describe('editPrompt', () => {
  it('makes a sibling of the prompt and leaves the other branch as it was', async () => {
    await answer('First', 'Answer one');
    await answer('Second', 'Answer two');
    const before = await path();
    const messageId = before[2]?.message.id ?? newId<MessageId>();
    const edited = await fixture.chat.editPrompt({
      laneId,
      messageId,
      turnId: newId<TurnId>(),
      text: 'Other',
    });
    await fixture.begin();
    expect(fixture.provider.last.request.messages.map(({ text }) => text)).toEqual([
      'First',
      'Answer one',
      'Other',
    ]);
    expect(edited.page.entries[2]?.siblingIds).toEqual([messageId, edited.page.entries[2]?.message.id]);
    expect(edited.lane.headId).toBe(edited.page.entries[3]?.message.id);
    await fixture.history.selectBranch(laneId, messageId, 10);
    expect(await words()).toEqual(['> First', 'Answer one', '> Second', 'Answer two']);
  });

  it('edits prompts only, with words, in the conversation of the lane', async () => {
    const reply = await answer('First', 'Answer');
    const edit = { laneId, messageId: reply, turnId: newId<TurnId>(), text: 'Other' };
    await expect(fixture.chat.editPrompt(edit)).rejects.toMatchObject({ code: 'history/not-found' });
    const prompt = (await path())[0]?.message.id ?? newId<MessageId>();
    await expect(fixture.chat.editPrompt({ ...edit, messageId: prompt, text: ' ' })).rejects.toMatchObject({
      code: 'chat/empty-prompt',
    });
    const gone = { ...edit, messageId: newId<MessageId>() };
    await expect(fixture.chat.editPrompt(gone)).rejects.toMatchObject({ code: 'history/not-found' });
  });
});

describe('editReplyAndResend', () => {
  it('puts other words beside the reply, and the next prompt below them', async () => {
    const first = await answer('First', 'Answer one');
    await answer('Second', 'Answer two');
    const edit = { laneId, messageId: first, turnId: newId<TurnId>(), text: 'Better' };
    await fixture.chat.editReplyAndResend(edit);
    await fixture.begin();
    expect(await words()).toEqual(['> First', 'Better', '> Second', '']);
    expect(fixture.provider.last.request.messages.map(({ text }) => text)).toEqual([
      'First',
      'Better',
      'Second',
    ]);
    const [, edited] = await path();
    expect(edited?.siblingIds).toEqual([first, edited?.message.id]);
    expect(edited?.message).toMatchObject({ origin: { kind: 'edited', of: first }, usage: null });
  });

  it('needs a prompt that follows', async () => {
    const messageId = await answer('First', 'Answer one');
    const edit = { laneId, messageId, turnId: newId<TurnId>(), text: 'Better' };
    await expect(fixture.chat.editReplyAndResend(edit)).rejects.toMatchObject({
      code: 'chat/nothing-to-resend',
    });
    expect(await words()).toEqual(['> First', 'Answer one']);
  });
});

describe('retry', () => {
  it('asks again beside the first reply, in the same turn', async () => {
    const first = await answer('Hello', 'One');
    const { lane, page } = await fixture.chat.retry({ laneId, messageId: first, choice: null });
    await fixture.begin();
    const again = page.entries[1];
    expect(again?.siblingIds).toEqual([first, again?.message.id]);
    expect(again?.message.turnId).toBe((await fixture.reply(first)).turnId);
    expect(lane.headId).toBe(again?.message.id);
    expect(fixture.provider.last.request.messages).toEqual([{ role: 'user', text: 'Hello' }]);
    await expect(fixture.chat.retry({ laneId, messageId: first, choice: null })).rejects.toMatchObject({
      code: 'chat/busy',
    });
  });

  it('asks another model without changing that of the lane', async () => {
    const messageId = await answer('Hello', 'One');
    const choice = { connectionId: fixture.connection.id, modelId: 'm9' };
    const { lane, page } = await fixture.chat.retry({ laneId, messageId, choice });
    expect(page.entries[1]?.message).toMatchObject({ model: { modelId: 'm9' } });
    expect(lane.modelId).toBe('m1');
  });

  it('answers a prompt that got no reply', async () => {
    await answer('Hello', 'One');
    const [prompt] = await path();
    const messageId = prompt?.message.id ?? newId<MessageId>();
    const { page } = await fixture.chat.retry({ laneId, messageId, choice: null });
    expect(page.entries[1]?.message.parentId).toBe(messageId);
  });
});

describe('continue and keep', () => {
  it('goes on after a reply that was cut', async () => {
    const { id } = await fixture.sendOne('Count');
    fixture.provider.last.text('one, two');
    await fixture.settle();
    await fixture.chat.stop({ messageId: id });
    await fixture.chat.continue({ laneId, messageId: id });
    await fixture.begin();
    expect(await words()).toEqual(['> Count', 'one, two', `> ${continuePrompt}`, '']);
    expect(fixture.provider.last.request.messages.at(-1)).toEqual({ role: 'user', text: continuePrompt });
  });

  it('hands the words so far to a model that goes on from them', async () => {
    fixture.prefill = true;
    const { id } = await fixture.sendOne('Count');
    fixture.provider.last.text('one, two ');
    await fixture.settle();
    await fixture.chat.stop({ messageId: id });
    const { page } = await fixture.chat.continue({ laneId, messageId: id });
    expect(page.entries[1]).toMatchObject({
      siblingIds: [id, page.entries[1]?.message.id],
      message: { origin: { kind: 'continued', of: id }, parts: [{ text: 'one, two' }] },
    });
    await fixture.begin();
    expect(fixture.provider.last.request.messages).toEqual([
      { role: 'user', text: 'Count' },
      { role: 'assistant', text: 'one, two' },
    ]);
    fixture.provider.last.text(', three');
    fixture.provider.last.finish();
    await fixture.settle();
    expect(await words()).toEqual(['> Count', 'one, two, three']);
  });

  it('asks again where there is not a word to go on with', async () => {
    const { id } = await fixture.sendOne('Count');
    await fixture.chat.stop({ messageId: id });
    const { page } = await fixture.chat.continue({ laneId, messageId: id });
    expect(page.entries).toHaveLength(2);
    expect(page.entries[1]?.siblingIds).toHaveLength(2);
  });

  it('keeps an interrupted reply, and leaves every other alone', async () => {
    const { id } = await fixture.sendOne('Count');
    fixture.provider.last.text('one');
    await fixture.settle();
    await fixture.chat.keep({ messageId: id });
    expect(fixture.runs.isLive(id)).toBe(true);
    await fixture.runs.close();
    expect(await fixture.reply(id)).toMatchObject({ status: 'interrupted' });
    await fixture.chat.keep({ messageId: id });
    expect(await fixture.reply(id)).toMatchObject({ status: 'done', parts: [{ text: 'one' }] });
    const [prompt] = await path();
    await fixture.chat.keep({ messageId: prompt?.message.id ?? id });
  });
});
