import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import { plainText } from '../../shared/stream.ts';
import { call, fanOut, PipelineFixture, pipelineWith, statesOf, step } from './testing/PipelineFixture.ts';

let fixture: PipelineFixture;

beforeEach(async () => {
  fixture = await PipelineFixture.open();
});

/** Runs the draft and both critiques. */
async function untilMerge(): Promise<Awaited<ReturnType<PipelineFixture['start']>>> {
  const run = await fixture.start(fanOut);
  await fixture.answer('D');
  await fixture.answer('b', 'B on');
  await fixture.answer('c', 'C on');
  return run;
}

describe('a run', () => {
  it('goes through its stages, each prompt alone and below the one before', async () => {
    const run = await fixture.start(fanOut);
    expect(fixture.asked).toEqual(['Draft a poem']);
    await fixture.answer('D');
    expect(fixture.asked).toEqual(['B on D', 'C on D']);
    await fixture.answer('c', 'C on');
    expect(fixture.asked).toEqual(['B on D']);
    await fixture.answer('b');
    expect(fixture.asked).toEqual(['Merge [B]\n\nb\n\n[C]\n\nc']);
    await fixture.answer('All of it');
    expect(await fixture.run(run)).toMatchObject({ state: 'done', endedAt: fixture.chat.clock.now() });
    expect(await fixture.words()).toEqual([
      '> a poem',
      '> Draft a poem',
      'D',
      '> B on D',
      'b',
      '> C on D',
      'c',
      '> Merge [B]\n\nb\n\n[C]\n\nc',
      'All of it',
    ]);
    const path = await fixture.path();
    expect(
      path.map(({ step: { name, role, final } = { name: '-', role: 'step', final: false } }) => [
        role,
        name,
        final,
      ]),
    ).toEqual([
      ['input', '', false],
      ['step', 'Draft', false],
      ['step', 'Draft', false],
      ['step', 'B', false],
      ['step', 'B', false],
      ['step', 'C', false],
      ['step', 'C', false],
      ['step', 'Merge', false],
      ['step', 'Merge', true],
    ]);
    expect(new Set(path.map(({ turnId }) => turnId)).size).toBe(5);
  });

  it('is its input and its result for what comes after it, and names the conversation', async () => {
    await untilMerge();
    await fixture.answer('All of it');
    await fixture.chat.sendOne('Thanks');
    expect(fixture.chat.provider.last.request.messages).toEqual([
      { role: 'user', text: 'a poem' },
      { role: 'assistant', text: 'All of it' },
      { role: 'user', text: 'Thanks' },
    ]);
    const { conversation } = await fixture.chat.history.getConversation(fixture.chat.conversationId);
    expect(conversation.title).toBe('a poem');
  });

  it('tells every change, keeps the row first, and says that the lane moved', async () => {
    const run = await untilMerge();
    await fixture.answer('All of it');
    const told = fixture.chat.heard('pipeline.changed');
    expect(told.at(-1)?.run).toEqual(await fixture.run(run));
    expect(told.map(({ run: { state } }) => state).slice(-2)).toEqual(['running', 'done']);
    const id = fixture.chat.conversationId;
    expect(fixture.chat.heard('conversation.moved')).toEqual(
      Array.from({ length: 3 }, () => ({ id, by: null })),
    );
    expect(fixture.chat.heard('conversation.changed').length).toBeGreaterThanOrEqual(3);
  });

  it('keeps its lane until it is over', async () => {
    const run = await fixture.start(fanOut);
    await expect(fixture.start(fanOut)).rejects.toMatchObject({ code: 'chat/busy' });
    await expect(fixture.chat.sendOne('Hello')).rejects.toMatchObject({ code: 'chat/busy' });
    await expect(fixture.service.resume({ runId: run.id })).rejects.toMatchObject({
      code: 'pipeline/not-waiting',
    });
    await fixture.service.stop({ runId: run.id });
    await expect(fixture.chat.sendOne('Hello')).resolves.toMatchObject({ status: 'streaming' });
    await expect(fixture.service.resume({ runId: run.id })).rejects.toMatchObject({ code: 'chat/busy' });
  });

  it('asks once for each part of a long text, and joins the answers in order', async () => {
    const split = { of: 'input' as const, characters: 500 };
    const input = `${'a'.repeat(399)}\n${'b'.repeat(399)}`;
    const pipeline = pipelineWith([
      [step('Map', 'Read {{part}}', { split })],
      [step('Reduce', 'Sum {{previous}}')],
    ]);
    const run = await fixture.start(pipeline, input);
    expect(statesOf(await fixture.run(run))).toEqual(['0.0.0 running', '0.0.1 running', '1.0 waiting']);
    await fixture.answer('second', 'Read b');
    await fixture.answer('first', 'Read a');
    expect(fixture.asked).toEqual(['Sum first\n\nsecond']);
  });

  it('asks for the parts of a long text a few at a time, in their order on the path', async () => {
    const split = { of: 'input' as const, characters: 500 };
    const input = Array.from({ length: 20 }, (_, index) => `${index} `.padEnd(500, 'x')).join('');
    const run = await fixture.start(pipelineWith([[step('Map', '{{part}}', { split })]]), input);
    expect(fixture.open).toHaveLength(8);
    await fixture.answer('of 3', '3 ');
    expect(fixture.open.map(({ request }) => parseInt(request.messages[0]?.text ?? '', 10))).toEqual([
      0, 1, 2, 4, 5, 6, 7, 8,
    ]);
    await fixture.fail('1 ');
    while (fixture.open.length > 0) await fixture.answer(`of ${parseInt(fixture.asked[0] ?? '', 10)}`);
    expect((await fixture.run(run)).state).toBe('waiting');
    await fixture.service.resume({ runId: run.id });
    await fixture.chat.begin();
    await fixture.answer('of 1');
    expect((await fixture.run(run)).state).toBe('done');
    const replies = (await fixture.path()).filter(({ role }) => role === 'assistant');
    expect(replies.map(({ parts }) => plainText(parts))).toEqual(
      Array.from({ length: 20 }, (_, index) => `of ${index}`),
    );
  });

  it('takes variables, the conversation above, the files of the input and the parameters of a step along', async () => {
    await fixture.chat.sendOne('Before');
    await fixture.answer('Said before');
    const data = new Uint8Array([1]);
    const hash = 'ab'.repeat(32);
    await fixture.chat.history.saveAttachment({ hash, mediaType: 'image/png', data });
    const file = { hash, name: 'a.png', mediaType: 'image/png', kind: 'image', size: 1 } as const;
    const parameters = { system: 'Be terse.', maxOutput: 7 };
    const pipeline = pipelineWith(
      [[step('A', '{{tone}}: {{input}}\n{{conversation}}', { parameters })], [step('B', '{{previous}}')]],
      ['tone'],
    );
    const { conversationId } = fixture.chat;
    await fixture.service.start({
      id: newId(),
      conversationId,
      laneId: fixture.laneId,
      pipeline,
      input: '{{tone}}',
      variables: { tone: 'dry', unknown: 'x' },
      attachments: [file],
    });
    await fixture.chat.begin();
    const { request } = fixture.chat.provider.last;
    expect(request.messages).toMatchObject([
      {
        text: 'dry: {{tone}}\nUser:\nBefore\n\nAssistant (Model m1):\nSaid before',
        attachments: [{ name: 'a.png' }],
      },
    ]);
    expect(request).toMatchObject({ system: 'Be terse.', parameters: { maxOutput: 7 } });
    await fixture.answer('An answer');
    expect(fixture.chat.provider.last.request.messages).toEqual([{ role: 'user', text: 'An answer' }]);
  });
});

