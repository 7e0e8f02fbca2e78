/** Whole runs on a real history: what happens on the way must not matter to what they come to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { plainText } from '../../shared/stream.ts';
import type { Pipeline, PipelineRun } from '../../shared/pipeline.ts';
import { pipelineOf, recipes } from '../../shared/recipes.ts';
import { openLocalHistory } from '../history/openLocalHistory.ts';
import { fanOut, PipelineFixture, pipelineWith, statesOf, step } from './testing/PipelineFixture.ts';
import { interpret } from './testing/interpret.ts';
import { shortHash } from './testing/shortHash.ts';

const folder = mkdtempSync(join(tmpdir(), 'pipelines-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Answers everything that is asked, always the same to the same prompt, until the run rests. */
async function answerAll(fixture: PipelineFixture): Promise<void> {
  while (fixture.open.length > 0) await fixture.answer(shortHash(fixture.asked[0] ?? ''));
}

/** What the replies of a run say, in the order of its calls. */
async function outputsOf({ chat }: PipelineFixture, { steps }: PipelineRun): Promise<readonly string[]> {
  return Promise.all(
    steps.map(async ({ messageId }) =>
      messageId === null ? '' : plainText((await chat.history.getMessage(messageId)).parts),
    ),
  );
}

function specified(pipeline: Pipeline, input: string, variables: Readonly<Record<string, string>>) {
  const calls = interpret(pipeline, { input, variables, conversation: '' }, ({ prompt }) =>
    shortHash(prompt),
  );
  return calls.map(({ output }) => output);
}

describe.each(recipes)('the recipe $key', (recipe) => {
  it('runs at once with the model of the lane, and comes to what it says', async () => {
    const fixture = await PipelineFixture.open();
    const pipeline = pipelineOf(recipe, 1);
    const variables = Object.fromEntries(pipeline.variables.map(({ name, initial }) => [name, initial]));
    const input = 'A sentence of some length. '.repeat(2000);
    const { steps } = await fixture.service.estimate({
      conversationId: fixture.chat.conversationId,
      laneId: fixture.laneId,
      pipeline,
      input,
      variables,
    });
    expect(steps.every(({ problem }) => problem === null)).toBe(true);
    const run = await fixture.start(pipeline, input, variables);
    await answerAll(fixture);
    const done = await fixture.run(run);
    expect(done.state).toBe('done');
    expect(await outputsOf(fixture, done)).toEqual(specified(pipeline, input, variables));
  });
});

const split = { of: 'previous' as const, characters: 500 };
const pipelines = [
  fanOut,
  pipelineWith([
    [step('A', 'A: {{input}}'), step('B', 'B: {{input}}')],
    [
      step('C', 'C: {{part}} {{step.A}}', { split }),
      step('D', 'D: {{previous}}'),
      step('E', 'E: {{step.B}}'),
    ],
    [step('F', '{{step.C}} {{step.D}} {{step.E}}')],
  ]),
] as const;

const story = fc.array(
  fc.record({
    kind: fc.constantFrom('answer', 'answer', 'answer', 'fail', 'stop', 'resume', 'retry'),
    pick: fc.nat(20),
  }),
  { maxLength: 20 },
);
type Event = (typeof story extends fc.Arbitrary<infer T> ? T : never)[number];

/** Lets one thing happen to a run; what cannot happen now does not. */
async function happen(fixture: PipelineFixture, { id }: PipelineRun, { kind, pick }: Event): Promise<void> {
  const { service, chat, asked } = fixture;
  const run = await chat.history.getPipelineRun(id);
  const chosen = asked[pick % Math.max(1, asked.length)];
  if (kind === 'stop') await service.stop({ runId: id });
  else if (chosen !== undefined) {
    if (kind === 'answer') await fixture.answer(shortHash(chosen), chosen);
    else if (kind === 'fail') await fixture.fail(chosen);
  } else if (run.state === 'waiting' && kind === 'resume') await service.resume({ runId: id });
  else if (run.state !== 'running' && kind === 'retry') {
    const call = run.steps[pick % run.steps.length];
    if (call !== undefined) await service.retry({ runId: id, key: call.key, model: null });
  }
  await chat.begin();
}

describe('a run', () => {
  it('comes to what the interpreter says, and its replies stand on the path of its lane', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...pipelines), story, async (pipeline, events) => {
        const fixture = await PipelineFixture.open();
        const run = await fixture.start(pipeline);
        for (const event of events) await happen(fixture, run, event);
        for (let turn = 0; (await fixture.run(run)).state !== 'done'; turn += 1) {
          if (turn > 50) throw new Error('The run comes to no end.');
          await answerAll(fixture);
          if ((await fixture.run(run)).state === 'waiting') await fixture.service.resume({ runId: run.id });
          await fixture.chat.begin();
        }
        const done = await fixture.run(run);
        expect(await outputsOf(fixture, done)).toEqual(specified(pipeline, 'a poem', {}));
        const path = (await fixture.path()).map((message) => message.id);
        const replies = done.steps.map(({ messageId }) => messageId);
        expect(path.filter((id) => replies.includes(id))).toEqual(replies);
        await fixture.chat.history.close();
      }),
      { numRuns: 15 },
    );
  });

  it('goes on from where it was when the app ended in the middle of it', async () => {
    const location = {
      kind: 'file',
      file: join(folder, 'history.db'),
      key: 'ab'.repeat(32),
      verify: false,
    } as const;
    const before = await PipelineFixture.open('m1', openLocalHistory(location));
    const run = await before.start(fanOut);
    await before.answer('D');
    await before.answer('b', 'B on');
    before.streamFor('C on').text('Half of');
    await before.chat.settle();
    // Nothing is told to end: the file is all that is left.
    await before.chat.history.close();

    const history = openLocalHistory(location);
    const after = await PipelineFixture.open('m1', history);
    await after.service.restore();
    const cut = await after.run(run);
    expect(cut.state).toBe('waiting');
    expect(statesOf(cut)).toEqual(['0.0 done', '1.0 done', '1.1 stopped', '2.0 waiting']);
    await after.service.resume({ runId: run.id });
    await after.chat.begin();
    expect(after.asked).toEqual(['C on D']);
    await after.answer('c');
    expect(after.asked).toEqual(['Merge [B]\n\nb\n\n[C]\n\nc']);
    await after.answer('All of it');
    expect((await after.run(run)).state).toBe('done');
    const { headId } = await history.getLane(run.laneId);
    const path = headId === null ? [] : await history.readPath(headId);
    expect(path.map(({ parts }) => plainText(parts))).toEqual([
      'a poem',
      'Draft a poem',
      'D',
      'B on D',
      'b',
      'C on D',
      'c',
      'Merge [B]\n\nb\n\n[C]\n\nc',
      'All of it',
    ]);
    await history.close();
  });

  it('that was just being stopped when the app ended can go on too', async () => {
    const fixture = await PipelineFixture.open();
    const run = await fixture.start(fanOut);
    // The row says that it waits while its reply still streams: as it is between the stop and the end of the reply.
    const { history } = fixture.chat;
    await history.savePipelineRun({ ...(await fixture.run(run)), state: 'waiting' });
    const other = await PipelineFixture.open('m1', history);
    const [found] = await other.service.runs({ conversationId: fixture.chat.conversationId });
    expect(found === undefined ? [] : statesOf(found)[0]).toBe('0.0 stopped');
    await other.service.resume({ runId: run.id });
    await other.chat.begin();
    expect(other.asked).toEqual(['Draft a poem']);
  });
});
