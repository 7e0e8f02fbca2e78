import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { newId } from '../../../../../shared/ids.ts';
import type { SavedPromptId } from '../../../../../shared/ids.ts';
import type { SavedItem } from '../../../../../shared/saved.ts';
import { renderChat } from '../../testing/renderChat.tsx';

afterEach(cleanup);

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const options = () => screen.queryAllByRole('option').map((option) => option.textContent);
const activeOption = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '');

function prompt(name: string, text: string, folder = '', kind: 'snippet' | 'system' = 'snippet'): SavedItem {
  return { kind: 'prompt', item: { id: newId<SavedPromptId>(), kind, name, folder, text, updatedAt: 0 } };
}

const kept = [
  prompt('Greeting', 'Dear reader,', 'Letters'),
  prompt('Summary', 'Sum up {{what}} in {{count}} words.'),
  prompt('Pirate', 'You are a pirate.', '', 'system'),
];

function chat() {
  return renderChat(undefined, (main) => main.answer('saved.list', () => kept));
}

test('/ lists the snippets and filters them by name and folder', async () => {
  const { user } = await chat();
  await user.type(field(), '/');
  const list = await screen.findByRole('listbox', { name: 'Snippets' });
  expect(options()).toEqual(['Summary', 'GreetingLetters', 'Open the prompt library…']);
  expect(field().getAttribute('aria-controls')).toBe(list.id);
  expect(activeOption()?.textContent).toBe('Summary');
  await user.keyboard('lett');
  expect(options()).toEqual(['GreetingLetters']);
  await user.keyboard('zzz');
  expect(options()).toEqual([]);
  expect(field().hasAttribute('aria-activedescendant')).toBe(false);
});

test('Enter puts the snippet in the place of what was typed, and sends nothing', async () => {
  const { main, user, workspace, tab } = await chat();
  await user.type(field(), 'First, /gre');
  await screen.findByRole('option', { name: /Greeting/ });
  await user.keyboard('{Enter}');
  expect(field().value).toBe('First, Dear reader,');
  expect(field().selectionStart).toBe(field().value.length);
  expect(workspace.keeper.draft(tab.id)).toBe('First, Dear reader,');
  expect(options()).toEqual([]);
  expect(main.inputsOf('chat.send')).toEqual([]);
});

test('arrows move round the list, and Tab picks', async () => {
  const { user } = await chat();
  await user.type(field(), '/');
  await screen.findAllByRole('option');
  await user.keyboard('{ArrowUp}');
  expect(activeOption()?.textContent).toBe('Open the prompt library…');
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(activeOption()?.textContent).toBe('GreetingLetters');
  await user.keyboard('{Tab}');
  expect(field().value).toBe('Dear reader,');
});

test('a snippet with variables asks for them first', async () => {
  const { main, user } = await chat();
  await user.type(field(), '/summ');
  await screen.findAllByRole('option');
  await user.keyboard('{Enter}');
  const form = await screen.findByRole('dialog', { name: 'Fill in “Summary”' });
  await user.type(within(form).getByRole('textbox', { name: 'what' }), 'this {{{{count}}');
  await user.type(within(form).getByRole('textbox', { name: 'count' }), '10');
  await user.click(within(form).getByRole('button', { name: 'Insert' }));
  await screen.findByDisplayValue('Sum up this {{count}} in 10 words.');
  expect(main.inputsOf('chat.send')).toEqual([]);
});

test('a form that is given up leaves the text as it was', async () => {
  const { user } = await chat();
  await user.type(field(), '/summ');
  await screen.findAllByRole('option');
  await user.keyboard('{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(await screen.findByDisplayValue('/summ')).toBe(field());
});

test('Esc closes the list, leaves the / and does not come back before the next one', async () => {
  const { user } = await chat();
  await user.type(field(), '/');
  await screen.findAllByRole('option');
  await user.keyboard('{Escape}');
  expect(options()).toEqual([]);
  await user.keyboard('g');
  expect(options()).toEqual([]);
  expect(field().value).toBe('/g');
  await user.keyboard(' /');
  expect((await screen.findAllByRole('option')).length).toBeGreaterThan(0);
});

test('Enter that ends a composition picks nothing', async () => {
  const { user } = await chat();
  await user.type(field(), '/gre');
  await screen.findByRole('option', { name: /Greeting/ });
  fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
  expect(field().value).toBe('/gre');
  expect(options()).toEqual(['GreetingLetters']);
});

test('a / that finds nothing is sent like other text', async () => {
  const { main, user } = await chat();
  main.answer('chat.send', () => ({ entries: [] }));
  await user.type(field(), '/');
  await screen.findAllByRole('option');
  await user.keyboard('zzz{Enter}');
  expect(main.inputsOf('chat.send')).toMatchObject([{ text: '/zzz' }]);
});

test('others may insert where the caret is, and ask what is written', async () => {
  const { user, workspace } = await chat();
  await user.type(field(), 'one three');
  field().setSelectionRange(4, 4);
  const offered = workspace.chatInSight.getState().chat;
  expect(offered?.composerText()).toBe('one three');
  offered?.insertSnippet({ name: 'Two', text: 'two ' });
  await screen.findByDisplayValue('one two three');
});

test('a very long snippet is kept beside the field like a long paste', async () => {
  const long = prompt('Book', 'x'.repeat(30_000));
  const { user } = await renderChat(undefined, (main) => main.answer('saved.list', () => [long]));
  await user.type(field(), 'Read /book');
  await screen.findByRole('option', { name: 'Book' });
  await user.keyboard('{Enter}');
  expect(field().value).toBe('Read ');
  expect(within(screen.getByRole('list', { name: /paste/i })).getAllByRole('listitem')).toHaveLength(1);
});