describe('what goes wrong', () => {
  it('lets the siblings of a failed step finish, and asks only that step again', async () => {
    const run = await fixture.start(fanOut);
    await fixture.answer('D');
    await fixture.fail('B on');
    expect((await fixture.run(run)).state).toBe('running');
    await fixture.answer('c', 'C on');
    const waiting = await fixture.run(run);
    expect(waiting.state).toBe('waiting');
    expect(statesOf(waiting)).toEqual(['0.0 done', '1.0 failed', '1.1 done', '2.0 waiting']);
    await fixture.service.resume({ runId: run.id });
    await fixture.chat.begin();
    expect(fixture.asked).toEqual(['B on D']);
    // The other critique was copied below the new try, at no cost.
    const [copy] = (await fixture.path()).slice(-1);
    expect(copy).toMatchObject({
      origin: { kind: 'copied' },
      usage: null,
      status: 'done',
      step: { name: 'C' },
    });
    await fixture.answer('b');
    await fixture.answer('All of it');
    expect((await fixture.run(run)).state).toBe('done');
    expect((await fixture.words()).slice(3)).toEqual([
      '> B on D',
      'b',
      '> C on D',
      'c',
      '> Merge [B]\n\nb\n\n[C]\n\nc',
      'All of it',
    ]);
  });

  it('stops with what has come, and goes on where it stopped', async () => {
    const run = await fixture.start(fanOut);
    fixture.streamFor('').text('Half');
    await fixture.chat.settle();
    const stopped = await fixture.service.stop({ runId: run.id });
    expect(stopped.state).toBe('waiting');
    expect(statesOf(stopped)[0]).toBe('0.0 stopped');
    expect((await fixture.words()).at(-1)).toBe('Half');
    await expect(fixture.service.stop({ runId: run.id })).resolves.toEqual(stopped);
    await fixture.service.resume({ runId: run.id });
    await fixture.chat.begin();
    await fixture.answer('Whole');
    expect(fixture.asked).toEqual(['B on Whole', 'C on Whole']);
  });

  it('leaves a step out: a fan-in is told that it said nothing', async () => {
    const run = await fixture.start(fanOut);
    await fixture.answer('D');
    await fixture.answer('b', 'B on');
    await fixture.fail('C on');
    await fixture.service.skip({ runId: run.id, key: call(1, 1) });
    await fixture.chat.begin();
    expect(fixture.asked).toEqual(['Merge [B]\n\nb\n\n[C]\n\n(no output)']);
  });

  it('waits where a stage cannot begin, says why, and goes on with another model', async () => {
    const gone = { connectionId: newId<ConnectionId>(), modelId: 'm9' };
    const pipeline = pipelineWith([[step('A', '{{input}}')], [step('B', '{{previous}}', { model: gone })]]);
    const run = await fixture.start(pipeline);
    await fixture.answer('a');
    expect(await fixture.run(run)).toMatchObject({
      state: 'waiting',
      problem: { code: 'connection/not-found', details: { field: 'B' } },
    });
    expect(statesOf(await fixture.run(run))).toEqual(['0.0 done', '1.0 failed']);
    const model = { connectionId: fixture.chat.connection.id, modelId: 'm2' };
    const going = await fixture.service.retry({ runId: run.id, key: call(1), model });
    expect(going).not.toHaveProperty('problem');
    await fixture.chat.begin();
    expect(fixture.chat.provider.last.request).toMatchObject({ modelId: 'm2', messages: [{ text: 'a' }] });
  });

  it('waits when the budget is reached, with its output so far kept', async () => {
    const run = await fixture.start(fanOut);
    fixture.standing = { level: 'hard', scope: 'month', spentUsd: 5, limitUsd: 5 };
    await fixture.answer('D');
    expect(await fixture.run(run)).toMatchObject({
      state: 'waiting',
      problem: { code: 'chat/budget-reached', details: { limit: 5 } },
    });
    expect((await fixture.words()).at(-1)).toBe('D');
    fixture.standing = { ...fixture.standing, level: 'within' };
    await fixture.service.resume({ runId: run.id });
    await fixture.chat.begin();
    expect(fixture.asked).toEqual(['B on D', 'C on D']);
  });

  it('weighs what is under way together with what is to begin', async () => {
    fixture.standing = { ...fixture.standing, scope: 'month', limitUsd: 5 };
    const split = { of: 'input' as const, characters: 500 };
    await fixture.start(pipelineWith([[step('Map', '{{part}}', { split })]]), 'x'.repeat(6000));
    expect(fixture.weighed).toEqual([8, 8]);
    await fixture.answer('one');
    expect(fixture.weighed).toEqual([8, 8, 8, 8]);
  });

  it('asks for no further part of a long text when its conversation goes to the trash', async () => {
    const split = { of: 'input' as const, characters: 500 };
    const run = await fixture.start(pipelineWith([[step('Map', '{{part}}', { split })]]), 'x'.repeat(6000));
    const { conversationId, runs, provider } = fixture.chat;
    const asked = provider.streams.length;
    await runs.stopConversation(conversationId);
    await fixture.chat.begin();
    await fixture.chat.settle();
    expect(provider.streams).toHaveLength(asked);
    expect((await fixture.run(run)).state).toBe('waiting');
    await fixture.service.resume({ runId: run.id });
    await fixture.chat.begin();
    expect(fixture.open.length).toBeGreaterThan(0);
  });

  it('begins no stage in the trash', async () => {
    const run = await fixture.start(fanOut);
    const { history, conversationId } = fixture.chat;
    await history.updateConversation(conversationId, { trashedAt: 1 }, 1);
    await fixture.answer('D');
    expect(fixture.open).toEqual([]);
    expect(await fixture.run(run)).toMatchObject({ state: 'waiting' });
  });

  it('ends as stopped when its conversation goes to the trash, and needs nobody when it is deleted', async () => {
    const run = await fixture.start(fanOut);
    const { history, conversationId, runs } = fixture.chat;
    await runs.stopConversation(conversationId);
    await fixture.chat.settle();
    expect((await fixture.run(run)).state).toBe('waiting');
    await fixture.service.resume({ runId: run.id });
    await fixture.chat.begin();
    await history.updateConversation(conversationId, { trashedAt: 1 }, 1);
    await history.purgeConversation(conversationId);
    await fixture.answer('D');
    expect(fixture.chat.logged.filter((line) => line.includes('could not go on'))).toEqual([]);
  });
});

