import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { AssistantMessage, Message, Step, UserMessage } from '../../../../shared/conversation.ts';
import { AppError } from '../../../../shared/errors.ts';
import { newId } from '../../../../shared/ids.ts';
import type { PipelineId, PipelineRunId } from '../../../../shared/ids.ts';
import type { PipelineRun, StepRun } from '../../../../shared/pipeline.ts';
import { text } from '../../../app/text/text.ts';
import { assistantMessage, conversationId, entry, lane, laneId, userMessage } from '../testing/messages.ts';
import { renderChat } from '../testing/renderChat.tsx';
// Here already, so that no test waits for the disk.
import './EditOutputDialog.tsx';
import './RunBar.tsx';

afterEach(cleanup);

const words = (said: string) => [{ type: 'text' as const, block: 0, text: said }];
const paid = {
  cost: { usd: 0.5, price: { input: 1, output: 1, source: 'catalogue' as const }, estimated: false },
  usage: { input: 10, output: 10 },
  timing: { startedAt: 0, firstDeltaAt: 1000, endedAt: 2000 },
};

interface Said {
  readonly prompt: UserMessage;
  readonly reply: AssistantMessage;
}

/** A run with a draft, a critique and a revision, as far as it has come. */
function runOf(replies: readonly Partial<AssistantMessage>[], state: PipelineRun['state']) {
  const runId = newId<PipelineRunId>();
  const names = ['Draft', 'Critique', 'Revise'];
  const of = (name: string, role: Step['role'], final = false): Step => ({
    runId,
    role,
    name,
    part: null,
    final,
  });
  const input = userMessage('About trains', { step: of('', 'input') });
  const model = { ...assistantMessage().model, provider: 'openai', modelName: 'Claude' };
  const said = replies.map((fields, index): Said => {
    const name = names[index] ?? '';
    const prompt = userMessage(`Prompt of ${name}`, { step: of(name, 'step') });
    const step = of(name, 'step', index === 2);
    return {
      prompt,
      reply: assistantMessage({
        parentId: prompt.id,
        parts: words(`Answer of ${name}`),
        model,
        step,
        ...paid,
        ...fields,
      }),
    };
  });
  const statuses = { done: 'done', streaming: 'running', error: 'failed' } as const;
  const steps = names.map((_, stage): StepRun => {
    const reply = said[stage]?.reply;
    const status = reply === undefined ? 'waiting' : reply.status;
    return {
      key: { stage, step: 0, part: null },
      status: status in statuses ? statuses[status as keyof typeof statuses] : 'stopped',
      messageId: reply?.id ?? null,
      model: null,
      ...(reply === undefined && { status: 'waiting' as const }),
    };
  });
  const stages = names.map((name) => ({ steps: [{ name, prompt: '{{input}}', model: null }] }));
  const pipeline = {
    id: newId<PipelineId>(),
    name: 'Essay',
    description: '',
    variables: [],
    stages,
    updatedAt: 0,
  };
  const run: PipelineRun = {
    id: runId,
    conversationId,
    laneId,
    pipeline,
    input: 'About trains',
    variables: {},
    state,
    steps,
    inputId: input.id,
    createdAt: 0,
    endedAt: state === 'done' ? 1 : null,
  };
  const messages: Message[] = [input, ...said.flatMap(({ prompt, reply }) => [prompt, reply])];
  return { run, messages };
}

async function renderRun({ run, messages }: ReturnType<typeof runOf>) {
  const page = { entries: messages.map((message) => entry(message)), hasMore: false };
  return renderChat([{ lane: lane({ headId: messages.at(-1)?.id ?? null }), page }], (main) =>
    main.answer('pipelines.runs', () => [run]),
  );
}

