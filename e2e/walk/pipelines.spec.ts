/** Pipelines on real Electron: written, started, stopped, mended, carried over a restart, and imported from strangers. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import { PipelineRun, PipelinesDialog } from '../pages/PipelinesDialog.ts';
import type { Behaviour } from '../providers/behaviour.ts';
import type { RequestRecord } from '../providers/FakeRequest.ts';

const recipe = 'Draft, critique, revise';
const words = text.pipelines;

/** Which step of the recipe a request is, told by the words of its prompt. */
function stepOf({ body }: RequestRecord): 'Draft' | 'Critique' | 'Revise' {
  if (body.includes('exacting editor')) return 'Critique';
  return body.includes('first version of what is asked for') ? 'Draft' : 'Revise';
}

const answers = (request: RequestRecord): Behaviour => ({
  kind: 'answer',
  text: `${stepOf(request)} by ${request.model}.`,
});

/** Starts the recipe on what stands in the composer. */
async function startRecipe(window: MainWindow, input: string): Promise<PipelineRun> {
  await window.composer.field.fill(input);
  const start = await new PipelinesDialog(window.page).run(recipe);
  await expect(start.input).toHaveValue(input);
  await start.begin();
  return new PipelineRun(window.page, recipe);
}

test('draft, critique, revise: every step is a message, and only the last stands there in full', async ({
  app,
  startFake,
}) => {
  const { window } = app;
  const fake = await startFake({ behaviours: answers });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  const run = await startRecipe(window, 'An essay about trains');

  await expect(run.ended).toBeVisible();
  await expect(run.bar).toHaveCount(0);
  await expect(window.composer.field).toHaveValue('');
  await expect(window.pane().root.getByText(words.run.input(recipe))).toBeVisible();
  await expect(window.pane().reply('fake-large').root).toContainText('Revise by fake-large.');
  await expect(window.pane().messages).toHaveCount(2);
  await expect(run.step('Draft')).toContainText('fake-large');
  await expect(run.step('Draft')).toHaveAttribute('aria-expanded', 'false');
  await run.step('Draft').press('Enter');
  await expect(window.pane().root).toContainText('Draft by fake-large.');

  expect(fake.streams.map(stepOf)).toEqual(['Draft', 'Critique', 'Revise']);
  // A step stands alone: no message of the run above it is sent along.
  for (const { json } of fake.streams) expect(json).toMatchObject({ messages: [{ role: 'user' }] });
  expect(fake.streams[1]?.body).toContain('Draft by fake-large.');
  expect(fake.streams[2]?.body).toContain('Critique by fake-large.');
});

test('a run is stopped, and goes on where it was', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({ behaviours: [{ kind: 'manual' }] });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  const run = await startRecipe(window, 'An essay about trains');
  await expect.poll(() => fake.streams.length).toBe(1);
  await fake.streams[0]?.emit({ text: 'Half a draft' });
  await expect(run.bar).toContainText('Step 1 of 3 · Draft');
  await run.stop.click();
  expect(await fake.streams[0]?.closed).toBe('by-client');
  await expect(run.bar).toContainText(words.run.waitsStopped);

  fake.script({ kind: 'answer', text: 'All of it.' });
  await run.continue.click();
  await expect(run.ended).toBeVisible();
  expect(fake.streams).toHaveLength(4);
});

test('other words for a step run again what depends on it, and nothing else', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({ behaviours: answers });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  const run = await startRecipe(window, 'An essay about trains');
  await expect(run.ended).toBeVisible();
  await run.step('Critique').click();
  await window.page.getByRole('button', { name: words.run.editOutput }).click();
  await run.output.fill('Write it as a letter.');
  await run.saveOutput.click();
  await expect.poll(() => fake.streams.length).toBe(4);
  await expect(run.ended).toBeVisible();
  expect(fake.streams.map(stepOf)).toEqual(['Draft', 'Critique', 'Revise', 'Revise']);
  expect(fake.streams[3]?.body).toContain('Write it as a letter.');
});

test('a failing step keeps what has come, and another model takes it over', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({
    behaviours: (request) =>
      stepOf(request) === 'Critique' && request.model === 'fake-large'
        ? { kind: 'http-error', failure: 'bad-request' }
        : answers(request),
  });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  const run = await startRecipe(window, 'An essay about trains');
  await expect(run.bar).toContainText(words.run.waitsFailed(['Critique']));
  await expect(run.step('Draft')).toContainText(words.run.states.done);
  await run.deed('retryWithNamed', 'Critique').click();
  const dialog = window.page.getByRole('dialog', { name: words.run.modelTitle('Critique') });
  await dialog.getByRole('button', { name: words.editor.model }).click();
  await window.page.getByRole('option', { name: 'fake-small' }).first().click();
  await dialog.getByRole('button', { name: words.run.retry, exact: true }).click();
  await expect(run.ended).toBeVisible();
  await expect(run.step('Critique')).toContainText('fake-small');
  await expect(window.pane().last.root).toContainText('Revise by fake-large.');
});