describe('changing a run', () => {
  it('takes other words for an output as a branch, and runs again what depends on it', async () => {
    const run = await untilMerge();
    await fixture.answer('First result');
    await fixture.service.editOutput({ runId: run.id, key: call(1, 0), text: 'my b' });
    await fixture.chat.begin();
    expect(fixture.asked).toEqual(['Merge [B]\n\nmy b\n\n[C]\n\nc']);
    await fixture.answer('Second result');
    expect((await fixture.words()).slice(4)).toEqual([
      'my b',
      '> C on D',
      'c',
      '> Merge [B]\n\nmy b\n\n[C]\n\nc',
      'Second result',
    ]);
    const [, , , , edited] = await fixture.path();
    expect(edited).toMatchObject({ origin: { kind: 'edited' }, usage: null });
    const { messages } = await fixture.chat.history.readArchive(fixture.chat.conversationId);
    expect(messages.map(({ parts }) => plainText(parts))).toContain('First result');
  });

  it('asks one step again, and what depends on it after that', async () => {
    const run = await untilMerge();
    await fixture.answer('First result');
    await fixture.service.retry({ runId: run.id, key: call(0), model: null });
    await fixture.chat.begin();
    expect(fixture.asked).toEqual(['Draft a poem']);
    await fixture.answer('D2');
    expect(fixture.asked).toEqual(['B on D2', 'C on D2']);
    expect(statesOf(await fixture.run(run))).toEqual([
      '0.0 done',
      '1.0 running',
      '1.1 running',
      '2.0 waiting',
    ]);
  });

  it('refuses steps that there are not, words for a step that said nothing, and a lane that is busy', async () => {
    const run = await fixture.start(fanOut);
    const { id: runId } = run;
    await expect(fixture.service.skip({ runId, key: call(0) })).rejects.toMatchObject({
      code: 'pipeline/not-waiting',
    });
    await fixture.service.stop({ runId });
    await expect(fixture.service.skip({ runId, key: call(7) })).rejects.toMatchObject({
      code: 'history/not-found',
    });
    const unsaid = { runId, key: call(2), text: 'x' };
    await expect(fixture.service.editOutput(unsaid)).rejects.toMatchObject({ code: 'history/not-found' });
    await expect(fixture.chat.sendOne('The lane is free')).resolves.toMatchObject({ status: 'streaming' });
  });
});

