import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { ConnectionId, ModelSetId } from '../../../shared/ids.ts';
import type { ModelSet, SavedItem } from '../../../shared/saved.ts';
import type { LaneSetup } from '../../app/stores/chatInSightStore.ts';
import { demoConnection, fakeMain, renderInWorkspace } from '../../app/testing/fakeWorkspace.tsx';
import { ModelSetsDialog } from './ModelSetsDialog.tsx';

const writer = { connectionId: demoConnection.id, modelId: 'demo-writer' };
const gone = { connectionId: newId<ConnectionId>(), modelId: 'lost-model', parameters: { temperature: 1 } };
const pair: ModelSet = {
  id: newId<ModelSetId>(),
  name: 'Pair',
  lanes: [writer, gone],
  layout: 'grid',
  updatedAt: 0,
};

async function openSets(kept: readonly ModelSet[], lanes: readonly LaneSetup[] = []) {
  const main = fakeMain()
    .answer('saved.list', () => kept.map((item): SavedItem => ({ kind: 'model-set', item })))
    .answer('saved.put', () => ({}))
    .answer('saved.delete', () => ({}));
  const onClose = vi.fn<() => void>();
  const opened = await renderInWorkspace(<ModelSetsDialog onClose={onClose} />, main);
  opened.workspace.chatInSight.setState({
    chat: {
      lanes: () => lanes,
      layout: () => 'focus',
      systemPrompt: () => undefined,
      ownSystemPrompts: () => 0,
      setSystemPrompt: () => Promise.resolve(),
      composerText: () => '',
      insertSnippet: () => undefined,
    },
  });
  await screen.findByRole('dialog', { name: 'Model sets' });
  return { ...opened, onClose };
}

test('saves the lanes of the chat with their parameters and layout, but no names of secret headers', async () => {
  const own = { ...writer, parameters: { temperature: 0.2, headerNames: ['X-Key'] } };
  const { user, main } = await openSets([], [own, { connectionId: null, modelId: null }]);
  await user.click(await screen.findByRole('button', { name: 'Save as a set' }));
  expect(screen.getByText('Give it a name.')).toBeTruthy();
  await user.type(screen.getByRole('textbox', { name: 'Name of the set' }), 'Cold{Enter}');
  expect(await screen.findByRole('listitem', { name: 'Cold' })).toBeTruthy();
  expect(main.inputsOf('saved.put')).toMatchObject([
    {
      kind: 'model-set',
      item: { name: 'Cold', layout: 'focus', lanes: [{ ...writer, parameters: { temperature: 0.2 } }] },
    },
  ]);
});

test('opens a tab with all lanes of a set, also those whose connection is gone', async () => {
  const { user, main, onClose } = await openSets([pair]);
  const row = await screen.findByRole('listitem', { name: 'Pair' });
  expect(row.textContent).toContain('lost-modelits connection is not thereown parameters');
  expect(within(row).getByText('Demo writer')).toBeTruthy();
  await user.click(within(row).getByRole('button', { name: 'Open in a new tab: Pair' }));
  expect(onClose).toHaveBeenCalledOnce();
  expect(main.inputsOf('conversations.create').at(-1)).toMatchObject({
    lanes: [writer, gone],
    view: { layout: 'grid' },
  });
});

test('a set can start new chats, be renamed and be deleted with a way back', async () => {
  const { user, main, workspace } = await openSets([pair]);
  const choose = async (item: string) => {
    await user.click(await screen.findByRole('button', { name: /More about/ }));
    await user.click(await screen.findByRole('menuitem', { name: item }));
  };
  await choose('Start new chats with it');
  expect(workspace.settings.getState().settings.defaultModelSet).toBe(pair.id);
  await workspace.newTab();
  expect(main.inputsOf('conversations.create').at(-1)).toMatchObject({ lanes: [writer, gone] });
  await choose('Rename');
  const field = await screen.findByRole('textbox', { name: 'New name of “Pair”' });
  await user.clear(field);
  await user.type(field, 'Couple{Enter}');
  expect(await screen.findByRole('listitem', { name: 'Couple' })).toBeTruthy();
  await choose('Delete');
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('listitem', { name: 'Couple' })).toBeTruthy();
});
