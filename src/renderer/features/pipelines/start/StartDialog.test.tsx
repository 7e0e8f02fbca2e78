import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { newId } from '../../../../shared/ids.ts';
import type { ConnectionId, ConversationId, TabId } from '../../../../shared/ids.ts';
import type { RouteInput, RouteOutput } from '../../../../shared/ipc/routes.ts';
import { pipelineRunSchema } from '../../../../shared/pipeline.ts';
import type { Pipeline, PipelineRun } from '../../../../shared/pipeline.ts';
import { RequestError } from '../../../app/client.ts';
import type { FakeMain } from '../../../app/testing/FakeMain.ts';
import { openWorkspace } from '../../../app/testing/fakeWorkspace.tsx';
import { WorkspaceContext } from '../../../app/WorkspaceContext.ts';
import { UiProvider } from '../../../ui/UiProvider.tsx';
import { mainWithPipelines, pipeline, step } from '../testing/savedPipelines.ts';
import { StartDialog } from './StartDialog.tsx';

type Estimate = RouteOutput<'pipelines.estimate'>;

/** An estimate in which nothing is in the way, but for what is said. */
function estimateOf(
  { stages }: Pick<RouteInput<'pipelines.estimate'>['pipeline'], 'stages'>,
  change: (line: Estimate['steps'][number]) => Partial<Estimate['steps'][number]> = () => ({}),
): Estimate {
  const steps = stages.flatMap((stage, at) =>
    stage.steps.map(({ name }, index) => {
      const line = {
        key: { stage: at, step: index, part: null },
        name,
        modelName: 'Claude',
        connectionName: 'Work',
        usd: 0.02,
        problem: null,
      };
      return { ...line, ...change(line) };
    }),
  );
  const budget = { level: 'within', scope: null, spentUsd: 0, limitUsd: null } as const;
  return { steps, totalUsd: 0.04, budget };
}

async function renderStart(given: Pipeline | null, answers: (main: FakeMain) => unknown = () => undefined) {
  const main = mainWithPipelines(...(given === null ? [] : [given]));
  main.answer('pipelines.estimate', ({ pipeline: asked }) => estimateOf(asked));
  main.answer('pipelines.start', (input) => runOf(input));
  answers(main);
  const opened = await openWorkspace(main);
  const tab = { id: newId<TabId>(), conversationId: newId<ConversationId>(), pinned: false };
  opened.workspace.keeper.setDraft(tab.id, 'About trains');
  const onEdit = vi.fn<(pipeline: Pipeline) => void>();
  const onClose = vi.fn<() => void>();
  render(
    <WorkspaceContext value={opened.workspace}>
      <UiProvider>
        <StartDialog tab={tab} pipeline={given} laneId={null} onEdit={onEdit} onClose={onClose} />
      </UiProvider>
    </WorkspaceContext>,
  );
  const start = await screen.findByRole<HTMLButtonElement>('button', { name: 'Start' });
  return { ...opened, tab, onEdit, onClose, start, user: userEvent.setup() };
}

/** The run that main answers with. */
function runOf(input: RouteInput<'pipelines.start'>): PipelineRun {
  return pipelineRunSchema.parse({
    ...input,
    state: 'running',
    steps: [],
    inputId: newId(),
    createdAt: 0,
    endedAt: null,
  });
}

test('starts with what stands in the composer, in the first lane, and says what it will take', async () => {
  const given = pipeline('Mine', {
    variables: [{ name: 'tone', label: 'Which tone?', initial: 'dry' }],
  });
  const { main, user, start, tab, onClose } = await renderStart(given);
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Input' }).value).toBe('About trains');
  expect(await screen.findByRole('cell', { name: '≈ $0.04' })).toBeDefined();
  expect(screen.getByRole('button', { name: 'Model of Draft: Claude (model of the chat)' })).toBeDefined();
  await user.type(screen.getByRole('textbox', { name: 'Which tone?' }), ' and short');
  await user.click(start);
  expect(main.inputsOf('pipelines.start')).toMatchObject([
    {
      conversationId: tab.conversationId,
      pipeline: { id: given.id },
      input: 'About trains',
      variables: { tone: 'dry and short' },
    },
  ]);
  await waitFor(() => {
    expect(onClose).toHaveBeenCalled();
  });
});

test('names a step whose connection is gone, and takes another model for this run alone', async () => {
  const gone = { connectionId: newId<ConnectionId>(), modelId: 'claude-9' };
  const given = pipeline('Mine', {
    stages: [{ steps: [step('Draft', '{{input}}', { model: gone })] }],
  });
  const { main, user, start } = await renderStart(given, (answers) =>
    answers.answer('pipelines.estimate', ({ pipeline: asked }) =>
      estimateOf(asked, () =>
        asked.stages[0]?.steps[0]?.model?.connectionId === gone.connectionId
          ? { problem: 'connection-gone', modelName: 'claude-9', connectionName: null, usd: null }
          : {},
      ),
    ),
  );
  expect(await screen.findByText(/The connection of this model is gone/)).toBeDefined();
  expect(start.disabled).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Model of Draft: claude-9' }));
  await user.click(await screen.findByRole('option', { name: /Demo writer/ }));
  await waitFor(() => {
    expect(start.disabled).toBe(false);
  });
  await user.click(start);
  expect(main.inputsOf('pipelines.start')).toMatchObject([
    { pipeline: { stages: [{ steps: [{ model: { modelId: 'demo-writer' } }] }] } },
  ]);
  expect(main.inputsOf('saved.put')).toEqual([]);
});

test('does not start what is not finished, and leads to the editor', async () => {
  const broken = pipeline('Torso', { stages: [{ steps: [step('Draft', '{{nobody}}')] }] });
  const { main, user, start, onEdit } = await renderStart(broken);
  expect(start.disabled).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Edit' }));
  expect(onEdit).toHaveBeenCalledWith(broken);
  expect(main.inputsOf('pipelines.estimate')).toEqual([]);
});

test('honours a spent budget, and keeps everything when main refuses', async () => {
  const { main, user, start, onClose } = await renderStart(pipeline('Mine'), (answers) =>
    answers.answer('pipelines.start', () => {
      throw new RequestError({ code: 'chat/busy', message: 'no', retryable: true });
    }),
  );
  await waitFor(() => {
    expect(screen.getByRole('table').getAttribute('aria-busy')).toBe('false');
  });
  await user.click(start);
  expect((await screen.findByRole('alert')).textContent).toContain('A reply is still on its way here.');
  expect(onClose).not.toHaveBeenCalled();
  main.answer('pipelines.estimate', ({ pipeline: asked }) => ({
    ...estimateOf(asked),
    budget: { level: 'hard', scope: 'month', spentUsd: 5, limitUsd: 5 },
  }));
  await user.type(screen.getByRole('textbox', { name: 'Input' }), '!');
  expect(await screen.findByText(/The budget of this month does not allow this/)).toBeDefined();
  expect(start.disabled).toBe(true);
});

test('without a pipeline offers one’s own and the recipes', async () => {
  const { user } = await renderStart(null);
  await user.click(screen.getByRole('combobox', { name: 'Pipeline' }));
  const list = await screen.findByRole('listbox');
  expect(within(list).getAllByRole('option')).toHaveLength(5);
});