const line = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name}`) });
const bar = () => screen.findByRole('region', { name: 'Run of Essay' });

test('a run that has ended shows its input, its last answer and its cost; its steps unfold', async () => {
  const { user } = await renderRun(runOf([{}, {}, {}], 'done'));
  expect(await screen.findByText('Pipeline: Essay')).toBeDefined();
  expect(await screen.findByText('Answer of Revise')).toBeDefined();
  expect(screen.queryByText('Answer of Draft')).toBeNull();
  expect(screen.getByText('Essay has ended · Whole run: $1.50')).toBeDefined();
  expect(screen.queryByRole('region', { name: 'Run of Essay' })).toBeNull();
  const draft = await line('Draft');
  expect(draft.textContent).toContain('Claude · done · 2.0 s · $0.5000');
  expect(draft.getAttribute('aria-expanded')).toBe('false');
  draft.focus();
  await user.keyboard('{Enter}');
  expect(draft.getAttribute('aria-expanded')).toBe('true');
  expect(screen.getByText('Prompt of Draft')).toBeDefined();
  expect(screen.getByText('Answer of Draft')).toBeDefined();
});

test('a running one says where it is and what it has cost, and stops', async () => {
  const running = runOf([{}, { status: 'streaming', usage: null, parts: [] }], 'running');
  const { main, user, tell } = await renderRun(running);
  expect((await bar()).textContent).toContain('Step 2 of 3 · Critique');
  expect((await bar()).textContent).toContain('$0.5000 so far');
  const waiting: PipelineRun = { ...running.run, state: 'waiting' };
  main.answer('pipelines.stop', () => waiting).answer('pipelines.resume', () => running.run);
  await user.click(screen.getByRole('button', { name: 'Stop pipeline' }));
  expect(await screen.findByText('Stopped. What has come so far is kept.')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  expect(await screen.findByRole('button', { name: 'Stop pipeline' })).toBeDefined();
  tell('pipeline.changed', { run: { ...running.run, state: 'done' } });
  expect(screen.queryByRole('region', { name: 'Run of Essay' })).toBeNull();
});

test('a failed step says why, and is retried, retried with another model, skipped or rewritten', async () => {
  const error = new AppError('provider/overloaded', 'no').toInfo();
  const failed = runOf([{}, { status: 'error', error, parts: words('Half') }], 'waiting');
  const { main, user } = await renderRun(failed);
  main
    .answer('pipelines.retry', () => failed.run)
    .answer('pipelines.skip', () => failed.run)
    .answer('pipelines.editOutput', () => failed.run);
  const step = { runId: failed.run.id, key: { stage: 1, step: 0, part: null } };
  expect((await bar()).textContent).toContain('Critique failed. What has come so far is kept.');
  await user.click(screen.getByRole('button', { name: 'Retry Critique' }));
  await user.click(screen.getByRole('button', { name: 'Retry with another model: Critique' }));
  const dialog = await screen.findByRole('dialog', { name: 'Another model for Critique' });
  await user.click(within(dialog).getByRole('button', { name: /^Model/ }));
  await user.click(await screen.findByRole('option', { name: /Slow Writer/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Retry' }));
  expect(main.inputsOf('pipelines.retry')).toMatchObject([
    { ...step, model: null },
    { ...step, model: { modelId: 'demo-slow' } },
  ]);
  await user.click(screen.getByRole('button', { name: 'Skip Critique' }));
  expect(main.inputsOf('pipelines.skip')).toEqual([step]);
  await user.click(screen.getByRole('button', { name: 'Edit output of Critique' }));
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Output' });
  expect(field.value).toBe('Half');
  await user.type(field, ' and more');
  await user.click(screen.getByRole('button', { name: 'Save and run from here' }));
  expect(main.inputsOf('pipelines.editOutput')).toEqual([{ ...step, text: 'Half and more' }]);
});

test('a step that has ended is rewritten where it stands, and what depends on it runs again', async () => {
  const ended = runOf([{}, {}, {}], 'done');
  const { main, user } = await renderRun(ended);
  main.answer('pipelines.editOutput', () => ({ ...ended.run, state: 'running' }));
  await user.click(await line('Draft'));
  await user.click(screen.getByRole('button', { name: 'Edit output and go on from here' }));
  const field = await screen.findByRole('textbox', { name: 'Output' });
  await user.clear(field);
  await user.type(field, 'Mine');
  await user.click(screen.getByRole('button', { name: 'Save and run from here' }));
  expect(main.inputsOf('pipelines.editOutput')).toMatchObject([{ key: { stage: 0 }, text: 'Mine' }]);
});

test('what main refuses stands above the composer', async () => {
  const { main, user } = await renderRun(runOf([{}, { status: 'cancelled' }], 'waiting'));
  main.answer('pipelines.resume', () => {
    throw new AppError('internal', 'no');
  });
  await user.click(await screen.findByRole('button', { name: 'Continue' }));
  expect(await screen.findByRole('alert')).toBeDefined();
});

test('a step is asked again by its run alone: neither its message nor its menu does', async () => {
  const error = new AppError('provider/overloaded', 'no').toInfo();
  const failed = runOf([{}, {}, { status: 'error', error, parts: words('Half') }], 'waiting');
  const { user } = await renderRun(failed);
  const reply = within(await screen.findByRole('article', { name: 'Claude' }));
  expect(reply.getByText('Half')).toBeDefined();
  expect(reply.queryByRole('button', { name: /again|retry/i })).toBeNull();
  await user.click(reply.getByRole('button', { name: text.chat.branches.menu.open }));
  const items = (await screen.findAllByRole('menuitem')).map((item) => item.textContent);
  expect(items).toContain(text.chat.branches.menu.fork);
  for (const word of ['edit', 'retry', 'retryWith', 'continue', 'delete'] as const) {
    expect(items).not.toContain(text.chat.branches.menu[word]);
  }
});

test('a step that was never asked has no output to edit', async () => {
  const stopped = runOf([{}], 'waiting');
  const steps = stopped.run.steps.map((step, index) =>
    index === 1 ? { ...step, status: 'failed' as const } : step,
  );
  await renderRun({ ...stopped, run: { ...stopped.run, steps } });
  expect(await screen.findByRole('button', { name: 'Skip Critique' })).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Edit output of Critique' })).toBeNull();
});
