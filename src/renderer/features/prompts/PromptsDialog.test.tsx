import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { SavedPromptId } from '../../../shared/ids.ts';
import type { SavedItem, SavedPrompt } from '../../../shared/saved.ts';
import { RequestError } from '../../app/client.ts';
import type { ChatInSight } from '../../app/stores/chatInSightStore.ts';
import { fakeMain, renderInWorkspace } from '../../app/testing/fakeWorkspace.tsx';
import { PromptsDialog } from './PromptsDialog.tsx';

function prompt(name: string, fields: Partial<SavedPrompt> = {}): SavedPrompt {
  return {
    id: newId<SavedPromptId>(),
    kind: 'snippet',
    name,
    folder: '',
    text: `Text of ${name}`,
    updatedAt: 0,
    ...fields,
  };
}

const greeting = prompt('Greeting', { folder: 'Letters', text: 'Dear {{who}},' });
const pirate = prompt('Pirate', { kind: 'system', text: 'You are a pirate.' });

async function openLibrary(kept: readonly SavedPrompt[] = [greeting, pirate], draft?: string) {
  const main = fakeMain()
    .answer('saved.list', () => kept.map((item): SavedItem => ({ kind: 'prompt', item })))
    .answer('saved.put', () => ({}))
    .answer('saved.delete', () => ({}));
  const onClose = vi.fn<() => void>();
  const opened = await renderInWorkspace(<PromptsDialog draft={draft} onClose={onClose} />, main);
  await screen.findByRole('combobox', { name: 'Search prompts' });
  if (kept.length > 0) await screen.findAllByRole('option');
  return { ...opened, onClose };
}

/** A chat with this system prompt, and what was done to it. */
function chatWith(system: string | undefined) {
  const done: unknown[] = [];
  const chat: ChatInSight = {
    lanes: () => [],
    layout: () => undefined,
    systemPrompt: () => system,
    ownSystemPrompts: () => 1,
    setSystemPrompt: async (text) => void done.push(text),
    composerText: () => '',
    insertSnippet: (snippet) => done.push(snippet),
  };
  return { chat, done };
}

test('lists prompts by folder, finds them by name and folder, and says when nothing matches', async () => {
  const { user } = await openLibrary();
  const names = () => screen.getAllByRole('option').map((option) => option.textContent);
  expect(names()).toEqual(['PirateSystem prompt', 'Greeting']);
  expect(screen.getByRole('group', { name: 'Letters' })).toBeTruthy();
  await user.type(screen.getByRole('combobox', { name: 'Search prompts' }), 'lett');
  expect(names()).toEqual(['Greeting']);
  await user.type(screen.getByRole('combobox', { name: 'Search prompts' }), 'zzz');
  expect(screen.queryAllByRole('option')).toEqual([]);
  expect(screen.getByText('Nothing matches.')).toBeTruthy();
});

test('a snippet is read and inserted with the keyboard alone', async () => {
  const { user, workspace, onClose } = await openLibrary();
  const { chat, done } = chatWith(undefined);
  workspace.chatInSight.setState({ chat });
  await user.click(screen.getByRole('combobox', { name: 'Search prompts' }));
  await user.keyboard('greet{Enter}');
  expect(screen.getByText('Asked for when it is inserted: {{who}}')).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Insert' }));
  await user.keyboard('{Enter}');
  expect(done).toEqual([greeting]);
  expect(onClose).toHaveBeenCalledOnce();
});

test('a system prompt is used after saying what it replaces', async () => {
  const { user, workspace } = await openLibrary();
  const { chat, done } = chatWith('Be brief.');
  workspace.chatInSight.setState({ chat });
  await user.click(screen.getByRole('option', { name: /Pirate/ }));
  await user.click(screen.getByRole('button', { name: 'Use as system prompt' }));
  const question = await screen.findByRole('alertdialog', { name: 'Replace the system prompt?' });
  expect(question.textContent).toContain('Be brief.');
  await user.click(within(question).getByRole('button', { name: 'Cancel' }));
  expect(done).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Use as system prompt' }));
  await user.click(await screen.findByRole('button', { name: 'Replace' }));
  expect(done).toEqual(['You are a pirate.']);
  expect(
    await screen.findByText(
      '“Pirate” is the system prompt of this chat now. One model has a system prompt of its own and keeps it.',
    ),
  ).toBeTruthy();
});

test('a new prompt is written and saved, and nothing incomplete is', async () => {
  const { user, main } = await openLibrary([]);
  await user.click(screen.getByRole('button', { name: 'New prompt' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByText('Give it a name.')).toBeTruthy();
  expect(screen.getByText('Write its text.')).toBeTruthy();
  await user.type(screen.getByRole('textbox', { name: 'Name' }), ' Summary ');
  await user.click(screen.getByRole('textbox', { name: 'Text' }));
  await user.paste('Sum up {{what}} for {{whom}}, {{what}} only.');
  expect(screen.getByText('Asked for when it is inserted: {{what}} {{whom}}')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('option', { name: 'Summary' })).toBeTruthy();
  expect(main.inputsOf('saved.put')).toMatchObject([
    { kind: 'prompt', item: { kind: 'snippet', name: 'Summary', folder: '' } },
  ]);
});

test('what was written is not lost by closing', async () => {
  const { user, onClose } = await openLibrary([], 'A message\nof two lines');
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('A message');
  await user.click(screen.getByRole('button', { name: 'Close' }));
  const question = await screen.findByRole('alertdialog', { name: 'Discard your changes?' });
  expect(onClose).not.toHaveBeenCalled();
  await user.click(within(question).getByRole('button', { name: 'Discard' }));
  expect(onClose).toHaveBeenCalledOnce();
});

test('a deleted prompt comes back', async () => {
  const { user, main } = await openLibrary();
  await user.click(screen.getByRole('option', { name: 'Greeting' }));
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('option', { name: 'Greeting' })).toBeTruthy();
  expect(main.inputsOf('saved.delete')).toEqual([{ kind: 'prompt', id: greeting.id }]);
  expect(main.inputsOf('saved.put')).toEqual([{ kind: 'prompt', item: greeting }]);
});

test('an import says what came, or why nothing did', async () => {
  const { user, main } = await openLibrary([]);
  main.answer('saved.import', () => {
    const details = { fileName: 'bad.json', field: 'item 2, name is missing' };
    throw new RequestError({ code: 'import/invalid', message: 'no', retryable: false, details });
  });
  await user.click(screen.getByRole('button', { name: 'Import…' }));
  expect((await screen.findByRole('alert')).textContent).toContain('item 2, name is missing.');
  main.answer('saved.import', () => ({ added: [{ kind: 'prompt', item: greeting }] }));
  await user.click(screen.getByRole('button', { name: 'Import…' }));
  await waitFor(() => {
    expect(screen.getByText('1 prompt was imported.')).toBeTruthy();
  });
  expect(screen.queryByRole('alert')).toBeNull();
});