test('a run that was cut off by kill -9 goes on after the next start', async ({ launch, startFake }) => {
  const fake = await startFake({ behaviours: [{ kind: 'answer', text: 'A draft.' }, { kind: 'manual' }] });
  const first = await launch();
  await first.window.ready();
  await connectServer(first.window, fake, 'Desk');
  await first.window.chooseModel('fake-large');
  await startRecipe(first.window, 'An essay about trains');
  await expect.poll(() => fake.streams.length).toBe(2);
  await fake.streams[1]?.emit({ text: 'Half' });
  await first.kill();

  fake.script({ kind: 'answer', text: 'Whole.' });
  const { window } = await launch();
  await window.ready();
  const run = new PipelineRun(window.page, recipe);
  await expect(run.bar).toContainText(words.run.waitsCut);
  expect(fake.streams).toHaveLength(2);
  await run.continue.click();
  await expect(run.ended).toBeVisible();
  expect(fake.streams.map(stepOf)).toEqual(['Draft', 'Critique', 'Critique', 'Revise']);
});

test('a pipeline is written with two steps side by side, each with its model', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({
    behaviours: ({ model }) => ({ kind: 'answer', text: `This is ${model}.` }),
  });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  const pipelines = new PipelinesDialog(window.page);
  await pipelines.open();
  await pipelines.createButton.click();
  const { editor } = pipelines;
  await editor.name.fill('Two views');
  await editor.writeStep('Left', 'Look from the left: {{input}}', 'fake-large');
  await editor.addBeside.first().click();
  await editor.writeStep('Right', 'Look from the right: {{input}} {{nobody}}', 'fake-small');
  await expect(editor.problems).toContainText('{{nobody}}');
  await editor.prompt.fill('Look from the right: {{input}}');
  await editor.addStep.click();
  await editor.writeStep('Merge', 'Merge: {{step.Left}} {{step.Right}}');
  await editor.saveButton.click();
  await pipelines.dialog.getByRole('button', { name: words.list.runNamed('Two views') }).click();
  await pipelines.start.input.fill('the station');
  await pipelines.start.begin();
  const run = new PipelineRun(window.page, 'Two views');
  await expect(run.ended).toBeVisible();
  await expect(run.step('Right')).toContainText('fake-small');
  expect(fake.streams[2]?.body).toContain('Merge: This is fake-large. This is fake-small.');
});

test('what a stranger made is taken only when it is sound, and never begins by itself', async ({
  app,
  home,
  startFake,
}) => {
  const { window } = app;
  const fake = await startFake();
  await connectServer(window, fake, 'Desk');
  const pipelines = new PipelinesDialog(window.page);
  await pipelines.open();
  const file = join(home.folder, 'strange.json');
  await app.choose([file]);
  const step = (name: string, prompt: string, model: unknown = null) => ({ name, prompt, model });
  const importing = async (stages: readonly unknown[]) => {
    const item = { name: 'Strange', description: '', variables: [], stages };
    await writeFile(
      file,
      JSON.stringify({ format: 'switchyard-saved', version: 1, kind: 'pipeline', items: [item] }),
    );
    await pipelines.importButton.click();
  };

  const back = pipelines.imported.getByRole('button', { name: words.imported.back });
  await importing([{ steps: [step('A', '{{step.B}}')] }, { steps: [step('B', '{{step.A}}')] }]);
  await expect(pipelines.imported).toContainText(words.imported.broken(1));
  await back.click();
  await expect(pipelines.dialog.getByRole('button', { name: words.list.runNamed('Strange') })).toBeDisabled();
  const many = Array.from({ length: 10_000 }, (_, index) => ({
    steps: [step(`Step ${String(index)}`, '{{input}}')],
  }));
  await importing(many);
  await expect(pipelines.failed).toContainText('strange.json');
  await expect(pipelines.own.getByRole('listitem')).toHaveCount(1);

  const gone = { connectionId: '01890000-0000-7000-8000-000000000001', modelId: 'claude-9' };
  await importing([{ steps: [step('A', '{{input}}', gone), step('B', '{{input}}')] }]);
  await expect(pipelines.imported).toContainText(words.imported.missing('claude-9'));
  await expect(pipelines.imported).toContainText(words.imported.laneModel);
  await back.click();
  expect(fake.streams).toHaveLength(0);

  await pipelines.dialog
    .getByRole('button', { name: words.list.runNamed('Strange') })
    .last()
    .click();
  const { start } = pipelines;
  await expect(start.dialog).toContainText(words.start.gone);
  await expect(start.startButton).toBeDisabled();
  await start.chooseModel('A', 'fake-small');
  await expect(start.dialog.getByText(words.start.gone)).toHaveCount(0);
});

test('a pipeline by keyboard alone', async ({ app, startFake }) => {
  const { window, page } = app;
  const { keyboard } = page;
  const fake = await startFake({ behaviours: answers });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  const pipelines = new PipelinesDialog(page);
  await keyboard.press('ControlOrMeta+l');
  await keyboard.type('An essay about trains');
  const start = await pipelines.openStart();
  await expect(start.estimate).toHaveAttribute('aria-busy', 'false');
  for (let tabs = 0; tabs < 12; tabs += 1) {
    if (await start.startButton.evaluate((button) => button === document.activeElement)) break;
    await keyboard.press('Tab');
  }
  await expect(start.startButton).toBeFocused();
  await keyboard.press('Enter');
  const run = new PipelineRun(page, recipe);
  await expect(run.ended).toBeVisible();
  await expect(window.composer.field).toBeFocused();
  await run.step('Draft').focus();
  await keyboard.press('Enter');
  await expect(run.step('Draft')).toHaveAttribute('aria-expanded', 'true');
  await keyboard.press('Enter');
  await expect(run.step('Draft')).toHaveAttribute('aria-expanded', 'false');
});
