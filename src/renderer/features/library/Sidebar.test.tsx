import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { activeTab } from '../../app/stores/tabsStore.ts';
import { fakeMain, renderInWorkspace, savedTab, summary } from '../../app/testing/fakeWorkspace.tsx';
import { Sidebar } from './Sidebar.tsx';

async function renderSidebar() {
  const chats = [summary('Trip plan'), summary('SQL compare'), summary('Regex help')].map((each, index) => ({
    ...each,
    conversation: { ...each.conversation, updatedAt: Date.now() - index },
  }));
  const [first] = chats;
  if (first === undefined) throw new Error('three chats');
  const main = fakeMain({
    conversations: chats,
    tabs: [savedTab(first.conversation.id, { active: true })],
  });
  const opened = await renderInWorkspace(<Sidebar />, main);
  const shownTitle = () => {
    const id = activeTab(opened.workspace.tabs.getState())?.conversationId;
    return chats.find((chat) => chat.conversation.id === id)?.conversation.title;
  };
  return { ...opened, chats, shownTitle };
}

const chat = (name: string) => screen.getByRole('button', { name });

describe('the list', () => {
  test('marks the chat in sight and opens others', async () => {
    const { user, shownTitle } = await renderSidebar();
    expect(chat('Trip plan').getAttribute('aria-current')).toBe('page');
    await user.click(chat('Regex help'));
    expect(shownTitle()).toBe('Regex help');
  });

  test('has one stop for Tab and is walked with the arrow keys', async () => {
    const { user, shownTitle } = await renderSidebar();
    act(() => {
      chat('Trip plan').focus();
    });
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(chat('SQL compare'));
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(chat('Regex help'));
    expect(chat('Trip plan').tabIndex).toBe(-1);
    await user.keyboard('{Enter}');
    expect(shownTitle()).toBe('Regex help');
  });

  test('renames in place with F2; Esc keeps the old name', async () => {
    const { main, user } = await renderSidebar();
    act(() => {
      chat('SQL compare').focus();
    });
    await user.keyboard('{F2}');
    const field = () => screen.getByRole('textbox', { name: 'New name of the chat' });
    expect(document.activeElement).toBe(field());
    await user.keyboard('Joins{Escape}');
    expect(main.inputsOf('conversations.rename')).toEqual([]);
    expect(document.activeElement).toBe(chat('SQL compare'));
    await user.keyboard('{F2}');
    await user.clear(field());
    await user.keyboard('Joins{Enter}');
    expect(main.inputsOf('conversations.rename')).toMatchObject([{ title: 'Joins' }]);
  });

  test('Delete moves to the trash, says so, and goes on to the next', async () => {
    const { main, user, chats } = await renderSidebar();
    act(() => {
      chat('SQL compare').focus();
    });
    await user.keyboard('{Delete}');
    expect(main.inputsOf('conversations.trash')).toEqual([{ id: chats[1]?.conversation.id }]);
    expect(document.activeElement).toBe(chat('Regex help'));
    expect(screen.getByRole('status').textContent).toContain('SQL compare is in the trash');
  });

  test('right click offers everything', async () => {
    const { main, user } = await renderSidebar();
    await user.pointer({ keys: '[MouseRight]', target: chat('SQL compare') });
    const menu = await screen.findByRole('menu');
    expect(
      within(menu)
        .getAllByRole('menuitem')
        .map((item) => item.textContent),
    ).toEqual(['OpenEnter', 'Open in new tab', 'RenameF2', 'Pin', 'Export…', 'Move to trashDel']);
    await user.click(within(menu).getByRole('menuitem', { name: 'Pin' }));
    expect(main.inputsOf('conversations.pin')).toMatchObject([{ pinned: true }]);
  });
});

test('typing searches, shows where the words stand, and opens the chat of a hit', async () => {
  const { main, user, chats, shownTitle } = await renderSidebar();
  main.answer('conversations.search', ({ query }) =>
    chats.slice(2).map(({ conversation }) => ({
      conversationId: conversation.id,
      conversationTitle: conversation.title,
      messageId: newId(),
      role: 'assistant',
      createdAt: 0,
      snippet: [
        { text: 'match ', match: false },
        { text: query, match: true },
      ],
    })),
  );
  await user.type(screen.getByRole('textbox', { name: 'Search all chats' }), 'lookahead');
  const results = await screen.findByRole('region', { name: 'Search results' });
  expect(results.querySelector('mark')?.textContent).toBe('lookahead');
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toContain('Regex help');
  await user.keyboard('{Enter}');
  expect(shownTitle()).toBe('Regex help');
  await user.click(screen.getByRole('button', { name: 'Clear the search' }));
  expect(chat('Trip plan').tabIndex).toBe(-1);
});

describe('the trash', () => {
  async function openTrash() {
    const opened = await renderSidebar();
    const old = summary('Old ideas', { trashedAt: 1 });
    opened.main
      .answer('conversations.list', () => [old])
      .answer('conversations.purge', () => ({}))
      .answer('conversations.restore', () => ({}));
    act(() => {
      opened.workspace.view.setState({ panel: 'trash' });
    });
    await screen.findByText('Old ideas');
    return { ...opened, old };
  }

  test('deletes for good only after a question, whose first answer is no', async () => {
    const { main, user, old } = await openTrash();
    await user.click(screen.getByRole('button', { name: 'Delete Old ideas forever' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Delete this chat forever?' });
    await waitFor(() => {
      expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' }));
    });
    await user.keyboard('{Enter}');
    expect(main.inputsOf('conversations.purge')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Delete Old ideas forever' }));
    await user.click(await screen.findByRole('button', { name: 'Delete forever' }));
    expect(main.inputsOf('conversations.purge')).toEqual([{ id: old.conversation.id }]);
    act(() => {
      main.tell('conversation.removed', { id: old.conversation.id });
    });
    expect(screen.queryByText('Old ideas')).toBeNull();
  });

  test('restores', async () => {
    const { main, user, old } = await openTrash();
    await user.click(screen.getByRole('button', { name: 'Restore Old ideas' }));
    expect(main.inputsOf('conversations.restore')).toEqual([{ id: old.conversation.id }]);
    expect(screen.getByRole('status').textContent).toContain('Old ideas is back');
  });
});