describe('starting', () => {
  const refused = (code: string, field?: string) => ({
    code,
    ...(field !== undefined && { details: { field } }),
  });

  it.each([
    [
      'an unknown variable',
      pipelineWith([[step('A', '{{nothing}}')]]),
      'x',
      refused('pipeline/invalid', 'A'),
    ],
    [
      'a loop',
      pipelineWith([[step('A', '{{step.B}}')], [step('B', '{{step.A}}')]]),
      'x',
      refused('pipeline/invalid', 'A'),
    ],
    ['no input', fanOut, ' ', refused('chat/empty-prompt')],
    ['an input that is too long', fanOut, 'x'.repeat(2_000_001), refused('chat/prompt-too-large')],
    [
      'a variable without a value',
      pipelineWith([[step('A', '{{t}}')]], ['t']),
      'x',
      refused('pipeline/variable-missing', 't'),
    ],
    [
      'too many parts',
      pipelineWith([[step('A', '{{part}}', { split: { of: 'input', characters: 500 } })]]),
      'x'.repeat(30_000),
      refused('pipeline/invalid', 'A'),
    ],
    [
      'a connection that is gone',
      pipelineWith([[step('A', '{{input}}', { model: { connectionId: newId(), modelId: 'm' } })]]),
      'x',
      refused('connection/not-found', 'A'),
    ],
  ])('is refused for %s, and nothing is written', async (_what, pipeline, input, error) => {
    await expect(fixture.start(pipeline, input)).rejects.toMatchObject(error);
    const { history, conversationId } = fixture.chat;
    expect((await history.readArchive(conversationId)).messages).toEqual([]);
    expect(await history.listPipelineRuns(conversationId)).toEqual([]);
    await expect(fixture.start(fanOut)).resolves.toMatchObject({ state: 'running' });
  });

  it('is refused in a lane without a model, and when the budget is reached', async () => {
    fixture.standing = { level: 'hard', scope: 'conversation', spentUsd: 1, limitUsd: 1 };
    await expect(fixture.start(fanOut)).rejects.toMatchObject({ code: 'chat/budget-reached' });
    fixture = await PipelineFixture.open(null);
    await expect(fixture.start(fanOut)).rejects.toMatchObject({
      code: 'pipeline/no-model',
      details: { field: 'Draft' },
    });
  });
});

