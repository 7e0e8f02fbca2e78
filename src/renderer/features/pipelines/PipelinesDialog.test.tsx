import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { Pipeline } from '../../../shared/pipeline.ts';
import { RequestError } from '../../app/client.ts';
import { demoConnection, renderInWorkspace } from '../../app/testing/fakeWorkspace.tsx';
import type { FakeMain } from '../../app/testing/FakeMain.ts';
import { PipelinesDialog } from './PipelinesDialog.tsx';
import { mainWithPipelines, pipeline, step } from './testing/savedPipelines.ts';

async function renderDialog(main: FakeMain, editing: Pipeline | null = null) {
  const onRun = vi.fn<(pipeline: Pipeline) => void>();
  const onClose = vi.fn<() => void>();
  const view = await renderInWorkspace(
    <PipelinesDialog editing={editing} onRun={onRun} onClose={onClose} />,
    main,
  );
  return { ...view, onRun, onClose };
}

const own = () => screen.findByRole('region', { name: 'Your pipelines' });
const row = (name: string) => screen.findByRole('listitem', { name });
/** The pipelines that main was asked to keep, oldest first. */
const puts = (main: FakeMain) =>
  main.inputsOf('saved.put').map((input) => (input as { readonly item: Pipeline }).item);

describe('the list', () => {
  test('shows one’s own and the recipes, finds by words, and starts one', async () => {
    const mine = pipeline('Weekly report', { description: 'Sums up the week' });
    const { user, onRun } = await renderDialog(mainWithPipelines(mine, pipeline('Other')));
    expect(await within(await own()).findAllByRole('listitem')).toHaveLength(2);
    expect(within(screen.getByRole('region', { name: 'Recipes' })).getAllByRole('listitem')).toHaveLength(5);
    await user.type(screen.getByRole('searchbox', { name: 'Search pipelines' }), 'WEEK');
    expect(within(await own()).getAllByRole('listitem')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Run Weekly report' }));
    expect(onRun).toHaveBeenCalledWith(mine);
  });

  test('a recipe is duplicated into one’s own', async () => {
    const { main, user } = await renderDialog(mainWithPipelines());
    await user.click(await screen.findByRole('button', { name: 'Duplicate Draft, critique, revise' }));
    expect(await row('Draft, critique, revise (copy)')).toBeDefined();
    expect(puts(main)[0]?.stages.length).toBeGreaterThan(2);
  });

  test('what was deleted comes back with Undo', async () => {
    const { main, user } = await renderDialog(mainWithPipelines(pipeline('Mine')));
    await user.click(await screen.findByRole('button', { name: 'More for Mine' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    expect(await screen.findByText('“Mine” was deleted.')).toBeDefined();
    expect(main.inputsOf('saved.delete')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await row('Mine')).toBeDefined();
  });

  test('an unfinished one cannot be started', async () => {
    const broken = pipeline('Torso', { stages: [{ steps: [step('Draft', '{{nobody}}')] }] });
    await renderDialog(mainWithPipelines(broken));
    const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Run Torso' });
    expect(button.disabled).toBe(true);
    expect((await row('Torso')).textContent).toContain('not finished');
  });

  test('an export says its file, and a failure why', async () => {
    const mine = pipeline('Mine');
    const { main, user } = await renderDialog(mainWithPipelines(mine));
    main.answer('saved.export', () => ({ fileName: 'pipelines.json' }));
    await row('Mine');
    await user.click(screen.getByRole('button', { name: 'Export all…' }));
    expect(await screen.findByText('Saved as pipelines.json.')).toBeDefined();
    expect(main.inputsOf('saved.export')).toEqual([{ kind: 'pipeline', ids: [mine.id] }]);
    main.answer('saved.import', () => {
      throw new RequestError({
        code: 'import/invalid',
        message: 'no',
        retryable: false,
        details: { fileName: 'a.json', field: 'stages' },
      });
    });
    await user.click(screen.getByRole('button', { name: 'Import…' }));
    expect((await screen.findByRole('alert')).textContent).toContain(
      '“a.json” does not hold what it should.',
    );
  });
});

test('an import names what each would call, what is not there, and that nothing was started', async () => {
  const model = (connectionId: ConnectionId, modelId: string) => ({ connectionId, modelId });
  const foreign = pipeline('Foreign', {
    stages: [
      {
        steps: [
          step('A', '{{input}}', { model: model(demoConnection.id, 'demo-writer') }),
          step('B', '{{input}}', { model: model(newId<ConnectionId>(), 'claude-9') }),
        ],
      },
      { steps: [step('C', '{{previous}}')] },
    ],
  });
  const { main, user } = await renderDialog(
    mainWithPipelines().answer('saved.import', () => ({ added: [{ kind: 'pipeline', item: foreign }] })),
  );
  await user.click(await screen.findByRole('button', { name: 'Import…' }));
  const dialog = await screen.findByRole('dialog', { name: '1 pipeline was imported' });
  expect(dialog.textContent).toContain('Nothing was started.');
  expect(await within(dialog).findByText('Demo writer through Demo')).toBeDefined();
  expect(within(dialog).getByText('claude-9 – not there: its connection')).toBeDefined();
  expect(within(dialog).getByText('the model of the chat it is started in')).toBeDefined();
  expect(main.inputsOf('pipelines.start')).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Back to the list' }));
  expect(await row('Foreign')).toBeDefined();
});

describe('the editor', () => {
  const prompt = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' });

  test('writes a pipeline: a name, a variable, two steps side by side and one after them', async () => {
    const { main, user } = await renderDialog(mainWithPipelines());
    await user.click(await screen.findByRole('button', { name: 'New pipeline' }));
    const save = await screen.findByRole<HTMLButtonElement>('button', { name: 'Save' });
    expect(save.disabled).toBe(true);
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Opinions');
    await user.click(screen.getByRole('button', { name: 'Add variable' }));
    const variable = screen.getByRole('group', { name: 'Variable 1' });
    await user.type(within(variable).getByRole('textbox', { name: 'Name' }), 'tone');
    await user.click(screen.getByRole('button', { name: 'Add a step beside' }));
    expect(screen.getByText('2 steps, run side by side')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Add step' }));
    await user.click(screen.getByRole('button', { name: 'Insert' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Answer of “step 1”' }));
    await user.click(save);
    await screen.findByRole('dialog', { name: 'Pipelines' });
    expect(puts(main)[0]).toMatchObject({
      name: 'Opinions',
      variables: [{ name: 'tone' }],
      stages: [
        {
          steps: [
            { name: 'step 1', prompt: '{{input}}' },
            { name: 'step 2', prompt: '{{input}}' },
          ],
        },
        { steps: [{ name: 'step 3', model: null }] },
      ],
    });
    expect(puts(main)[0]?.stages[1]?.steps[0]?.prompt).toContain('{{step.step 1}}');
  });

  test('says what is wrong with a template, leads to its place, and saves it all the same', async () => {
    const { main, user } = await renderDialog(mainWithPipelines(), pipeline('Mine'));
    await screen.findByRole('dialog', { name: 'Edit pipeline' });
    await user.clear(prompt());
    await user.type(prompt(), 'Say {{{{who}} to {{{{previous}}');
    expect(screen.getAllByText(/Nothing is called {{who}}/)).toHaveLength(2);
    expect(screen.getByText('2 problems keep this pipeline from running')).toBeDefined();
    const [first] = screen.getAllByRole('button', { name: 'Show' });
    if (first === undefined) throw new Error('No problem leads to its place.');
    await user.click(first);
    expect([prompt().selectionStart, prompt().selectionEnd]).toEqual([4, 11]);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByRole('dialog', { name: 'Pipelines' });
    expect(puts(main)[0]?.stages[0]?.steps[0]?.prompt).toBe('Say {{who}} to {{previous}}');
  });

  test('moves and removes steps with the keyboard alone', async () => {
    const { main, user } = await renderDialog(mainWithPipelines(), pipeline('Mine'));
    const draft = await screen.findByRole('button', { name: /^Draft/ });
    draft.focus();
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(document.activeElement?.textContent).toContain('Draft');
    screen.getByRole('button', { name: 'More for step Polish' }).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('menuitem', { name: 'Remove step' });
    await user.keyboard('{End}{Enter}');
    expect(screen.queryByRole('button', { name: /^Polish/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByRole('dialog', { name: 'Pipelines' });
    expect(puts(main)[0]?.stages).toMatchObject([{ steps: [{ name: 'Draft' }] }]);
  });

  test('a step that is put beside another keeps the focus', async () => {
    const { user } = await renderDialog(mainWithPipelines(), pipeline('Mine'));
    const more = await screen.findByRole('button', { name: 'More for step Polish' });
    more.focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('menuitem', { name: 'Run beside the one above' });
    await user.keyboard('{Home}{Enter}');
    expect(await screen.findByText('2 steps, run side by side')).toBeDefined();
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Polish/ }));
    });
  });

  test('gives a step a model and parameters of its own, and takes it in parts', async () => {
    const { main, user } = await renderDialog(mainWithPipelines(), pipeline('Mine'));
    await user.click(
      await screen.findByRole('button', { name: 'Model: Model of the chat it is started in' }),
    );
    await user.click(await screen.findByRole('option', { name: /Demo writer/ }));
    await user.click(screen.getByRole('combobox', { name: 'Runs' }));
    await user.click(await screen.findByRole('option', { name: 'For each part of the input' }));
    const length = screen.getByRole('textbox', { name: 'Longest part, in characters' });
    await user.clear(length);
    await user.type(length, '4000');
    await user.click(screen.getByText('Parameters'));
    await user.type(screen.getByRole('textbox', { name: 'Temperature' }), '0.4');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByRole('dialog', { name: 'Pipelines' });
    expect(puts(main)[0]?.stages[0]?.steps[0]).toMatchObject({
      model: { connectionId: demoConnection.id, modelId: 'demo-writer' },
      split: { of: 'input', characters: 4000 },
      parameters: { temperature: 0.4 },
    });
  });

  test('asks before it loses what was written', async () => {
    const { main, user } = await renderDialog(mainWithPipelines(), pipeline('Mine'));
    await user.type(await screen.findByRole('textbox', { name: 'Description' }), 'x');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await user.click(await screen.findByRole('button', { name: 'Leave without saving' }));
    await screen.findByRole('dialog', { name: 'Pipelines' });
    expect(puts(main)).toEqual([]);
  });
});