describe('an estimate', () => {
  const price = { input: 1_000_000, output: 1_000_000, source: 'catalogue' } as const;
  const plan = (pipeline = fanOut) => ({
    conversationId: fixture.chat.conversationId,
    laneId: fixture.laneId,
    pipeline,
    input: '1234567890',
    variables: {},
  });

  it('adds up what every step would take', async () => {
    fixture.chat.models.set('m1', { price });
    const { steps, totalUsd } = await fixture.service.estimate(plan());
    // A token a character and a dollar a token: 8 of framing, the words, what is filled in, and 500 of answer.
    expect(steps.map(({ name, usd }) => [name, usd])).toEqual([
      ['Draft', 8 + 6 + 10 + 500],
      ['B', 8 + 5 + 500 + 500],
      ['C', 8 + 5 + 500 + 500],
      ['Merge', 8 + 6 + 1000 + 500],
    ]);
    expect(totalUsd).toBe(524 + 1013 + 1013 + 1514);
    expect(steps[0]).toMatchObject({ modelName: 'Model m1', connectionName: 'Local', problem: null });
  });

  it('counts the parts of a split text', async () => {
    fixture.chat.models.set('m1', { price });
    const split = { of: 'input' as const, characters: 500 };
    const pipeline = pipelineWith([[step('Map', '{{part}}', { split })]]);
    const { totalUsd } = await fixture.service.estimate({ ...plan(pipeline), input: 'x'.repeat(1000) });
    expect(totalUsd).toBe(2 * (8 + 500 + 500));
  });

  it('names what is missing and says nothing of a price that is not known', async () => {
    const model = { connectionId: newId<ConnectionId>(), modelId: 'gone' };
    const pipeline = pipelineWith([[step('A', '{{input}}'), step('B', '{{input}}', { model })]]);
    const { steps, totalUsd } = await fixture.service.estimate(plan(pipeline));
    expect(steps.map(({ problem, usd }) => [problem, usd])).toEqual([
      [null, null],
      ['connection-gone', null],
    ]);
    expect(totalUsd).toBeNull();
    fixture = await PipelineFixture.open(null);
    const nobody = await fixture.service.estimate(plan(pipeline));
    expect(nobody.steps[0]).toMatchObject({ problem: 'no-model' });
  });
});
